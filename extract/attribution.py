"""Which of the words that somebody may have said are an attribution: a logistic regression over their features.

Rules propose generously; the weights of ``attribution.toml`` say which proposals a careful reader keeps, and which of
several that overlap. ``extract/training/train_attribution.py`` makes them. Learning to choose among spans that
rules propose follows Pareti et al., "Automatically Detecting and Attributing Indirect Quotations" (EMNLP 2013).
"""

from __future__ import annotations

import functools
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from .contentedges import finite
from .cues import Cues
from .quotes import Stretch
from .reported import BORNE, DENIAL, Candidate
from .scoring import LinearScorer, load_scorers

LENGTHS = (2, 4, 6, 9, 13, 18, 26, 40)
SHARES = (0.01, 0.15, 0.3, 0.5, 0.75, 0.999)
THRESHOLD = 0.4
FAINT = 0.21
"""Reports that are less likely than this are dropped altogether."""
INNER = 0.25
SAID = frozenset({"clause", "before", "according"})
"""Rules of what somebody is plainly reported to have said."""
FRAME = 8
"""The most words that a report may have beside the one that it passes on, and how likely that one must be."""
SHARED = 0.3
"""Two attributions may share no more than this part of the shorter one's words."""


def likely(candidate: Candidate, score: float) -> float:
    """A candidate's score; words on walls, and denials, which training texts hardly have, are always listed.

    Whatever else grammar hangs on a verb of saying is never taken for the writer's own.
    """
    if candidate.rule in {BORNE, DENIAL}:
        return max(score, THRESHOLD)
    accused = candidate.rule == "preposition" and candidate.cue.root.lemma_ == "accuse"
    return max(score, FAINT) if accused or candidate.rule in SAID else score


@functools.cache
def scorer() -> LinearScorer:
    """The weights that come with the package."""
    return load_scorers("attribution.toml")["said"]


class Ground:
    """Candidates by the tokens of their words and by their cues, so that a long document costs no more a page."""

    def __init__(self, candidates: Sequence[Candidate] = ()) -> None:
        self.by_word: dict[int, list[Candidate]] = defaultdict(list)
        self.by_cue: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Note one more candidate."""
        self.by_cue[candidate.cue.start].append(candidate)
        for index in range(candidate.span.start, candidate.span.end):
            self.by_word[index].append(candidate)

    def around(self, candidate: Candidate) -> list[Candidate]:
        """The reports in whose words a candidate's cue stands."""
        start = candidate.cue.start
        return [o for o in self.by_word.get(start, ()) if o.cue.start != start]

    def within(self, candidate: Candidate) -> list[Candidate]:
        """The reports whose cues stand in a candidate's words."""
        span = candidate.span
        found = (o for index in range(span.start, span.end) for o in self.by_cue.get(index, ()))
        return [o for o in found if o.cue.start != candidate.cue.start]

    def touching(self, candidate: Candidate) -> list[Candidate]:
        """The other reports that share words with a candidate."""
        span = candidate.span
        found = {id(o): o for index in range(span.start, span.end) for o in self.by_word.get(index, ())}
        return [o for o in found.values() if o is not candidate]


class Features:
    """Features of candidates in one document."""

    def __init__(self, doc: Doc, lists: Cues, stretches: Sequence[Stretch], candidates: Sequence[Candidate]) -> None:
        self.doc = doc
        self.lists = lists
        self.quoted = {i for s in stretches for i in range(s.start, s.end)}
        self.sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        self.ground = Ground(candidates)

    def of(self, candidate: Candidate) -> list[str]:
        """The features of a candidate."""
        out = list(self._cue(candidate))
        out += self._content(candidate)
        out += self._voice(candidate)
        out += self._place(candidate)
        return out

    def _cue(self, candidate: Candidate) -> Iterator[str]:
        token = candidate.cue.root
        lemma = token.lemma_.lower()
        yield f"rule={candidate.rule}"
        yield f"lemma={lemma}"
        yield f"lemma+direct={lemma}+{candidate.direct}"
        group = "say" if lemma in self.lists.say else "quote" if lemma in self.lists.quote_only else "other"
        yield f"group={group}+{candidate.rule}"
        if token.pos_ in {"VERB", "AUX"}:
            yield f"tag={token.tag_}"
            yield f"dep={token.dep_}"
            yield f"tag+rule={token.tag_}+{candidate.rule}"
            for child in token.children:
                if child.dep_ == "neg":
                    yield "negated"
                elif child.dep_ == "aux":
                    yield f"aux={child.lemma_.lower()}"
                elif child.dep_ == "mark":
                    yield f"mark={child.lower_}"
                elif child.dep_ == "advmod" and child.i < token.i:
                    yield f"adverb={child.lower_}"

    def _content(self, candidate: Candidate) -> Iterator[str]:
        span = candidate.span
        words = [t for t in span if not (t.is_punct or t.is_space)]
        length = bisect(LENGTHS, len(words))
        yield f"length={length}"
        yield f"length+direct={length}+{candidate.direct}"
        yield f"length+rule={length // 2}+{candidate.rule}"
        whole = any(finite(t) for t in words)
        yield f"finite={whole}+{candidate.direct}"
        if words:
            yield f"first={words[0].pos_}+{candidate.direct}"
            yield f"capital={words[0].text[:1].isupper()}+{candidate.direct}"
            yield f"capitals={all(t.text[:1].isupper() for t in words)}+{candidate.direct}"
        root = span.root
        yield f"root={root.pos_}+{candidate.direct}"
        yield f"root dep={root.dep_}+{candidate.direct}"
        if not candidate.direct:
            share = sum(t.i in self.quoted for t in words) / max(len(words), 1)
            yield f"quoted={bisect(SHARES, share)}"
            yield f"that={self._that(span.start)}"
            yield f"within quotation={candidate.cue.start in self.quoted}"
        else:
            yield f"ends={span[-1].text if span[-1].is_punct else 'word'}"
            distance = min(abs(candidate.cue.start - span.end), abs(span.start - candidate.cue.end))
            yield f"distance={bisect((2, 4, 8, 15, 30), distance)}"
            share = len(words) / max(sum(1 for t in span.root.sent if not t.is_punct), 1)
            yield f"of sentence={bisect(SHARES, share)}"

    def _that(self, start: int) -> bool:
        return start > 0 and self.doc[start - 1].lower_ == "that"

    def _voice(self, candidate: Candidate) -> Iterator[str]:
        voice = candidate.voice
        yield f"voice={voice.kind}+{voice.how}"
        yield f"how={voice.how}"
        yield f"how+direct={voice.how}+{candidate.direct}"
        if voice.span is not None:
            yield f"who={voice.span.root.lemma_.lower()}"
        inside = candidate.span.start <= candidate.cue.start < candidate.span.end
        yield f"inside={inside}"

    def _place(self, candidate: Candidate) -> Iterator[str]:
        start = candidate.cue.root.sent.start
        number = self.sentences.get(start, 0)
        yield f"sentence={min(number, 3)}"
        nested, holding = self.ground.around(candidate), self.ground.within(candidate)
        yield f"nested={bool(nested)}"
        yield f"holding={min(len(holding), 2)}+{candidate.direct}"
        if holding:
            part = max(len(o.span) for o in holding) / max(len(candidate.span), 1)
            yield f"holding={bisect(SHARES, part)}"
        same = len(self.ground.by_cue[candidate.cue.start]) - 1
        yield f"same cue={min(same, 2)}+{candidate.direct}"
        rivals = sum(_overlap(o, candidate) > SHARED for o in self.ground.touching(candidate))
        yield f"rivals={min(rivals, 2)}"


