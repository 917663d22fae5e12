"""What it costs to add a report, to withdraw one, and to find nothing new, beside making the whole graph; and memory.

    python -m benchmarks.increment [--sizes 100,1000,10000] [--events N]

The reports are short, of five events each, and generated as in ``benchmarks.eventscale``: what would be read in them is
written down directly, so that the time for reading (about a second a thousand words) is left out. The one report that
is added is read by the pipeline, whose loading is part of its time. Each row is a process of its own; its peak memory
is that of all its processes. Exports go to a file that is thrown away, the query asks for every quad.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from claimgraph import builder
from claimgraph.folder import Folder, Record

from . import eventscale
from .machine import describe

REPORT = """OSLO, 5 May 2019 - Police arrested Hana Kral, the leader of the Harbor Union, in Oslo on 4 May 2019, her
lawyer said. About 300 people protested in front of the court on Sunday."""
FORMS = ("turtle", "trig", "nquads", "csv")
ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


def fill(path: Path, documents: int, events: int) -> None:
    """A folder with so many sources, and no store yet."""
    eventscale.EVENTS_IN_ONE = events
    folder = Folder.create(path)
    extractions, sources, _ = eventscale.reports(documents)
    for extraction, source in zip(extractions, sources, strict=True):
        folder.save(Record(source, extraction, f"../{source.name}", folder.settings.fingerprint))


def whole(path: Path) -> None:
    """Everything but reading."""
    builder.rebuild(path)


def more(path: Path) -> None:
    """One report more, and the first time that it is seen."""
    builder.build([path.parent / "new.txt"], path)


def less(path: Path) -> None:
    """One report less."""
    builder.remove(path, ["new.txt"])


def command(path: Path, *words: str) -> None:
    """One command of the command line."""
    subprocess.run([sys.executable, "-m", "claimgraph", *words], stdout=subprocess.DEVNULL, check=True)


STEPS = {
    "everything but reading": whole,
    "a report more": more,
    "nothing new": more,
    "a report less": less,
    **{f"export --format {form}": form for form in FORMS},
    "query --format csv, every quad": "",
}


def measure(path: Path, step: str) -> tuple[float, float, float]:
    """Seconds on the clock and of processors, and MiB, of one step."""
    work = STEPS[step]
    start, worked = time.perf_counter(), _worked()
    if callable(work):
        work(path)
    elif work:
        command(path, "export", str(path), "--format", work)
    else:
        command(path, "query", str(path), ALL, "--format", "csv")
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return seconds, _worked() - worked, peak / 1024


def _worked() -> float:
    """The seconds that processors have worked for this process and those it has started."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of reports (default: 100,1000,10000)")
    parser.add_argument("--events", type=int, default=5, help="events told in each (default: 5)")
    options = parser.parse_args()
    print(f"# {describe()}; {options.events} events in each report\n")
    print("| reports | step | seconds | of processor | peak MiB |\n|---|---|---|---|---|")
    context = get_context("spawn")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "kg"
            (Path(scratch) / "new.txt").write_text(REPORT, "utf-8")
            for work, given in ((fill, (path, size, options.events)), *((measure, (path, step)) for step in STEPS)):
                with context.Pool(1) as pool:
                    found = pool.apply(work, given)  # type: ignore[operator]
                if found:
                    seconds, worked, peak = found
                    print(f"| {size:,} | {given[1]} | {seconds:.1f} | {worked:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
