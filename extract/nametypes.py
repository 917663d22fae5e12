"""What kind of thing a name is of: one kind a name throughout a document, by the votes of its mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from .gazetteer import Gazetteer, fold, gazetteer
from .namecues import cues

NOTHING = "Nothing"


@dataclass
class Candidate:
    """A stretch of tokens that may be a name, and what speaks for which kind."""

    span: Span
    label: str = ""
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kind: str = ""
    rule: str = "spacy"
    whole: bool = True
    """False for a piece of what the recognizer took for one name: then its label says less."""

    @property
    def key(self) -> str:
        """The name as it is compared within the document."""
        return fold(self.span.text)


def settle(candidates: Sequence[Candidate], lists: Iterable[Sequence[Candidate]]) -> None:
    """Give every candidate its kind: names agree with themselves, and members of a list with each other."""
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_key[candidate.key].append(candidate)
    total: dict[str, dict[str, float]] = {}
    for candidate in candidates:
        if candidate.rule == "acting-group":
            candidate.votes["Organization"] += 5
    for key, group in by_key.items():
        votes: dict[str, float] = defaultdict(float)
        for candidate in group:
            for kind, weight in candidate.votes.items():
                votes[kind] += weight / len(group)
        total[key] = votes
    full = {part for key in total for part in key.split() if " " in key}
    for key, group in by_key.items():
        if (
            len(group) == 1
            and group[0].label == "PERSON"
            and " " not in key
            and key not in full
            and not _does(group[0])
        ):
            total[key][NOTHING] += 1.3
    _agree_with_full_names(total)
    for members in lists:
        keys = list(dict.fromkeys(member.key for member in members))
        if len(keys) < 3:
            continue
        winners = [_winner(total[key]) for key in keys]
        common = max(sorted(set(winners)), key=winners.count)
        if common != NOTHING and winners.count(common) > len(keys) / 2:
            for key in keys:
                total[key][common] += 1.5
    for candidate in candidates:
        candidate.kind = _winner(total[candidate.key])


def _agree_with_full_names(total: dict[str, dict[str, float]]) -> None:
    """A part alone is of what its full name is of: a surname, a first name, "Acme" of "Acme Group"."""
    parts: set[str] = set()
    owners: set[str] = set()
    for key, votes in total.items():
        words = key.split()
        if 1 < len(words) < 5 and _winner(votes) == "Person":
            parts |= {words[0], words[-1]}
        elif (len(words) == 2 or cues().partners.intersection(words[-1:])) and _winner(votes) == "Organization":
            owners.add(words[0])
    people = {key for key, votes in total.items() if " " not in key and _winner(votes) == "Person"}
    for key, votes in total.items():
        if 1 < len(key.split()) < 4 and key.split()[-1] in people and votes.get("Organization", 0) < 3:
            votes["Person"] += 1
        if key in parts and key in owners:
            continue  # "Hartwell", of Hartwell Stores and Carl Hartwell: as it stands
        if key in parts:
            votes["Person"] += 1.5
        elif key in owners and votes.get("Place", 0) < 1.5:
            votes["Organization"] += 1.5


def _does(candidate: Candidate) -> bool:
    """Whether a name is called by a title, or does something."""
    return candidate.votes.get("Person", 0) > 2 or candidate.span.root.dep_ in {"nsubj", "appos", "agent"}


def _winner(votes: dict[str, float]) -> str:
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0] if votes else NOTHING


def place_names() -> Gazetteer:
    """The gazetteer that kinds are decided with."""
    return gazetteer()
