"""What hostile documents cost: ``python -m benchmarks.hostile``, one line each, and what finding many files costs.

The documents are those of ``tests/extract/test_hostile.py``, and bigger ones that are made to run into a limit. Each is
read as in a build; time includes what starting a process again costs after one was ended.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import psutil

from claimgraph.extract.find import find_files
from claimgraph.extract.limits import Limits
from claimgraph.extract.reader import Reader
from claimgraph.model import Source

from .machine import describe

Document = tuple[str, str, Callable[[], bytes]]


def main() -> None:
    """Print a row for each document, then what finding costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="the limit of time (default: 60)")
    parser.add_argument("--files", type=int, default=100_000, help="how many files to find (default: 100,000)")
    options = parser.parse_args()
    print(describe())
    print("| document | bytes | seconds | memory, MB | what comes of it |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, Reader(Limits(seconds=options.seconds)) as reader:
        for name, suffix, made in documents():
            path = Path(folder) / f"report{suffix}"
            path.write_bytes(made())
            started = time.monotonic()
            items = list(reader.read(path))
            spent = time.monotonic() - started
            memory = f"{psutil.Process(reader._child.pid).memory_info().rss / 2**20:.0f}" if reader._child else "-"
            outcome = "read" if isinstance(items[0], Source) else items[0].reason
            print(f"| {name} | {path.stat().st_size:,} | {spent:.1f} | {memory} | {outcome[:80]} |", flush=True)
    print(finding(options.files))


def documents() -> Iterator[Document]:
    """Names, kinds, and how each is made."""
    tests = _tests()
    for name, (suffix, made, _) in tests.DOCUMENTS.items():
        yield name, suffix, made
    page, word, body, pdf, stream = tests.page, tests.word, tests.body, tests.pdf, tests.stream
    text = zlib.compress(tests.TEXT * 500_000)
    span = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    yield "a million attributes", ".html", lambda: page("<p " + " ".join(f"a{n}=1" for n in range(500_000)) + ">")
    yield "a row of 100,000 cells", ".html", lambda: page(f"<table><tr>{'<td>x' * 100_000}</table>")
    yield "100,000 links", ".html", lambda: page("<a href=x>y</a>" * 100_000)
    yield (
        "500,000 lines of text",
        ".pdf",
        lambda: pdf(tests.CATALOG, tests.PAGES, tests.PAGE, stream(text, "/Filter /FlateDecode")),
    )
    yield (
        "the same page 20,000 times",
        ".pdf",
        lambda: pdf(tests.CATALOG, tests.PAGES.replace("3 0 R", "3 0 R " * 20_000), tests.PAGE, stream(tests.TEXT)),
    )
    yield "25 million paragraphs", ".docx", lambda: word(document=body("<w:p/>" * 25_000_000))
    yield "a cell as wide as 2 billion", ".docx", lambda: word(document=body(span))
    yield "200,000 brackets", ".md", lambda: b"[" * 200_000 + tests.STORY.encode()
    yield "10 MB of empty lines", ".txt", lambda: b"\n" * 9_900_000 + tests.STORY.encode()
    yield "10 MB on one line", ".txt", lambda: b"Ab" * 4_900_000 + tests.STORY.encode()


def finding(count: int) -> str:
    """What it costs to find many files: the time to the first and to the last, and the memory at its peak."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            part = Path(folder) / f"{number // 1000:04}"
            part.mkdir(exist_ok=True)
            (part / f"{number}.txt").touch()
        tracemalloc.start()
        started = time.monotonic()
        files = find_files([folder])
        next(files)
        first = time.monotonic() - started
        found = 1 + sum(1 for _ in files)
        spent, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return f"{found:,} files found: the first after {first:.3f} s, all after {spent:.1f} s, {peak / 1e6:.1f} MB at most"


def _tests() -> ModuleType:
    path = Path(__file__).parents[1] / "tests" / "extract" / "test_hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_documents", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
