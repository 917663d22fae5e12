"""Direct speech: whose words stand between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from .cues import Cue
from .heard import Voice
from .persons import Speakers
from .quotes import Stretch, is_break
from .reported import BORNE, Candidate
from .state import Reading
from .statements import label_before

AFTER = 14
BEFORE = 45
"""Tokens within which a quotation's cue stands after and before it."""
CLIMB = 8
"""Steps of the parse from a quotation to the verb that governs it."""
TERMINAL = frozenset(".!?…")
PAUSES = frozenset({",", "?", "!", "—", "–", "-"})


class Direct:
    """Finds the speaker of every quoted stretch."""

    def __init__(
        self, doc: Doc, reading: Reading, cues: list[Cue], speakers: Speakers, stretches: list[Stretch]
    ) -> None:
        self.doc = doc
        self.reading = reading
        self.speakers = speakers
        self.stretches = stretches
        self.cue_at = {cue.token.i: cue for cue in cues if speakers.of(cue) is not None}

    def candidates(self) -> Iterator[Candidate]:
        """A quotation for each stretch that somebody may have said; words in mere quotation marks are passed over."""
        last: Candidate | None = None
        bearer: Candidate | None = None
        for number, stretch in enumerate(self.stretches):
            before = self.stretches[number - 1].end + 1 if number else 0
            after = self.stretches[number + 1].start - 1 if number + 1 < len(self.stretches) else len(self.doc)
            found = self._candidate(stretch, before, after, last, bearer)
            if found is not None:
                yield found
                last = found
                bearer = found if found.rule != "label" else bearer
            elif not self._listed(before, stretch.start):
                bearer = None

    def _candidate(
        self, stretch: Stretch, before: int, after: int, last: Candidate | None, bearer: Candidate | None
    ) -> Candidate | None:
        span = self.doc[stretch.start : stretch.end]
        if stretch.continues and last is not None:
            return Candidate(last.voice, span, last.verb, last.cue, True, "continued")
        if (labeled := self._label(stretch)) is not None:
            return labeled
        if bearer is not None and self._listed(before - 1, stretch.start):
            rule = BORNE if bearer.rule == BORNE else "listed"
            return Candidate(bearer.voice, span, bearer.verb, bearer.cue, True, rule)
        found = self._cue(stretch, before, after)
        if found is not None:
            rule, cue = found
            if (voice := self.speakers.of(cue)) is not None:
                return Candidate(voice, span, cue.verb, cue.span, True, BORNE if cue.token.pos_ == "NOUN" else rule)
        if not self._is_sentence(stretch):
            return None
        opening = self.doc[stretch.start - 1 : stretch.start]
        if named := label_before(self.doc, self.reading, stretch.start - 1):
            return Candidate(self.speakers.named(self.reading.nodes[named]), span, "said", opening, True, "label")
        if (signed := self._signed(stretch)) is not None:
            return Candidate(signed, span, "said", opening, True, "signed")
        if last is not None and self._near(last.span.end, stretch.start):
            return Candidate(last.voice, span, "said", opening, True, "same-speaker")
        index = stretch.start - 1
        if (voice := self.speakers.past.latest(index, ("Person",))) is not None and self._alone(stretch):
            return Candidate(voice, span, "said", opening, True, "alone")
        return None

    def _label(self, stretch: Stretch) -> Candidate | None:
        """A quotation that names its own speaker, as on a placard: "NAME: words"."""
        doc = self.doc
        near = range(stretch.start + 1, min(stretch.end, stretch.start + 7))
        colon = next((i for i in near if doc[i].text == ":"), None)
        node = self.reading.node_at(doc[stretch.start])
        if colon is None or colon + 3 > stretch.end or node is None or node.kind == "Place" or node.kind == "Event":
            return None
        voice, cue = self.speakers.named(node), doc[colon : colon + 1]
        return Candidate(voice, doc[colon + 1 : stretch.end], "said", cue, True, "label")

    def _signed(self, stretch: Stretch) -> Voice | None:
        """Who is named behind a dash after a block quotation."""
        doc, index = self.doc, stretch.end + 1
        while index < len(doc) and doc[index].is_space:
            index += 1
        if index + 1 >= len(doc) or doc[index].text not in {"-", "–", "—"}:
            return None
        for token in doc[index + 1 : index + 1 + AFTER]:
            node = self.reading.node_at(token)
            if node is not None and node.kind == "Person":
                return self.speakers.named(node)
            if is_break(token) or token.pos_ in {"VERB", "AUX"}:
                return None
        return None

    def _listed(self, end: int, start: int) -> bool:
        """Whether a quotation is the next item of a list of quotations."""
        between = [t.lower_ for t in self.doc[end + 1 : start - 1] if not t.is_space]
        breaks = any(is_break(t) for t in self.doc[end + 1 : start - 1])
        joined = len(between) <= 2 and all(word in {",", ";", "and", "or", "&"} for word in between)
        return 0 < end + 1 < start and joined and (bool(between) or not breaks)

    def _is_sentence(self, stretch: Stretch) -> bool:
        return stretch.end - stretch.start >= 4 and self.doc[stretch.start].text[:1].isupper()

    def _alone(self, stretch: Stretch) -> bool:
        """Whether a quotation stands between sentences, with nothing of its own around it."""
        doc = self.doc
        before = stretch.start - 2
        while before >= 0 and doc[before].is_space:
            before -= 1
        closed = doc[stretch.end - 1].text in TERMINAL
        return closed and (before < 0 or doc[before].text in TERMINAL or doc[before].is_quote)

    def _near(self, end: int, start: int) -> bool:
        """Whether at most one short sentence without another name stands between two quotations."""
        between = self.doc[end:start]
        breaks = sum(is_break(token) for token in between)
        named = any(self.reading.mention_at(token) for token in between[12:])
        return len(between) <= 30 and breaks <= 1 and not named

    def _cue(self, stretch: Stretch, before: int, after: int) -> tuple[str, Cue] | None:
        """The cue of a stretch: right after it, the verb that governs it, in front of it, or in the line above."""
        doc = self.doc
        follows = self._after(stretch, after)
        governs = self._governing(stretch)
        precedes = self._before(stretch, before)
        opening = doc[stretch.start - 1]
        led = bool(opening.i) and doc[opening.i - 1].text in {",", ":"} and precedes is not None
        begins = opening.i == 0 or doc[opening.i - 1].text in TERMINAL or doc[opening.i - 1].is_space
        last = doc[stretch.end - 1]
        pause = last.text in PAUSES or (stretch.end + 1 < len(doc) and doc[stretch.end + 1].text == ",")
        if led and not (pause and begins):
            order = [("quotation:before", precedes), ("quotation:after", follows), ("quotation:governed", governs)]
        elif begins:
            order = [("quotation:after", follows), ("quotation:before", precedes), ("quotation:governed", governs)]
        else:
            order = [("quotation:governed", governs), ("quotation:before", precedes), ("quotation:after", follows)]
        return next(((rule, cue) for rule, cue in order if cue is not None), None)

    def _governing(self, stretch: Stretch) -> Cue | None:
        """The nearest cue above a quotation in the parse."""
        token = self.doc[stretch.start : stretch.end].root
        for _ in range(CLIMB):
            if token.head.i == token.i:
                return None
            token = token.head
            if token.i not in stretch and (cue := self.cue_at.get(token.i)) is not None:
                return cue if cue.token.pos_ == "VERB" else None
        return None

    def _after(self, stretch: Stretch, limit: int) -> Cue | None:
        doc = self.doc
        ended = doc[stretch.end - 1].text in {".", "…"} and stretch.end + 1 < len(doc)
        if ended and doc[stretch.end + 1].text[:1].isupper() and doc[stretch.end - 1].text == ".":
            return None
        for index in range(stretch.end + 1, min(limit, len(doc), stretch.end + 1 + AFTER)):
            token = doc[index]
            if is_break(token) or token.text in {".", "!", "?", ";", ":"}:
                return None
            if (cue := self.cue_at.get(index)) is not None:
                return cue
        return None

    def _before(self, stretch: Stretch, limit: int) -> Cue | None:
        doc = self.doc
        opening = stretch.start - 1
        floor = max(limit, opening - BEFORE, 0)
        gap = 0
        for index in range(opening - 1, floor - 1, -1):
            token = doc[index]
            if token.text in TERMINAL and gap:
                return None
            if is_break(token) and not (index and _before_space(doc, index) == ":"):
                return None
            gap += not token.is_space
            if (cue := self.cue_at.get(index)) is not None:
                return cue
        return None


def _before_space(doc: Doc, index: int) -> str:
    while index >= 0 and doc[index].is_space:
        index -= 1
    return doc[index].text if index >= 0 else ""
