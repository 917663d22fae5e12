"""What pages of ``docs/`` print: each command or query, and behind it its output.

    python tests/docs/printed.py

writes into the pages what the commands and queries print now. A test holds that nothing would change.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    *sorted(DOCS.glob("claims-*.md")),
    *(DOCS / f"{name}.md" for name in ("open-predicates", "your-own-ontology", "general-model", "by-example")),
]
MADE = frozenset({"kg", "kg-open", "kg-ships", "accidents.model"})
"""What commands name that is made while the pages are printed."""
# A shell's block: a line with the command, and what it prints. A query's block, and a block of text behind it.
_SHELL = re.compile(r"```console\n\$ claimgraph (?P<command>[^\n]+)\n(?P<output>.*?)```\n", re.DOTALL)
_SPARQL = re.compile(r"```sparql\n(?P<query>.*?)```\n\n```text\n(?P<output>.*?)```\n", re.DOTALL)


def folder_of(place: Path) -> Path:
    """The graphs of the examples, built: ``kg``, ``kg-ships`` and, with open claims, ``kg-open``."""
    from claimgraph import Settings, build

    build([DOCS / "example"], place / "kg")
    ships = DOCS / "example-ontology"
    build(sorted(ships.glob("*.txt")), place / "kg-ships", settings=Settings(ontology=str(ships / "ships.ttl")))
    build([DOCS / "example-open"], place / "kg-open", settings=Settings(open=True))
    return place


def refreshed(page: str, place: Path) -> str:
    """A page with what its commands and queries print in the folder ``place``, where the graph is ``kg``."""
    from claimgraph import open_graph

    page = _SHELL.sub(lambda m: _with_output(m, _run(m["command"], place)), page)
    return _SPARQL.sub(lambda m: _with_output(m, open_graph(place / "kg").query(m["query"]).render()), page)


def blocks(page: str) -> int:
    """How many blocks of a page have an output."""
    return len(_SHELL.findall(page)) + len(_SPARQL.findall(page))


def _with_output(match: re.Match[str], output: str) -> str:
    before, after = match[0][: match.start("output") - match.start()], match[0][match.end("output") - match.start() :]
    return f"{before}{output.rstrip()}\n{after}"


def _run(command: str, place: Path) -> str:
    """What a command prints on standard output."""
    from claimgraph.cli import main

    words = shlex.split(command)
    words = [str(place / word) if word in MADE else _example(word) for word in words]
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(printed):
        main(words)
    printed.seek(0)
    return printed.read().replace(f"{place}/", "")


def _example(word: str) -> str:
    """The path of a file of the examples; any other word itself."""
    paths = [DOCS / folder / word for folder in ("by-example", "example-general")]
    return next((str(path) for path in paths if len(word) < 80 and path.is_file()), word)


def each_page(change: Callable[[Path, str], None]) -> None:
    """Call a function with each page and what it should hold."""
    with tempfile.TemporaryDirectory() as place:
        folder_of(Path(place))
        for page in PAGES:
            change(page, refreshed(page.read_text("utf-8"), Path(place)))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    each_page(lambda page, text: page.write_text(text, "utf-8") and None)
