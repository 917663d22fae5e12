"""Event templates as MUC-4 has them, and how filled ones are scored against a key.

The matching is that of GTT (Du, Rush and Cardie, "Template Filling with Generative Transformers", NAACL 2021): every
predicted template goes to one of the key or to none, a predicted type must be a part of the type in the key, and of all
ways to pair them the one with the best F1 of a document counts. Dates and places are scored on the pairs found
so, by the MUC-4 guidelines: a whole point, or half a one for a part of what the key says.
"""

from __future__ import annotations

import calendar
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
EXTRA = ("Date", "Location")
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_DAY = r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})"
_MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}

Days = tuple[str, str]
"""A first and a last day, as in ISO 8601; the empty string where a side is open."""


@dataclass(frozen=True, slots=True)
class Template:
    """An incident: its type, the fillers of each slot (each with all its names), days and places that are right.

    ``places`` holds chains from the country down to the most specific place; a predicted template has any names there.
    """

    type: str
    slots: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    days: tuple[Days, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Counts:
    """What of the predicted and of the key is right."""

    right: float = 0
    predicted: int = 0
    found: float = 0
    key: int = 0

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision, recall = self.right / (self.predicted or 1), self.found / (self.key or 1)
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1)

    def add(self, other: Counts) -> None:
        """Add another's counts."""
        self.right, self.found = self.right + other.right, self.found + other.found
        self.predicted, self.key = self.predicted + other.predicted, self.key + other.key


def normalized(text: str) -> str:
    """Lower case, without punctuation and articles.

    >>> normalized('The "Santo Tomas" farm')
    'santo tomas farm'
    """
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return " ".join(_ARTICLES.sub(" ", bare).split())


def score(predicted: Sequence[Template], key: Sequence[Template]) -> dict[str, Counts]:
    """The counts by slot for one document; ``type`` is a slot, and ``all`` the sum that GTT reports."""
    key = list({_content(template): template for template in reversed(key)}.values())[::-1]
    mapping = _best(predicted, key)
    out = {slot: Counts() for slot in ("type", *SLOTS, *EXTRA)}
    for number, template in enumerate(predicted):
        _count(out, template, key[mapping[number]] if mapping[number] >= 0 else None)
    for number in set(range(len(key))) - set(mapping):
        _miss(out, key[number])
    out["all"] = Counts()
    for slot in ("type", *SLOTS):
        out["all"].add(out[slot])
    return out


def _content(template: Template) -> tuple[object, ...]:
    """What makes templates of a key alike, of which GTT counts one."""
    return template.type, *(frozenset(template.slots.get(slot, ())) for slot in SLOTS)


def _best(predicted: Sequence[Template], key: Sequence[Template]) -> list[int]:
    """Which template of the key each predicted one goes to, or -1."""
    asked = sum(map(_size, predicted)), sum(map(_size, key))
    states: dict[tuple[int, int, int], tuple[int, ...]] = {(0, 0, 0): ()}
    for template in predicted:
        after: dict[tuple[int, int, int], tuple[int, ...]] = {}
        for (used, right, found), mapping in states.items():
            after.setdefault((used, right, found), (*mapping, -1))
            for number, other in enumerate(key):
                if not used >> number & 1 and template.type in other.type:
                    pair = _pair(template, other)
                    state = used | 1 << number, right + pair[0], found + pair[1]
                    after.setdefault(state, (*mapping, number))
        states = after

    def f1(state: tuple[int, int, int]) -> float:
        return Counts(state[1], asked[0], state[2], asked[1]).rates[2]

    return list(states[max(states, key=f1)])


def _size(template: Template) -> int:
    return 1 + sum(len(fillers) for fillers in template.slots.values())


def _pair(template: Template, other: Template) -> tuple[int, int]:
    """How many items of a template, and of the one of the key that it is paired with, are right; the type is one."""
    right = found = 1
    for slot in SLOTS:
        mine, theirs = template.slots.get(slot, ()), other.slots.get(slot, ())
        right += sum(any(filler <= names for names in theirs) for filler in mine)
        found += sum(any(filler <= names for filler in mine) for names in theirs)
    return right, found


def _count(out: Mapping[str, Counts], template: Template, other: Template | None) -> None:
    out["type"].add(Counts(other is not None, 1, other is not None, other is not None))
    for slot in SLOTS:
        mine = template.slots.get(slot, ())
        theirs = other.slots.get(slot, ()) if other else ()
        right = sum(any(filler <= names for names in theirs) for filler in mine)
        found = sum(any(filler <= names for filler in mine) for names in theirs)
        out[slot].add(Counts(right, len(mine), found, len(theirs)))
    for slot, points in (("Date", _date_points), ("Location", _place_points)):
        given, right_ones = _extra(template, slot), _extra(other, slot) if other else ()
        won = points(given, right_ones) if given and right_ones else 0.0
        out[slot].add(Counts(won, bool(given), won, bool(right_ones)))


def _miss(out: Mapping[str, Counts], template: Template) -> None:
    out["type"].add(Counts(key=1))
    for slot in SLOTS:
        out[slot].add(Counts(key=len(template.slots.get(slot, ()))))
    for slot in EXTRA:
        out[slot].add(Counts(key=bool(_extra(template, slot))))


def _extra(template: Template, slot: str) -> tuple[tuple[str, ...], ...]:
    return template.days if slot == "Date" else template.places


def _date_points(mine: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> float:
    """One for the same days, half for days that lie within those of the key."""
    best = 0.0
    for begin, end in mine:
        for first, last in theirs:
            if (begin, end) == (first, last):
                return 1.0
            if begin and end and first <= begin and end <= (last or "9999"):
                best = 0.5
    return best


def _place_points(mine: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> float:
    """One for the most specific place, half for one above it such as the country."""
    names = {normalized(name) for chain in mine for name in chain}
    best = 0.0
    for chain in theirs:
        *above, last = map(normalized, chain)
        if last in names:
            return 1.0
        if names.intersection(above):
            best = 0.5
    return best


def days_of(slot: str) -> tuple[Days, ...]:
    """The days that a DATE slot of a key takes for right; a slot without a day of a year has none.

    >>> days_of("- 04 FEB 90"), days_of("(02 FEB 90) / (01 FEB 90 - 03 FEB 90)")
    ((('', '1990-02-04'),), (('1990-02-02', '1990-02-02'), ('1990-02-01', '1990-02-03')))
    """
    out = []
    for part in slot.upper().split("/"):
        found = [f"19{year}-{_MONTHS[month]:02}-{int(day):02}" for day, month, year in re.findall(_DAY, part)]
        if found:
            opened = part.strip(" (").startswith("-")
            out.append(("" if opened else found[0], found[-1]))
    return tuple(out)


def places_of(slot: str) -> tuple[tuple[str, ...], ...]:
    """The chains of places that a LOCATION slot of a key takes for right, from the country down; of a range, both ends.

    >>> places_of("GUATEMALA: PETEN (DEPARTMENT): FLORES (CITY)")
    (('GUATEMALA', 'PETEN', 'FLORES'),)
    """
    out = []
    for part in re.split(r" / | - ", " ".join(slot.split())):
        names = [re.sub(r"\s*\([A-Z ]+\)|[()*]", "", name).strip() for name in part.split(":")]
        if chain := tuple(name for name in names if name not in {"", "-"}):
            out.append(chain)
    return tuple(out)


def total(scores: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The counts of many documents together."""
    out = {slot: Counts() for slot in ("type", *SLOTS, *EXTRA, "all")}
    for each in scores:
        for slot, counts in each.items():
            out[slot].add(counts)
    return out