def _overlap(one: Candidate, other: Candidate) -> float:
    """The part of the shorter words that both share."""
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    return max(shared, 0) / max(min(len(one.span), len(other.span)), 1)


def chosen(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[tuple[Candidate, float]]:
    """The candidates above the threshold, the likeliest of those that overlap and repeat each other.

    Of a report that only passes on another one ("X reported that Y had said ..."), the inner one is kept.
    """
    kept: list[tuple[Candidate, float]] = []
    told: set[tuple[str, str]] = set()
    passing = _passing_on(candidates, scores)
    taken = Ground()
    for index in _by_score(candidates, scores):
        candidate = candidates[index]
        if scores[index] < THRESHOLD:
            break
        if index in passing or _words(candidate) in told:
            continue
        if all(_overlap(candidate, other) <= SHARED for other in taken.touching(candidate)):
            told.add(_words(candidate))
            taken.add(candidate)
            kept.append((candidate, scores[index]))
    return kept


def _words(candidate: Candidate) -> tuple[str, str]:
    """Who says what, without case and marks."""
    return candidate.voice.key, " ".join(candidate.span.text.lower().split()).strip(" .,!?")


def faint(
    candidates: Sequence[Candidate], scores: Sequence[float], kept: Sequence[tuple[Candidate, float]]
) -> list[tuple[Candidate, float]]:
    """Further reports that nobody would list, but whose words are still not the writer's own: disjoint, or nested."""
    found: list[tuple[Candidate, float]] = []
    told = {_words(candidate) for candidate, _ in kept}
    taken = Ground([candidate for candidate, _ in kept])
    for index in _by_score(candidates, scores):
        candidate = candidates[index]
        if scores[index] < FAINT:
            break
        others = taken.touching(candidate)
        if _words(candidate) not in told and all(_apart(candidate, other) for other in others):
            taken.add(candidate)
            told.add(_words(candidate))
            found.append((candidate, scores[index]))
    return found


def _by_score(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[int]:
    return sorted(range(len(candidates)), key=lambda i: (-scores[i], candidates[i].span.start, candidates[i].span.end))


def _passing_on(candidates: Sequence[Candidate], scores: Sequence[float]) -> set[int]:
    """The numbers of those reports that hold hardly more than another report."""
    score = {id(candidate): score for candidate, score in zip(candidates, scores, strict=True)}
    ground = Ground(candidates)
    out = set()
    for number, outer in enumerate(candidates):
        for inner in ground.within(outer):
            likely = score[id(inner)] >= INNER and inner.voice.key != outer.voice.key
            if likely and len(outer.span) - len(inner.span) <= FRAME and _overlap(inner, outer) > SHARED:
                out.add(number)
    return out


def _apart(one: Candidate, other: Candidate) -> bool:
    """Whether of two reports that share words one lies wholly inside the other, told by somebody else."""
    return _overlap(one, other) == 1.0 and one.cue.start != other.cue.start and one.voice.key != other.voice.key


def tellers(candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """For each candidate who passes it on: the innermost report by somebody else that holds its cue."""
    ground = Ground(candidates)
    out = []
    for candidate in candidates:
        around = [o for o in ground.around(candidate) if o.voice.key != candidate.voice.key]
        out.append(min(around, key=lambda o: len(o.span), default=None))
    return out
