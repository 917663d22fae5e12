"""Fuzzing with atheris (libFuzzer): ``python -m benchmarks.fuzz TARGET... --minutes 30``; ``all`` means every target.

Each target runs in a process of its own, guided by the coverage of the modules it names. An input that takes longer
than 10 seconds, needs more than 1 GB, or raises what is no error for the user is a finding: it is kept in the folder
that ``--keep`` names, and the campaign goes on until its minutes are over. One line a target is printed: a row of the
table in docs/fuzzing.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .machine import describe

SECONDS, MEGABYTES, LONGEST = 10, 1024, 20_000
_DONE = re.compile(rb"stat::number_of_executed_units:\s*(\d+)")
_PEAK = re.compile(rb"stat::peak_rss_mb:\s*(\d+)")
_LINE = re.compile(rb"^#(\d+)\s.*?(?:rss: (\d+)Mb)?\s*$", re.MULTILINE)
_RAISED = re.compile(rb"=== Uncaught Python exception: ===\n(.*)")


def main() -> None:
    """Run campaigns one after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="a target's name, or all")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long each (default: 30)")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), metavar="FOLDER", help="where findings go")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="keep what widened the coverage, for the next time"
    )
    parser.add_argument("--inside", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        _fuzz(options.inside[0], options.inside[1:])
        return
    from .fuzz_targets import targets

    known = list(targets())
    chosen = known if options.targets == ["all"] else options.targets
    if not chosen or set(chosen) - set(known):
        parser.error(f"name targets of these, or all: {' '.join(known)}")
    print(describe(), flush=True)
    print("| target | minutes | executions | peak memory, MB | findings |\n|---|---|---|---|---|", flush=True)
    for name in chosen:
        print(_campaign(name, options.minutes, options.keep, options.corpus), flush=True)


def _campaign(name: str, minutes: float, keep: Path, corpus: Path | None) -> str:
    """Run one target until its minutes are over, again after each finding."""
    from .fuzz_targets import targets

    target = targets()[name]
    keep.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    runs = peak = 0
    with tempfile.TemporaryDirectory() as temporary:
        seeds = (corpus or Path(temporary)) / name
        seeds.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(target.seeds):
            (seeds / f"seed-{number}").write_bytes(seed)
        words = Path(temporary) / "words.txt"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
        started = time.monotonic()
        while (left := 60 * minutes - (time.monotonic() - started)) > 1:
            log = _run(name, left, [str(seeds), f"-dict={words}", f"-artifact_prefix={keep / name}-"], temporary)
            done = _DONE.findall(log) or [line[0] for line in _LINE.findall(log)[-1:]]
            runs += sum(map(int, done))
            peak = max([peak, *map(int, _PEAK.findall(log)), *(int(line[1] or 0) for line in _LINE.findall(log))])
            if problem := _problem(log):
                found.append(problem)
                (keep / f"{name}-{len(found)}.log").write_bytes(log[-20_000:])
        spent = (time.monotonic() - started) / 60
    told = "; ".join(f"{found.count(each)} × {each}" for each in dict.fromkeys(found)) or "none"
    return f"| {name} | {spent:.1f} | {runs:,} | {peak} | {told} |"


def _run(name: str, seconds: float, arguments: list[str], folder: str) -> bytes:
    bounds = {"max_total_time": max(1, int(seconds)), "timeout": SECONDS, "rss_limit_mb": MEGABYTES, "max_len": LONGEST}
    options = [f"-{option}={value}" for option, value in bounds.items()]
    command = [sys.executable, "-m", "benchmarks.fuzz", "--inside", name, "-print_final_stats=1", *options, *arguments]
    log = Path(folder) / "log"
    with log.open("wb") as out:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environment, check=False)
    return log.read_bytes()


def _problem(log: bytes) -> str:
    """What a run ended with, in one line; empty if its time was over."""
    if raised := _RAISED.findall(log):
        return str(raised[-1].decode("utf-8", "replace"))[:100].replace("|", "\\|")
    for sign, meaning in ((b"ERROR: libFuzzer: timeout", "hang"), (b"out-of-memory", "memory"), (b"ERROR: ", "crash")):
        if sign in log:
            return meaning
    return "" if b"Done " in log else "ended early"


def _escaped(word: str) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02x}"
        for byte in word.encode("utf-8", "surrogatepass")
    )


def _fuzz(name: str, arguments: list[str]) -> None:
    """The life of a fuzzing process."""
    import atheris

    from .fuzz_targets import targets

    target = targets()[name]
    with atheris.instrument_imports(include=list(target.modules)):
        target.check(target.seeds[0])  # imports what is to be guided by
    atheris.Setup([sys.argv[0], *arguments], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
