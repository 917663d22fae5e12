"""Where corrected things stand in the sources: lines by which they are found, whatever ids a later build gives.

A line names a source by its file and the start of its id, and the words there: ``one.txt#4be1a2c9: Ann Lee``; of a
claim its subject, predicate, object and quote. The id finds the same text under another file's name, the file's name
finds a text that was changed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..extract.resolve import Key
from ..graph.explain import show
from ..model import Claim, Extraction, Mention, Source
from ..ontology.iris import slug

Place = tuple[str, int]
"""A claim of one source: the source's id and the claim's number there."""
_MARK = re.compile(r"#(?P<id>[0-9a-f]{8}): ")
_NUMBER = re.compile(r" \(\d+\)$")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Anchors:
    """The sources of a graph and what was read in them, before it is resolved."""

    sources: Mapping[str, Source]
    extractions: Mapping[str, Extraction]
    named: Mapping[str, Sequence[str]] = field(repr=False)
    """The ids of the sources of each name."""
    _begun: Mapping[str, Sequence[str]] = field(repr=False)

    @classmethod
    def of(cls, sources: Iterable[Source], extractions: Iterable[Extraction]) -> Anchors:
        """Those of a graph, from its sources and its extractions as they were read."""
        by_id = {source.id: source for source in sources}
        named: dict[str, list[str]] = defaultdict(list)
        begun: dict[str, list[str]] = defaultdict(list)
        for identifier in sorted(by_id):
            named[by_id[identifier].name].append(identifier)
            begun[identifier[:8]].append(identifier)
        return cls(by_id, {x.source: x for x in extractions if x.source in by_id}, named, begun)

    def entity(self, line: str) -> Key | None:
        """The entity that a line tells of, as its source has it; None where it is not, or not surely, told there."""
        for source, words in self._read(line):
            if found := _entity(self.extractions[source], words):
                return source, found
        return None

    def claim(self, line: str) -> Place | None:
        """The claim that a line tells of."""
        for source, words in self._read(line):
            if (number := self._claim(source, words)) is not None:
                return source, number
        return None

    def line(self, keys: Iterable[Key], avoid: Collection[str] = ()) -> str:
        """The line of an entity: its longest name in the first source, by name, where it has one.

        Sources in ``avoid`` come last.
        """
        by_source: dict[str, set[str]] = defaultdict(set)
        for source, local in keys:
            by_source[source].add(local)
        best = min(
            (
                (source in avoid, mention.level != "name", self.sources[source].name, source, -len(words), words)
                for source, wanted in by_source.items()
                if source in self.extractions
                for mention, words in _numbered(self.extractions[source].mentions)
                if mention.entity in wanted and mention.level != "pronoun"
            ),
            default=None,
        )
        return f"{self._head(best[3])}{best[5]}" if best else ""

    def claim_line(self, place: Place) -> str:
        """The line of a claim."""
        source, number = place
        return self._head(source) + self._said(source, self.extractions[source].claims[number])

    def _head(self, source: str) -> str:
        return f"{self.sources[source].name}#{source[:8]}: "

    def _read(self, line: str) -> Iterator[tuple[str, str]]:
        """The sources that a line may mean, the surest first, with its words."""
        for mark in _MARK.finditer(line):
            name, words = line[: mark.start()], line[mark.end() :]
            same = [i for i in self.named.get(name, ()) if i.startswith(mark["id"])]
            for source in same or self._begun.get(mark["id"], ()) or self.named.get(name, ()):
                yield source, words
        for colon in re.finditer(": ", line):
            for source in self.named.get(line[: colon.start()], ()):
                yield source, line[colon.end() :]

    def _said(self, source: str, claim: Claim) -> str:
        local = {entity.id: entity for entity in self.extractions[source].entities}
        subject = local[claim.subject].name if claim.subject in local else claim.subject
        quote = self.sources[source].text[claim.evidence.start : claim.evidence.end]
        parts = (subject, claim.predicate, show(claim.object, local), quote)
        return " | ".join(" ".join(part.split())[:_LONGEST] for part in parts)

    def _claim(self, source: str, words: str) -> int | None:
        said = [self._said(source, claim) for claim in self.extractions[source].claims]
        if words in said:
            return said.index(words)
        wanted = words.split(" | ", 3)
        if len(wanted) < 4:
            return None
        near = [i for i, each in enumerate(said) if _alike(each.split(" | ", 3), wanted)]
        return near[0] if len(near) == 1 else None


def _alike(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether two claims say the same of the same in words of which one holds the other's."""
    if len(found) < 4 or [slug(part) for part in found[:3]] != [slug(part) for part in wanted[:3]]:
        return False
    left, right = slug(found[3]), slug(wanted[3])
    return left in right or right in left


def _numbered(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention with its words; of an event told in equal words before, with which one it is: "arrested (2)"."""
    often: Counter[str] = Counter()
    for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.entity)):
        words = " ".join(mention.text.split())
        if mention.kind == "Event":
            often[words] += 1
        yield mention, f"{words} ({often[words]})" if often[words] > 1 and mention.kind == "Event" else words


def _entity(extraction: Extraction, words: str) -> str | None:
    """The entity of some words: of exactly these, else of the only name of which one holds the other's words."""
    told = [(m.entity, said) for m, said in _numbered(extraction.mentions) if m.level != "pronoun"]
    for entity, said in told:
        if said == words:
            return entity
    wanted = _bag(_NUMBER.sub("", words))
    near = {entity for entity, said in told if _near(_bag(_NUMBER.sub("", said)), wanted)}
    return near.pop() if len(near) == 1 else None


def _bag(words: str) -> frozenset[str]:
    return frozenset(slug(words).split("-")) - {"the", "s", ""}


def _near(found: frozenset[str], wanted: frozenset[str]) -> bool:
    return bool(found and wanted) and (found <= wanted or wanted <= found)
