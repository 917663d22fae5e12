"""Who takes part in events without a name, as open claims have it: "two peasants were killed by gunmen"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

from claimgraph.model import Claim, Extraction, Reference, Source, Stance
from claimgraph.ontology.iris import passage_of

from .templates import normalized

Unnamed = Mapping[str, Sequence[tuple[str, str]]]
"""Slots and their fillers by event."""

SHORT = 3
"""The most words of a predicate that says nothing but its verb: "be killed by"."""
STEM = 3
"""The letters that the forms of a verb have in common, mostly: "killed", "kill"."""
# Nouns that stand for people, and endings of such nouns.
PEOPLE = frozenset(
    tomllib.loads((files("claimgraph.extract") / "quantities.toml").read_text("utf8"))["words"]["people"]
)
_ENDING = re.compile(r".{3,}(?:[eo]r|ist|an|ant|ent|ee|illa)s?|.*(?:m[ae]n|people|child|children)")


def unnamed_of(source: Source, extraction: Extraction) -> dict[str, list[tuple[str, str]]]:
    """The unnamed arguments of the open claims whose verb is the word of an event.

    The subject of an active verb, and what stands behind the "by" of a passive one, does it; to the others it is done.
    """
    triggers = [m for m in extraction.mentions if m.kind == "Event"]
    out: dict[str, list[tuple[str, str]]] = {}
    for claim in extraction.open_claims:
        verb = claim.predicate.removeprefix("be ")
        if claim.stance is not Stance.ACTUAL or len(claim.predicate.split()) > SHORT:
            continue
        for mention in triggers:
            inside = claim.evidence.start <= mention.start < claim.evidence.end
            if inside and verb.startswith(mention.text[:STEM].lower()):
                out.setdefault(mention.entity, []).extend(_fillers(claim, source))
    return out


def _fillers(claim: Claim, source: Source) -> list[tuple[str, str]]:
    assert isinstance(claim.object, Reference)
    passive = claim.predicate.startswith("be ")
    by = passive and claim.predicate.endswith(" by")
    sides = [(claim.subject, not passive)]
    if by or claim.evidence.rule == "open:object":
        sides.append((claim.object.id, by))
    out = []
    for argument, does in sides:
        passage = passage_of(argument)
        words = source.text[passage[1] : passage[2]] if passage else ""
        slot = slot_of(words, does)
        if slot:
            out.append((slot, normalized(words)))
    return out


def slot_of(words: str, does: bool) -> str | None:
    """The slot of a phrase, by whether it stands for people and does what is told or suffers it.

    >>> slot_of("two peasants", False), slot_of("the embassy", False), slot_of("GUNMEN FROM THE NORTH", True)
    ('Victim', 'Target', 'PerpInd')
    """
    head = (re.split(r" (?:of|in|from|at|with) ", " ".join(words.lower().split()))[0].split() or [""])[-1]
    people = head in PEOPLE or head.removesuffix("s") in PEOPLE or bool(_ENDING.fullmatch(head))
    if does:
        return "PerpInd" if people else None
    return ("Victim" if people else "Target") if head else None
