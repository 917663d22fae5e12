"""Builds that are killed, starved and damaged, each gone on with and compared, byte for byte, with an undisturbed one.

    python -m benchmarks.faults [--instants N] [--workers N] [--full N] [--reports N] [--mount]
    unshare --mount python -m benchmarks.faults --mount        # as root: the tmpfs is seen by nobody else

Real builds of the sample reports: from nothing, and on a folder whose reports have changed since. SIGKILL comes at
random instants of the whole run; workers are killed at random instants too; the disk is full at random sizes (a small
tmpfs with ``--mount``, and a limit on the size of files everywhere); files are truncated and emptied as a loss
of power may leave them; the folder is read-only; two builds start at once. What is compared is the TriG of the whole
store, a byte more or less is a failure. Builds are forked from a process that has loaded the model, which spares
nothing but the loading. Needs Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from claimgraph import builder
from claimgraph.content import vocabulary_of
from claimgraph.extract.read import read_file
from claimgraph.extract.resolve import resolve
from claimgraph.graph.export import rdf
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.store import Store
from claimgraph.model import Source
from claimgraph.sample import sample_folder
from claimgraph.settings import Settings

from .machine import describe
from .processes import Work, children, ended, forked, mounted


class Trials:
    """A folder of reports, a graph's folder as it was before, and what an undisturbed build makes of both."""

    def __init__(self, scratch: Path, seed: int, reports: int) -> None:
        self.scratch, self.chance = scratch, random.Random(seed)
        self.reports, self.kg = scratch / "reports", scratch / "kg"
        self.before: dict[str, Path | None] = {"from nothing": None, "on a folder": scratch / "before"}
        self.found: Counter[tuple[str, str]] = Counter()
        self._prepare(reports)
        self.times: dict[str, float] = {}
        self.expected = ""
        for start in self.before:
            self.reset(start)
            begun = time.perf_counter()
            assert ended(forked(self.build)) == 0
            self.times[start] = time.perf_counter() - begun
            told = self.told()
            assert self.expected in ("", told), "a build on a folder differs from one from nothing"
            self.expected = told

    def _prepare(self, count: int) -> None:
        """Reports of which a folder knows a part, one of them in other words, and one that is gone."""
        self.reports.mkdir()
        with sample_folder() as sample:
            files = sorted(path for path in (sample / "reports").iterdir() if path.suffix == ".txt")
            for path in files[:count]:
                shutil.copy(path, self.reports / path.name)
            first, *_, last = sorted(self.reports.iterdir())
            text = first.read_text("utf-8")
            first.write_text("\n\n".join(text.split("\n\n")[:2]), "utf-8")
            last_text = last.read_text("utf-8")
            last.unlink()
            assert ended(forked(lambda: builder.build([self.reports], self.scratch / "before"))) == 0
            first.write_text(text, "utf-8")
            last.write_text(last_text, "utf-8")
            shutil.copy(last, self.reports / "again.txt")

    def reset(self, start: str) -> None:
        """The graph's folder as it was."""
        shutil.rmtree(self.kg, ignore_errors=True)
        if before := self.before[start]:
            shutil.copytree(before, self.kg)

    def build(self, jobs: int = 1) -> None:
        """The build that is disturbed."""
        builder.build([self.reports], self.kg, jobs=jobs)

    def told(self) -> str:
        """The hash of all that the store holds, read in a process of its own."""
        target = self.scratch / "told"
        target.unlink(missing_ok=True)

        def tell() -> None:
            target.write_text(hashlib.sha256(rdf(Store.open(self.kg / "store"), "trig")).hexdigest(), "ascii")

        return target.read_text("ascii") if ended(forked(tell)) == 0 else "no store"

    def settle(self, what: str) -> None:
        """Go on with the same command, and count whether the result is that of an undisturbed build."""
        status = ended(forked(self.build))
        left = [path.name for path in self.kg.rglob(".*") if path.name != ".lock"]
        told = self.told()
        good = status == 0 and told == self.expected and not left
        self.found[what, "identical" if good else "different"] += 1
        if not good:
            print(f"DIFFERENT after {what}: status {status}, {told[:12]}, left behind {left}", flush=True)

    def start(self) -> str:
        """One of the two beginnings."""
        start = self.chance.choice(sorted(self.before))
        self.reset(start)
        return start

    def kill(self) -> None:
        """SIGKILL at a random instant of a build; now and then once more while it goes on."""
        start = self.start()
        for _ in range(1 + (self.chance.random() < 0.2)):
            pid = forked(self.build)
            time.sleep(self.chance.uniform(0, self.times[start] * 1.02))
            os.kill(pid, signal.SIGKILL)
            ended(pid)
        self.settle(f"SIGKILL, {start}")

    def kill_worker(self, longest: float) -> None:
        """SIGKILL for a worker of two at a random instant: the build itself must get over it."""
        self.start()
        pid = forked(lambda: self.build(2))
        time.sleep(self.chance.uniform(0, longest))
        if workers := children(pid):
            os.kill(self.chance.choice(workers), signal.SIGKILL)
        status = ended(pid)
        good = status == 0 and self.told() == self.expected
        self.found["a worker killed, not gone on with", "identical" if good else "different"] += 1
        self.settle("a worker killed")

    def starve(self) -> None:
        """No file may grow beyond a random size."""
        self.start()
        most = int(2 ** self.chance.uniform(4, 21))

        def build() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            self.build()

        status = ended(forked(build))
        self.found["file size limited", {0: "enough", 3: "said"}.get(status, f"status {status}")] += 1
        self.settle("file size limited")

    def damage(self) -> None:
        """What a loss of power may leave: a file cut or emptied, in what is kept or in what was being written."""
        self.reset("on a folder")
        assert ended(forked(self.build)) == 0
        files = sorted(path for path in self.kg.rglob("*") if path.is_file() and path.suffix != ".toml")
        for path in self.chance.sample(files, 3):
            content = path.read_bytes()
            path.write_bytes(content[: self.chance.choice([0, len(content) // 2])])
        half = self.kg / self.chance.choice(["store.new", "store.old"])
        shutil.copytree(self.kg / "store", half)
        for path in self.chance.sample(sorted(half.iterdir()), 2):
            path.unlink()
        if self.chance.random() < 0.3:
            shutil.rmtree(self.kg / "store")
        (self.kg / ".reading").write_bytes(b"\xff\0 half")
        (self.kg / ".lock").write_text(str(os.getppid()), "ascii")  # a number that is another process's by now
        if ended(forked(self.build)) != 0:
            self.found["power lost", "not built"] += 1
        for broken in self.kg.rglob("*.broken"):
            broken.unlink()
        self.settle("power lost")

    def two_at_once(self) -> None:
        """Two builds of one folder: one does it, the other says who does and leaves, or comes when all is done."""
        self.start()
        statuses = sorted(map(ended, [forked(self.build), forked(self.build)]))
        self.found["two at once", f"exit statuses {statuses}"] += 1
        self.settle("two at once")

    def read_only(self) -> None:
        """A folder on a disk that cannot be written."""
        with mounted(self.kg, 64 << 20) as remount:
            shutil.copytree(self.scratch / "before", self.kg, dirs_exist_ok=True)
            remount("ro")
            self.found["read-only", {3: "said"}.get(ended(forked(self.build)), "not said")] += 1
            remount("rw")
            self.settle("read-only")

    def fill(self) -> None:
        """A tmpfs that is full at a random size, and then has room again."""
        size = int(2 ** self.chance.uniform(15, 24))
        with mounted(self.kg, size) as remount:
            status = ended(forked(self.build))
            self.found["disk full", {0: "enough", 3: "said"}.get(status, f"status {status}")] += 1
            remount(f"size={256 << 20}")
            self.settle("disk full")


def _warm() -> None:
    """Load all that forked builds need, but open no store: its threads would not come along."""
    nlp = builder.load_parser(Settings())
    with sample_folder() as sample:
        sources = [source for source in read_file(sample / "reports" / "12-wujek.txt") if isinstance(source, Source)]
    extractions = list(builder.extract(nlp, sources))
    resolution = resolve(extractions, sources=sources)
    KnowledgeGraph.of(sources, extractions, resolution.entities, vocabulary=vocabulary_of(Settings()))
    builder.load_parser = lambda settings: nlp


def run(reports: int, instants: int, workers: int, full: int, mount: bool, seed: int) -> None:
    """All trials, and the table."""
    _warm()
    with tempfile.TemporaryDirectory() as scratch:
        trials = Trials(Path(scratch), seed, reports)
        plan: list[Work] = [trials.kill] * instants + [trials.starve, trials.damage] * full
        plan += [trials.two_at_once] * (full // 2) + ([trials.fill] * full + [trials.read_only] if mount else [])
        longest = sum(trials.times.values()) + 10
        plan += [lambda: trials.kill_worker(longest)] * workers
        for number, trial in enumerate(plan):
            trial()
            if number % 20 == 19:
                print(f"{number + 1} of {len(plan)}", file=sys.stderr, flush=True)
        times = ", ".join(f"{start} {seconds:.1f} s" for start, seconds in trials.times.items())
        print(f"# {describe()}; seed {seed}; an undisturbed build {times}")
        print("\n| fault | outcome | times |\n|---|---|---|")
        for (what, outcome), times_found in sorted(trials.found.items()):
            print(f"| {what} | {outcome} | {times_found} |", flush=True)


def main() -> None:
    """Inject faults and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--instants", type=int, default=200, help="builds that are killed (default: 200)")
    parser.add_argument("--workers", type=int, default=20, help="builds that lose a worker (default: 20)")
    parser.add_argument("--full", type=int, default=30, help="builds on a full or damaged disk, each (default: 30)")
    parser.add_argument("--mount", action="store_true", help="try a small tmpfs too, which needs the right to mount")
    parser.add_argument("--reports", type=int, default=6, help="reports of the sample that are built (default: 6)")
    parser.add_argument("--seed", type=int, default=8)
    options = parser.parse_args()
    # In a process of its own, whose encoder has no threads that a fork would lose.
    numbers = (options.reports, options.instants, options.workers, options.full, options.mount, options.seed)
    process = get_context("spawn").Process(target=run, args=numbers)
    process.start()
    process.join()
    sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
