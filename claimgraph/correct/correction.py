"""What people decided about a graph: the decisions and the fields that they have in ``corrections.toml``.

One table a decision, in order; :mod:`.file` edits the file, :mod:`.replay` applies it at every build.
"""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CorrectionError
from ..graph.texts import printable

KINDS = ("Person", "Organization", "Place", "Event", "Thing")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision: the verb, the entities or claims it is about, its value (a name, a type), and whose it is and why.

    ``seen`` says for each target where it stands in a source, so that it is found whatever its id comes to be.
    """

    do: str
    targets: tuple[str, ...]
    value: str = ""
    why: str = ""
    seen: tuple[str, ...] = ()
    by: str = ""
    when: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.do, *self.targets, self.value and f"{self.value!r}")))

    @property
    def told(self) -> str:
        """The decision with who made it, when and why, on one line of a terminal.

        >>> Correction("merge", ("a", "b"), why="one union", by="Ann", when="2026-03-04").told
        'merge a b; by Ann, 2026-03-04: one union'
        """
        whose = ", ".join(filter(None, (self.by and f"by {self.by}", self.when)))
        said = "; ".join(filter(None, (str(self), whose)))
        return printable(f"{said}: {self.why}" if self.why else said)

    @property
    def decision(self) -> tuple[str, tuple[str, ...], str]:
        """What is decided, whoever decides it: equal for two entries of which one is enough."""
        ordered = self.targets if self.do not in ("merge", "apart") else tuple(sorted(self.targets))
        return self.do, ordered, self.value


# The fields of each verb in the file: (where the targets stand, where the value stands).
FIELDS = {
    "merge": ("entities", ""),
    "apart": ("entities", ""),
    "split": ("entity", "sources"),
    "rename": ("entity", "name"),
    "retype": ("entity", "type"),
    "reject": ("target", ""),
    "confirm": ("target", ""),
}
VERBS = tuple(FIELDS)
# How many words each verb takes on the command line, and which.
_USAGE = {
    "merge": (2, 99, "A B..."),
    "apart": (2, 2, "A B"),
    "split": (2, 99, "A SOURCE..."),
    "rename": (2, 2, "A NAME"),
    "retype": (2, 2, "A TYPE"),
    "reject": (1, 1, "A|CLAIM"),
    "confirm": (1, 1, "A|CLAIM"),
}


def load(path: Path) -> list[Correction]:
    """The corrections in a file; none if there is no such file. Raises CorrectionError that names the entry."""
    if not path.exists():
        return []
    try:
        return parse(path, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{path}: not in UTF-8: {error}; save it as UTF-8") from None


def parse(path: Path, text: str) -> list[Correction]:
    """The corrections in the text of a file. Raises CorrectionError that names the file and the entry."""
    try:
        entries = tomllib.loads(text).get("correction", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CorrectionError(f"{path}: not valid TOML: {error}; mend that line") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CorrectionError(f"{path}: 'correction' is no list of tables; begin each decision with [[correction]]")
    return [_parse(f"{path}: correction {number}", entry) for number, entry in enumerate(entries, 1)]


def _parse(where: str, entry: Mapping[str, Any]) -> Correction:
    verb = entry.get("do")
    if not isinstance(verb, str) or verb not in FIELDS:
        raise CorrectionError(f"{where} has do = {verb!r}; known: {', '.join(VERBS)}")
    where = f"{where} ({verb})"
    targets, value = FIELDS[verb]
    names = _words(where, entry, targets)
    if not names:
        raise CorrectionError(f"{where} has no {targets!r}")
    if targets == "entities" and (len(set(names)) < 2 or (verb == "apart" and len(names) > 2)):
        wanted = "two" if verb == "apart" else "two or more"
        raise CorrectionError(f"{where} has {len(set(names))} entities; it takes {wanted}")
    if targets != "entities" and len(names) > 1:
        raise CorrectionError(f"{where} has {len(names)} in {targets!r}; it takes one")
    values = _words(where, entry, value) if value else ()
    if value and not "".join(values).strip():
        raise CorrectionError(f"{where} has no {value!r}")
    return Correction(
        verb,
        names + (values if verb == "split" else ()),
        "" if verb == "split" else " ".join(values),
        "".join(_words(where, entry, "why")),
        _words(where, entry, "seen"),
        "".join(_words(where, entry, "by")),
        _day(where, entry.get("when", "")),
    )


def _words(where: str, entry: Mapping[str, Any], field: str) -> tuple[str, ...]:
    found = entry.get(field, ())
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list | tuple) or not all(isinstance(each, str) for each in listed):
        raise CorrectionError(f"{where} has {field} = {found!r}; it takes a string, or a list of strings")
    return tuple(listed)


def _day(where: str, found: Any) -> str:
    if isinstance(found, datetime.datetime):
        found = found.date()
    if isinstance(found, str | datetime.date):
        return str(found)
    raise CorrectionError(f"{where} has when = {found!r}; it takes a day, such as 2026-03-04")


def make(verb: str, arguments: Sequence[str], why: str, find: Callable[[str], str]) -> Correction:
    """The decision that a person's words mean; ``find`` gives the id of the entity they name.

    Raises CorrectionError if words are missing or too many, or name nothing.
    """
    least, most, usage = _USAGE[verb]
    if not least <= len(arguments) <= most:
        raise CorrectionError(f"{verb} got {len(arguments)} words; it takes: {verb} {usage}")
    first, *rest = arguments
    target = first if first.startswith("claim/") and verb in ("reject", "confirm") else find(first)
    if verb in ("merge", "apart"):
        others = tuple(map(find, rest))
        if target in others:
            raise CorrectionError(f"{verb} got {target!r} twice; it takes two or more different entities")
        return Correction(verb, (target, *others), why=why)
    if verb == "split":
        return Correction(verb, (target, *rest), why=why)
    if rest and not rest[0].strip():
        raise CorrectionError(f"{verb} got no word after {first!r}; it takes: {verb} {usage}")
    return Correction(verb, (target,), rest[0] if rest else "", why)


def signed(correction: Correction, by: str, when: str) -> Correction:
    """The same decision with who made it and on which day.

    >>> signed(Correction("reject", ("claim/1",)), "Ann", "2026-03-04").told
    'reject claim/1; by Ann, 2026-03-04'
    """
    return dataclasses.replace(correction, by=by, when=when)
