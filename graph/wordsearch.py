"""Full-text search over HTTP: ``/search?q=WORDS``, with ``kind`` (name or evidence) and ``limit`` if wanted."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ..errors import ClaimgraphError, UsageError
from .remote import Endpoint
from .search import Hit, Index, Kind, folder_index, words_state

_LONGEST, _MOST = 500, 200


class WordSearch:
    """The index of a store's words, opened when it is first asked, and anew when the store is another."""

    def __init__(self, store: Path, remote: Endpoint | None = None) -> None:
        self.store, self.remote = store, remote
        self._index: Index | None = None
        self._state: object = None
        self._lock = threading.Lock()

    async def answer(self, request: Request) -> Response:
        """What holds the words of ``q``, as JSON."""
        given = request.query_params
        words, kind, limit = given.get("q", ""), given.get("kind"), given.get("limit", "20")
        if not words.strip() or len(words) > _LONGEST:
            return PlainTextResponse(f"give some words as ?q=..., at most {_LONGEST} characters\n", 400)
        kinds: dict[str | None, Kind | None] = {None: None, **{name: name for name in get_args(Kind)}}
        if kind not in kinds or not limit.isdecimal() or not 0 < int(limit) <= _MOST:
            return PlainTextResponse(f"kind is name or evidence, limit a number from 1 to {_MOST}\n", 400)
        try:
            hits = await run_in_threadpool(self._find, words, kinds[kind], int(limit))
        except UsageError as error:
            return PlainTextResponse(f"{error}\n", 400)
        except ClaimgraphError as error:
            return PlainTextResponse(f"{error}\n", 503)
        return JSONResponse({"hits": [dataclasses.asdict(hit) for hit in hits]})

    def close(self) -> None:
        """Close the index."""
        with self._lock:
            if self._index is not None:
                self._index.close()
            self._index = None

    def _find(self, words: str, kind: Kind | None, limit: int) -> list[Hit]:
        with self._lock:
            now = words_state(self.store, self.remote)
            if self._index is None or now != self._state:
                if self._index is not None:
                    self._index.close()
                self._index = None
                self._index, self._state = folder_index(self.store, self.remote), now
            return self._index.search(words, kind=kind, limit=limit)
