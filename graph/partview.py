"""The view over HTTP: of a small graph the whole page, of a big one a part, which the reader unfolds as they go.

``/view?with=ID`` shows what is near a thing, ``with`` several times what is near several; without it a small graph is
shown whole, and of a big one what is most connected. ``/view?whole`` shows it whole however big it is.
``/view?way=ID&way=ID`` shows how two are connected, ``/view?begin=DAY&end=DAY`` what happened then, with ``with`` what
it has to do with one; ``/view/months?with=ID`` tells in which months something happened with it, and
``/view/weights?with=ID`` how many claims are about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import anyio
import pyoxigraph
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from ..errors import QueryError, UsageError
from ..model import Source
from ..ontology.vocabulary import Vocabulary
from . import protocol
from .answers import Job
from .neighborhood import Reader
from .period import Period, best_told, months, read_period
from .view import render_part
from .worker import Workers

_WHOLE = 20_000  # up to so many claims, the page holds all of the graph
_MOST = 20  # so many things can be asked for at once
_EVENTS = 60  # so many events of a period are shown, the best told
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
        try:
            asked = _read(request)
            part = None if asked is None else await anyio.to_thread.run_sync(self._part, asked, limiter=self.turns)
        except UsageError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", 503)
        if part is None and self._page is None:
            self._page = await run_in_threadpool(self.whole)
        return HTMLResponse(part if part is not None else self._page)

    async def months(self, request: Request) -> Response:
        """In which months events are known to have been that have to do with a thing, and how many, as JSON."""
        center = request.query_params.get("with", "")
        return await self._told(lambda: months(self.reader.times(center)))

    async def weights(self, request: Request) -> Response:
        """How many claims are about some things, or tie others to them, as JSON."""
        ids = request.query_params.getlist("with")[:_MOST]
        return await self._told(lambda: self.reader.weights(ids))

    async def _told(self, find: Callable[[], dict[str, int]]) -> Response:
        try:
            return JSONResponse(await anyio.to_thread.run_sync(find, limiter=self.turns))
        except UsageError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", 503)

    def _part(self, asked: _Asked) -> str | None:
        """The page of what is asked for; None where the whole graph may be shown."""
        things, claims = self.reader.size()
        if asked == _Asked() and claims <= _WHOLE:
            return None
        ids, events = list(asked.ids), list[str]()
        live: dict[str, object] = {}
        if asked.way:
            found = self.reader.chain(*asked.way)
            ids, live["way"] = list(found.stops or found.ends), asdict(found)
        if asked.period:
            told = best_told(self.reader.times(ids[0] if ids else "", asked.period))
            events = told[:_EVENTS]
            live["period"] = {**asdict(asked.period), "events": len(told), "shown": len(events)}
        part = self.reader.around(ids, events)
        names = {entity.id: entity.name for entity in part.entities}
        title = names.get(ids[0], "") if ids else ""
        live |= {"centers": part.centers, "things": things, "disputed": self.reader.disputed()}
        return render_part(part, live, title=title or "claimgraph", vocabulary=self.vocabulary, base=self.base)

    def _ask(self, text: str) -> Iterable[tuple[Any, ...]]:
        """The rows that a worker answers with, within its limits."""
        answer = self.pool.ask(Job(protocol.Request(text), _ROWS, None, self.base))
        if answer.outcome != "answered":
            raise QueryError(answer.body.decode("utf-8", "replace"))
        rows = pyoxigraph.parse_query_results(answer.body, pyoxigraph.QueryResultsFormat.JSON)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [tuple(row[name] for name in names) for row in rows]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an address asks to be shown."""

    ids: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    period: Period | None = None


def _read(request: Request) -> _Asked | None:
    """What a request asks for; None for all of the graph. Raises UsageError."""
    given = request.query_params
    if "whole" in given:
        return None
    ids, way = given.getlist("with"), given.getlist("way")
    if len(ids) > _MOST:
        raise UsageError(f"{len(ids)} things at once are too many; ask for at most {_MOST}")
    if len(way) not in (0, 2):
        raise UsageError(f"a way is between two things, and here are {len(way)}; ask for way=ID&way=ID")
    return _Asked(tuple(ids), tuple(way), read_period(given.get("begin"), given.get("end")))
