"""Editing ``corrections.toml`` so that all that a person wrote in it stays: comments, order, the way it is laid out."""

from __future__ import annotations

import dataclasses
import datetime
import getpass
import re
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

import tomlkit

from ..errors import CorrectionError
from ..files import write_atomically
from .correction import FIELDS, Correction, load, parse
from .lookup import Lookup

_HEAD = """# Corrections: what people decided about this graph, replayed in this order at every build.
#   do = "merge"    entities = [A, B, ...]         all are A
#   do = "apart"    entities = [A, B]              they are two, whatever comes
#   do = "split"    entity = A, sources = [...]    what these sources call A is another one
#   do = "rename"   entity = A, name = "..."       the old name stays as an alias
#   do = "retype"   entity = A, type = "..."       Person, Organization, Place, Event or an event class
#   do = "reject"   target = A or claim/...        it is left out of the graph
#   do = "confirm"  target = A or claim/...        it is right: its confidence becomes 1
# Entities and claims go by their ids, as `claimgraph explain` prints them. `seen` says where each stands in the
# sources, by which it is found when its id has changed: leave it out where you write, or change, an id yourself.
# `by`, `when` and `why` are told with what is corrected.
# Comments stay as they are; `claimgraph correct DIR --undo N` takes the Nth decision out.
"""
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?:correction|\"correction\"|'correction')[ \t]*\]\]", re.MULTILINE)
# The blank lines and comments at the end of a decision, which stand before the next.
_BEHIND = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z))*\Z", re.MULTILINE)


def append(path: Path, corrections: Sequence[Correction]) -> None:
    """Add decisions at the end of the file, which is made if need be. Raises CorrectionError if it is broken."""
    if not corrections:
        return
    held = load(path)
    text = _read(path)
    for correction in corrections:
        text = f"{text.rstrip()}\n\n{_written(correction)}"
        held.append(correction)
    _write(path, text, held)


def take_back(path: Path, number: int) -> Correction:
    """Take the decision of that number, from 1, out of the file, and give it back; comments around it stay.

    Raises CorrectionError if there is none of that number.
    """
    held = load(path)
    if not 1 <= number <= len(held):
        found = f"it has {len(held)}" if held else "it has none"
        raise CorrectionError(f"{path}: no correction {number}; {found}; see: claimgraph correct DIR --list")
    text = _read(path)
    starts = [*_starts(path, text, len(held)), len(text)]
    begin, end = starts[number - 1], starts[number]
    last = _BEHIND.search(text, begin, end)
    behind = last.start() if last else end
    while not _is_whole(text[begin:behind]):  # a line of a long string may look like a comment
        behind = text.index("\n", behind) + 1
    gone = held.pop(number - 1)
    rest = text[behind:]
    _write(path, text[:begin] + (rest.lstrip("\r\n") if text[:begin].endswith(("\n\n", "\r\n\r\n")) else rest), held)
    return gone


def _starts(path: Path, text: str, count: int) -> list[int]:
    """Where the decisions begin: at lines that look like it, except such within a string of several lines."""
    found = [match.start() for match in _HEADER.finditer(text)]
    if len(found) != count:
        found = [start for start in found if _is_whole(text[:start])]
    if len(found) != count:
        raise CorrectionError(f"{path}: not every decision begins with [[correction]]; let them, and try again")
    return found


def _is_whole(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else _HEAD


def _write(path: Path, text: str, expected: Sequence[Correction]) -> None:
    """Write the file if it says what it should; a person's file is too dear to be left to chance."""
    if parse(path, text) != list(expected):
        raise CorrectionError(f"{path}: cannot be edited as it is laid out; begin each decision with [[correction]]")
    write_atomically(path, text)


def witnessed(correction: Correction, lookup: Lookup) -> Correction:
    """The same decision with the lines by which later builds find what it is about."""
    verb, targets, anchors = correction.do, correction.targets, lookup.anchors
    if verb in ("reject", "confirm") and targets[0].startswith("claim/"):
        return dataclasses.replace(correction, seen=(anchors.claim_line(lookup.claim(targets[0], "")),))
    if verb != "split":
        seen = tuple(anchors.line(lookup.members[each]) for each in targets)
        return dataclasses.replace(correction, seen=seen)
    keys = lookup.members[targets[0]]
    moved = [{i for i in anchors.sources if i in anchors.named.get(n, ()) or i.startswith(n)} for n in targets[1:]]
    whole = anchors.line(keys, set().union(*moved))
    parts = (anchors.line(key for key in keys if key[0] in sources) for sources in moved)
    return dataclasses.replace(correction, seen=(whole, *parts))


def editor(folder: Path) -> str:
    """Who decides, if nobody says: Git's user there, else the account's name."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, text=True, timeout=5, check=False
        )
        named = asked.stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        named = ""
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def listing(corrections: Sequence[Correction]) -> str:
    """The decisions with their numbers, a line each.

    >>> print(listing([Correction("reject", ("claim/1",), by="Ann")]))
      1  reject claim/1; by Ann
    """
    return "\n".join(f"{number:3}  {correction.told}" for number, correction in enumerate(corrections, 1))


def _written(correction: Correction) -> str:
    """A decision as it stands in the file."""
    targets, value = FIELDS[correction.do]
    table = tomlkit.table()
    table.append("do", correction.do)
    table.append(targets, list(correction.targets) if targets == "entities" else correction.targets[0])
    if value:
        table.append(value, list(correction.targets[1:]) if correction.do == "split" else correction.value)
    if any(correction.seen):
        seen = tomlkit.array()
        seen.extend(correction.seen)
        table.append("seen", seen.multiline(len(correction.seen) > 1))
    if correction.by:
        table.append("by", correction.by)
    if correction.when:
        table.append("when", _day(correction.when))
    if correction.why:
        table.append("why", correction.why)
    entries = tomlkit.aot()
    entries.append(table)
    return tomlkit.dumps({"correction": entries})


def _day(text: str) -> datetime.date | str:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def today() -> str:
    """The day, as it is here, on which a decision is made."""
    return datetime.date.today().isoformat()
