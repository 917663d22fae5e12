"""The view over HTTP: of a small graph the whole page, of a big one a part, which the reader unfolds as they go.

``/view?with=ID`` shows what is near a thing, ``with`` several times what is near several; without it a small graph is
shown whole, and of a big one what is most connected. ``/view?whole`` shows it whole however big it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import anyio
import pyoxigraph
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ..errors import QueryError, UsageError
from ..model import Source
from ..ontology.vocabulary import Vocabulary
from . import protocol
from .answers import Job
from .neighborhood import Reader
from .view import render_part
from .worker import Workers

_WHOLE = 20_000  # up to so many claims, the page holds all of the graph
_MOST = 20  # so many things can be asked for at once
_ROWS = "application/sparql-results+json"


class PartView:
    """The view of what the workers answer from; ``whole`` makes the page of all of it, ``text_of`` gives a source."""

    def __init__(
        self,
        pool: Workers,
        turns: anyio.CapacityLimiter,
        whole: Callable[[], str] | None,
        vocabulary: Vocabulary,
        base: str,
        text_of: Callable[[str], Source | None],
    ) -> None:
        self.pool, self.turns, self.whole = pool, turns, whole
        self.vocabulary, self.base = vocabulary, base
        self.reader = Reader(self._ask, base, vocabulary, text_of)
        self._page: str | None = None

    async def answer(self, request: Request) -> Response:
        """The page that is asked for."""
        if self.whole is None:
            return PlainTextResponse("this server shows no view of its graph\n", 404)
        ids = request.query_params.getlist("with")
        if len(ids) > _MOST:
            return PlainTextResponse(f"{len(ids)} things at once are too many; ask for at most {_MOST}\n", 400)
        try:
            all_of_it = "whole" in request.query_params
            part = None if all_of_it else await anyio.to_thread.run_sync(self._part, ids, limiter=self.turns)
        except UsageError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", 503)
        if part is None and self._page is None:
            self._page = await run_in_threadpool(self.whole)
        return HTMLResponse(part if part is not None else self._page)

    def _part(self, ids: list[str]) -> str | None:
        """The page of the surroundings of some things; None where the whole graph may be shown."""
        things, claims = self.reader.size()
        if not ids and claims <= _WHOLE:
            return None
        part, disputed = self.reader.around(ids), self.reader.disputed()
        names = {entity.id: entity.name for entity in part.entities}
        title = names.get(part.centers[0], "") if ids and part.centers else ""
        return render_part(
            part, things, disputed, title=title or "claimgraph", vocabulary=self.vocabulary, base=self.base
        )

    def _ask(self, text: str) -> Iterable[tuple[Any, ...]]:
        """The rows that a worker answers with, within its limits."""
        answer = self.pool.ask(Job(protocol.Request(text), _ROWS, None, self.base))
        if answer.outcome != "answered":
            raise QueryError(answer.body.decode("utf-8", "replace"))
        rows = pyoxigraph.parse_query_results(answer.body, pyoxigraph.QueryResultsFormat.JSON)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [tuple(row[name] for name in names) for row in rows]
