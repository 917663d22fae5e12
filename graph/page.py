"""The page on which people ask: YASGUI, whose files are in ``yasgui/``, with the named queries as examples."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib import resources

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..ontology.iris import PREFIXES

_ASSETS = {"yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css"}


def query_page(queries: Mapping[str, str], view: bool, terms: Sequence[str] = ()) -> tuple[str, str]:
    """The page, and the content security policy that goes with it: no script but YASGUI's and ours, no other host.

    ``terms`` are the classes and properties that there are, for hints. Style attributes are allowed, since YASGUI's
    editor sets them.
    """
    files = {
        name: resources.files(__package__).joinpath(f"query.{name}").read_text("utf-8")
        for name in ("html", "css", "js")
    }
    known = {"queries": queries, "view": view, "prefixes": PREFIXES, "terms": list(terms)}
    data = json.dumps(known).replace("<", "\\u003c")
    page = files["html"].replace("STYLE", files["css"]).replace("SCRIPT", files["js"]).replace("DATA", data)
    digest = base64.b64encode(hashlib.sha256(files["js"].encode()).digest()).decode()
    allowed = (
        f"script-src 'self' 'sha256-{digest}'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:"
    )
    return page, f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; {allowed}"


async def asset(request: Request) -> Response:
    """One of YASGUI's files."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        return PlainTextResponse("no such file\n", 404)
    content = resources.files(__package__).joinpath("yasgui", name).read_bytes()
    return Response(content, media_type=_ASSETS[name], headers={"Cache-Control": "max-age=86400"})
