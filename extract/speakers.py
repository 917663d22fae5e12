"""The component that finds who is reported to have said what.

Two readings are joined. Direct speech goes by layout: a stretch between quotation marks belongs to the
cue (a reporting verb with a subject) next to it, or to the speaker before it. Indirect speech goes by
grammar: the clause that a reporting verb governs, without its "that"; "according to". This follows the
cue, content and source triple of Pareti, "PARC 3.0: A Corpus of Attribution Relations" (LREC 2016).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .cues import Cue, Cues
from .persons import Speakers
from .quotes import Stretch, is_break, quoted_stretches
from .reported import Reports
from .state import QuotationFrame, Reading, reading_of
from .statements import Statements

AFTER = 14
BEFORE = 45
"""Tokens within which a quotation's cue stands after and before it."""
TERMINAL = frozenset(".!?…")


@Language.factory("claimgraph_speakers", requires=["token.dep", "token.pos", "token.lemma"], assigns=["doc._.reading"])
def make_speakers(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the cue words of ``speakers.toml``."""
    return SpeakerReader(Cues.load())


class SpeakerReader:
    """Fills ``doc._.reading.quotations``."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        stretches = quoted_stretches(doc)
        cues = self.cues.find(doc, stretches)
        speakers = Speakers(reading, self.cues)
        reports = Reports(doc, cues, self.cues, speakers, stretches)
        direct = list(_Direct(doc, reading, cues, speakers).frames(stretches))
        set_out = list(Statements(doc, cues, speakers, stretches).frames())
        held = {i for frame in [*direct, *set_out] for i in range(frame.span.start, frame.span.end)}
        indirect = list(reports.frames({frame.span.start for frame in direct}))
        apart = [frame for frame in indirect if frame.span.start not in held]
        reading.quotations.extend(_settled([*direct, *set_out], apart))
        return doc


def _settled(direct: list[QuotationFrame], indirect: list[QuotationFrame]) -> list[QuotationFrame]:
    """All quotations in order; words that two cues report are kept once for each stretch."""
    out: dict[tuple[int, int], QuotationFrame] = {}
    for frame in [*direct, *indirect]:
        out.setdefault((frame.span.start, frame.span.end), frame)
    return [out[key] for key in sorted(out)]


class _Direct:
    """Finds the speaker of every quoted stretch."""

    def __init__(self, doc: Doc, reading: Reading, cues: list[Cue], speakers: Speakers) -> None:
        self.doc = doc
        self.reading = reading
        self.speakers = speakers
        self.cue_at = {cue.token.i: cue for cue in cues}

    def frames(self, stretches: list[Stretch]) -> Iterator[QuotationFrame]:
        """A quotation for each stretch that somebody says; words in mere quotation marks are passed over."""
        last: QuotationFrame | None = None
        for number, stretch in enumerate(stretches):
            before = stretches[number - 1].end + 1 if number else 0
            after = stretches[number + 1].start - 1 if number + 1 < len(stretches) else len(self.doc)
            frame = self._frame(stretch, before, after, last)
            if frame is not None:
                yield frame
                last = frame

    def _frame(self, stretch: Stretch, before: int, after: int, last: QuotationFrame | None) -> QuotationFrame | None:
        span = self.doc[stretch.start : stretch.end]
        if stretch.continues and last is not None:
            return QuotationFrame(last.speaker, span, last.verb, last.cue, True, "continued", 0.9)
        if (labeled := self._label(stretch)) is not None:
            return labeled
        if last is not None and self._listed(last.span.end, stretch.start):
            return QuotationFrame(last.speaker, span, last.verb, last.cue, True, "listed", 0.8)
        found = self._cue(stretch, before, after)
        if found is not None:
            cue, speaker = found
            return QuotationFrame(speaker, span, cue.verb, cue.span, True, "quotation:cue", 0.9)
        if not self._is_sentence(stretch):
            return None
        if named := self.speakers.label_before(self.doc, stretch.start - 1):
            return QuotationFrame(named, span, "said", self.doc[stretch.start - 1 : stretch.start], True, "label", 0.8)
        if last is not None and self._near(last.span.end, stretch.start):
            return QuotationFrame(last.speaker, span, last.verb, last.cue, True, "same-speaker", 0.7)
        return None

    def _label(self, stretch: Stretch) -> QuotationFrame | None:
        """A quotation that names its own speaker, as on a placard: "NAME: words"."""
        doc = self.doc
        colon = next(
            (i for i in range(stretch.start + 1, min(stretch.end, stretch.start + 7)) if doc[i].text == ":"), None
        )
        node = self.reading.node_at(doc[stretch.start])
        if colon is None or colon + 3 > stretch.end or node is None or node.kind == "Place" or node.kind == "Event":
            return None
        return QuotationFrame(node.id, doc[colon + 1 : stretch.end], "said", doc[colon : colon + 1], True, "label", 0.8)

    def _listed(self, end: int, start: int) -> bool:
        """Whether a quotation is the next item of a list of quotations."""
        between = [t.lower_ for t in self.doc[end + 1 : start - 1] if not t.is_space]
        return end + 1 < start and len(between) <= 2 and all(word in {",", ";", "and", "or", "&"} for word in between)

    def _is_sentence(self, stretch: Stretch) -> bool:
        return stretch.end - stretch.start >= 4 and self.doc[stretch.start].text[:1].isupper()

    def _near(self, end: int, start: int) -> bool:
        """Whether at most one short sentence without another name stands between two quotations."""
        between = self.doc[end:start]
        breaks = sum(is_break(token) for token in between)
        named = any(self.reading.mention_at(token) for token in between[12:])
        return len(between) <= 30 and breaks <= 1 and not named

    def _cue(self, stretch: Stretch, before: int, after: int) -> tuple[Cue, str] | None:
        """The cue of a stretch with its speaker: right after it, in front of it, or in the line above."""
        doc = self.doc
        follows = self._after(stretch, after)
        precedes = self._before(stretch, before)
        last = doc[stretch.end - 1]
        comma = last.text in {",", "?", "!", "—", "–", "-"} or (
            stretch.end + 1 < len(doc) and doc[stretch.end + 1].text == ","
        )
        order = [follows, precedes] if comma else [precedes, follows]
        opening = doc[stretch.start - 1]
        if opening.i and doc[opening.i - 1].text in {",", ":"}:
            order = [precedes, follows]
        for found in order:
            if found is not None:
                return found
        return None

    def _after(self, stretch: Stretch, limit: int) -> tuple[Cue, str] | None:
        doc = self.doc
        if (
            doc[stretch.end - 1].text in {".", "…"}
            and stretch.end + 1 < len(doc)
            and doc[stretch.end + 1].text[:1].isupper()
        ):
            closed = doc[stretch.end - 1].text == "."
        else:
            closed = False
        for index in range(stretch.end + 1, min(limit, len(doc), stretch.end + 1 + AFTER)):
            token = doc[index]
            if is_break(token) or token.text in {".", "!", "?", ";", ":"}:
                return None
            cue = self.cue_at.get(index)
            if cue is not None and not closed:
                speaker = self.speakers.of(cue)
                if speaker:
                    return cue, speaker
        return None

    def _before(self, stretch: Stretch, limit: int) -> tuple[Cue, str] | None:
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
            cue = self.cue_at.get(index)
            if cue is not None:
                speaker = self.speakers.of(cue)
                if speaker:
                    return cue, speaker
        return None


def _before_space(doc: Doc, index: int) -> str:
    while index >= 0 and doc[index].is_space:
        index -= 1
    return doc[index].text if index >= 0 else ""


def covering(reading: Reading, span: Span) -> QuotationFrame | None:
    """The innermost quotation that holds the root of a span.

    >>> from .state import Reading
    >>> from ..model import Source
    >>> import spacy
    >>> covering(Reading(Source("1", "a", "Hi")), spacy.blank("en")("Hi")[0:1]) is None
    True
    """
    held: Token = span.root
    around = [q for q in reading.quotations if q.span.start <= held.i < q.span.end]
    return min(around, key=lambda q: len(q.span), default=None)
