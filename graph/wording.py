"""Claims in the words of the page, and the sentences they were read in, each kept once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from ..model import Claim, Figure, Interval, Quotation, Reference, Source, Stance, Term, Text, Value
from ..ontology.iris import PREFIXES, entity_iri
from ..ontology.spoken import counted, spoken
from ..ontology.vocabulary import Vocabulary
from .passages import sentence_around

Json = dict[str, Any]


@cache
def _plain() -> dict[str, str]:
    """Words for terms whose labels are not everybody's."""
    words: dict[str, str] = tomllib.loads((resources.files(__package__) / "wording.toml").read_text("utf-8"))["terms"]
    return words


class Passages:
    """The sentences that evidence stands in, each kept once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = {source.id: (number, source) for number, source in enumerate(sources)}
        self.found: dict[tuple[int, int, int], int] = {}
        self.texts: list[tuple[int, str]] = []
        self.placed: dict[tuple[str, int, int], tuple[int, int, int] | None] = {}  # many claims rest on the same words

    def place(self, claim: Claim) -> tuple[int, int, int] | None:
        """The number of the sentence, and where in it the evidence begins and ends; None if its source is missing."""
        evidence = claim.evidence
        where = evidence.source, evidence.start, evidence.end
        if where not in self.placed:
            self.placed[where] = self._place(claim)
        return self.placed[where]

    def _place(self, claim: Claim) -> tuple[int, int, int] | None:
        if claim.evidence.source not in self.sources:
            return None
        number, source = self.sources[claim.evidence.source]
        begin, finish = sentence_around(source.text, claim.evidence.start, claim.evidence.end)
        key = (number, begin, finish)
        if key not in self.found:
            self.found[key] = len(self.texts)
            self.texts.append((number, source.text[begin:finish]))
        return self.found[key], claim.evidence.start - begin, claim.evidence.end - begin


@dataclass(frozen=True, slots=True)
class Wording:
    """What terms, values and voices are called; ``voices`` fills with the speakers met."""

    vocabulary: Vocabulary
    names: Mapping[str, str]
    passages: Passages
    voices: dict[str, int] = field(default_factory=dict)

    def name(self, entity: str | None) -> str:
        """The name of an entity; of one that is unknown its id."""
        return self.names.get(entity or "", entity or "")

    def term(self, name: str) -> str:
        """The label of a class or property, in plain words."""
        found = self.vocabulary.classes.get(name) or self.vocabulary.properties.get(name)
        if found and name in _plain() and name not in self.vocabulary.own:
            return _plain()[name]
        return found.label if found else name

    def saying(self, claim: Claim) -> str:
        """What a claim says of its subject, before its object: of a quotation the verb that reports it."""
        said = claim.object.verb if isinstance(claim.object, Quotation) else ""
        return said or self.term(claim.predicate)

    def iri(self, name: str) -> str:
        """The IRI of a class or property; what a user's ontology lacks is one of ours."""
        words = self.vocabulary
        known = name in words.classes or name in words.properties
        return words.iri(name) if known else entity_iri(PREFIXES["cg"], name)

    def value(self, value: Value) -> str:
        """A claim's object in words."""
        match value:
            case Reference(id):
                return self.name(id)
            case Term(name):
                return self.term(name)
            case Text(text):
                return text
            case Interval():
                return spoken(value)
            case Figure():
                return counted(value)
            case Quotation(words):
                return f"“{words}”"

    def voice(self, speaker: str | None) -> int:
        """The number of a speaker; -1 for the report itself."""
        return -1 if speaker is None or speaker == "" else self.voices.setdefault(speaker, len(self.voices))

    def told(self, stance: Stance, speaker: str | None, claims: Iterable[Claim]) -> Json:
        """In what sense it is said, who says it, and where that is read."""
        places = {place for claim in claims if (place := self.passages.place(claim)) is not None}
        return {"stance": str(stance), "voice": self.voice(speaker), "evidence": sorted(places)}
