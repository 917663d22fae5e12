"""The component that finds who is reported to have said what.

Rules propose: direct speech by layout (``direct.py``, ``statements.py``), indirect speech by grammar
(``reported.py``). A trained choice (``attribution.py``) keeps what a careful reader would. A report inside a report
becomes a chain: its frame names, in ``via``, whoever passes the words on.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .attribution import Features, chosen, faint, likely, scorer, tellers
from .cues import Cues
from .direct import Direct
from .persons import Speakers
from .quotes import quoted_stretches
from .reported import Candidate, Reports
from .scoring import LinearScorer
from .state import QuotationFrame, Reading, reading_of
from .statements import Statements

ASIDE = ":aside"
"""Marks, in a rule's name, reports that a reader would not list, whose words are yet not the writer's own."""


@Language.factory("claimgraph_speakers", requires=["token.dep", "token.pos", "token.lemma"], assigns=["doc._.reading"])
def make_speakers(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the cue words of ``speakers.toml``."""
    return SpeakerReader(Cues.load(), scorer())


class SpeakerReader:
    """Fills ``doc._.reading.quotations``."""

    def __init__(self, cues: Cues, scorer: LinearScorer) -> None:
        self.cues = cues
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        proposals = Proposals(doc, reading, self.cues)
        found = zip(proposals.candidates, proposals.features(), strict=True)
        scores = [likely(candidate, self.scorer.score(features)) for candidate, features in found]
        kept = chosen(proposals.candidates, scores)
        aside = faint(proposals.candidates, scores, kept)
        both = [*((each, score, "") for each, score in kept), *((each, score, ASIDE) for each, score in aside)]
        both.sort(key=lambda each: (each[0].span.start, each[0].span.end))
        outer = tellers([candidate for candidate, _, _ in both])
        for (candidate, score, suffix), teller in zip(both, outer, strict=True):
            frame = _frame(candidate, proposals.speakers, score, suffix)
            frame.via = proposals.speakers.node_of(teller.voice) if teller is not None else None
            reading.quotations.append(frame)
        for denier in proposals.deniers:
            proposals.speakers.node_of(denier)  # "the ministry denied this": who denies must be somebody
        return doc


def _frame(candidate: Candidate, speakers: Speakers, score: float, suffix: str) -> QuotationFrame:
    return QuotationFrame(
        speakers.node_of(candidate.voice),
        candidate.span,
        candidate.verb,
        candidate.cue,
        candidate.direct,
        candidate.rule + suffix,
        round(score, 3),
    )


class Proposals:
    """Everything in a document that somebody may have said."""

    def __init__(self, doc: Doc, reading: Reading, lists: Cues) -> None:
        stretches = quoted_stretches(doc)
        cues = lists.find(doc, stretches)
        self.speakers = Speakers(doc, reading, lists, stretches)
        self.speakers.hear(cues)
        direct = list(Direct(doc, reading, cues, self.speakers, stretches).candidates())
        set_out = list(Statements(doc, cues, self.speakers, stretches).candidates())
        indirect = list(Reports(doc, cues, lists, self.speakers, stretches).candidates())
        told = (c for c in reversed([*direct, *set_out, *indirect]) if not _is_bare(c.span))
        unique = {(c.span.start, c.span.end, c.voice.key): c for c in told}
        self.candidates = sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.cue.start))
        self.deniers = [voice for cue in cues if lists.takes_up(cue.token) and (voice := self.speakers.of(cue))]
        self._features = Features(doc, lists, stretches, self.candidates)

    def features(self) -> list[list[str]]:
        """The features of each candidate."""
        return [self._features.of(candidate) for candidate in self.candidates]


def _is_bare(span: Span) -> bool:
    """Whether words only point at what was said elsewhere, or tell when it was: "denied it", "asked if he knew"."""
    root = span.root
    return (len(span) == 1 and root.pos_ == "PRON") or (root.dep_ == "advcl" and root == span[0] and root.tag_ == "VBN")


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
