"""Documents that were set aside: each ended the process that read it, or could not be read for a reason of its own.

They are kept on record in ``DIR/aside.json``, so that they are not tried at every build; they are when that is asked
for, and when another version, ontology or model reads them. ``DIR/.reading`` names what a build with one process is
reading: if that process dies, the next build knows which documents to read in a process of their own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .files import write_atomically

FILE, READING = "aside.json", ".reading"


@dataclass(frozen=True, slots=True)
class Aside:
    """A document that was set aside: its name, the file it came from, why, and by which settings it was read."""

    name: str
    origin: str
    reason: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.name}: set aside: {self.reason}; mend it, or try it again with --retry"


def load(folder: Path) -> dict[str, Aside]:
    """What was set aside, by the id of the source; a broken record counts as none, for it only saves time."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
        return {identifier: Aside(**entry) for identifier, entry in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save(folder: Path, aside: Mapping[str, Aside]) -> None:
    """Write down what is set aside; a folder without any has no such file.

    >>> import tempfile; folder = Path(tempfile.mkdtemp())
    >>> save(folder, {"4be1": Aside("a.txt", "../a.txt", "it ended the process that read it (SIGKILL)", "f")})
    >>> load(folder)["4be1"].name
    'a.txt'
    """
    if aside:
        entries = {identifier: dataclasses.asdict(aside[identifier]) for identifier in sorted(aside)}
        write_atomically(folder / FILE, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")
    else:
        (folder / FILE).unlink(missing_ok=True)


def begin(folder: Path, identifiers: Iterable[str]) -> None:
    """Note which sources are about to be read in this very process."""
    (folder / READING).write_text("\n".join(identifiers), "ascii")


def end(folder: Path) -> None:
    """Nothing is being read any more."""
    (folder / READING).unlink(missing_ok=True)


def suspects(folder: Path) -> frozenset[str]:
    """The sources that a process was reading when it died."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return frozenset((folder / READING).read_text("ascii").split())
    return frozenset()
