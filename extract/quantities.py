"""The component ``claimgraph_quantities``: figures, tied to the event or the thing that they are given for.

It fills ``doc._.reading.figures``. Which event or thing of the report a number is given for, and whether a reader
would note it, two trained scorers decide (:mod:`.figurelinks`); ages are given for the person that they stand with.
Dates, ordinals, clock times and numbers in names are no figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ..model import Figure
from .counted import Counted, converts, counted_by, is_measure, is_partitive
from .fates import SUFFERED, has_company
from .figurelinks import NumberLinks, Surroundings
from .grammar import subjects
from .numbers import Number, find_numbers
from .scoring import LinearScorer, load_scorers
from .state import FigureFrame, Reading, reading_of
from .triggers import UTTERANCES
from .wordlists import toml_of

_FORMER = frozenset(toml_of("quantities.toml")["words"]["former"])
FAR = 5
"""Words between what says that a number is of another time, and the number: "compared with a profit of"."""
_REPEATED = frozenset({"same", "amount"})
"""Rules by which a number counts what one before it counts."""
WORTH = 0.27
"""How likely a number must be noted, and be given for what it is tied to, so that it is kept."""
_ROUND = 10
"""A greater number that is given twice is one figure, whatever it is tied to."""
_REACH = 12
_POLES = frozenset({"after", "before", "since"})
_TERMINAL = (".", "!", "?", "…")
_CLIMB = 6
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the text that may be a figure: where it stands, what it counts, whom it is the age of."""

    number: Number
    span: Span
    counted: Counted
    person: str | None = None


@Language.factory("claimgraph_quantities", requires=["token.dep", "token.lemma"], assigns=["doc._.reading"])
def make_quantities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the weights of ``figurelinks.toml``."""
    return QuantityReader(load_scorers("figurelinks.toml"))


class QuantityReader:
    """Decides with the scorers ``link`` and ``keep`` which numbers are figures, and of what."""

    def __init__(self, scorers: Mapping[str, LinearScorer], worth: float = WORTH) -> None:
        self.scorers = scorers
        self.worth = worth

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.reading.figures`` from the numbers of the text, the events and the nodes."""
        reading = reading_of(doc)
        seen: dict[tuple[str, float], int] = {}
        found = list(candidates(doc, reading))
        around = Surroundings(doc, reading) if found else None
        talk = {event.id for event in reading.events if event.type in UTTERANCES}
        before: dict[str, str] = {}
        for each in found:
            assert around is not None
            about, rule, score = self.best(around, each)
            counted = each.counted
            if about in talk and counted.rule in _REPEATED:
                about = before.get(counted.counts, about)  # "the union put their number at nine"
            if about:
                before[counted.counts] = about
            keys = {(about, counted.value), (counted.counts if counted.value > _ROUND else about, counted.value)}
            if score < self.worth:
                continue
            figure = Figure(counted.counts, counted.value, each.number.qualifier, counted.unit)
            frame = FigureFrame(about, figure, _quote(doc, each), rule, round(score, 3))
            told = next((seen[key] for key in keys if key in seen), None)
            if told is None:
                seen |= dict.fromkeys(keys, len(reading.figures))
                reading.figures.append(frame)
            elif _says_more(frame, reading.figures[told]):
                reading.figures[told] = frame
        return doc

    def best(self, around: Surroundings, each: Candidate) -> tuple[str, str, float]:
        """What a number is likeliest given for, the rule that says so, and how likely it is a figure of that."""
        about, rule, score = self.link(around, each)
        if not about:
            return "", "", 0.0
        own = NumberLinks(around, each.span, each.counted).own_features(score)
        return about, rule, score * self.scorers["keep"].score(own)

    def link(self, around: Surroundings, each: Candidate) -> tuple[str, str, float]:
        """What a number is likeliest given for, the rule that says so, and how likely, if it is a figure at all."""
        if each.person is not None:
            return each.person, "age", _SURE
        if each.counted.hyphened:
            return "", "", 0.0
        pairs = NumberLinks(around, each.span, each.counted).targets()
        odds = [(target, _odds(self.scorers["link"].score(features))) for target, features in pairs]
        if not odds:
            return "", "", 0.0
        about, most = max(odds, key=lambda pair: pair[1])
        return about, "link", most / sum(one for _, one in odds)


def _says_more(frame: FigureFrame, headline: FigureFrame) -> bool:
    """Whether a figure is one that stood in a headline, where nobody is named who gives it and every word is spared."""
    one, other = frame.figure, headline.figure
    same = (frame.about, one.counts, one.unit) == (headline.about, other.counts, other.unit)
    return same and not _is_sentence(headline.span) and _is_sentence(frame.span)


def _is_sentence(span: Span) -> bool:
    return span.sent.text.rstrip(" \n\"”’')").endswith(_TERMINAL)


def _odds(probability: float) -> float:
    return probability / max(1 - probability, 1e-9)


def candidates(doc: Doc, reading: Reading) -> Iterator[Candidate]:
    """The numbers of a document that count something."""
    dated = {token.i for date in reading.dates for token in date.span}
    before: Counted | None = None
    things: Counted | None = None
    for number in find_numbers(doc.text):
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or any(token.i in dated for token in span) or _in_name(reading, span):
            continue
        lead = doc.char_span(number.lead, number.lead + 1, alignment_mode="expand")
        if lead is not None and lead[0].dep_ == "prt":  # "handed over 38"
            number = replace(number, qualifier="exactly", lead=number.start)
        counted = counted_by(span, number, things if is_partitive(span) else before)  # no "three of them" are meters
        first = span if lead is None else lead
        if counted is None or _is_of_before(doc, first) or _is_distance(doc, first, counted):
            continue
        if number.qualifier == "exactly" and counted.counts in SUFFERED and has_company(counted.token):
            number = replace(number, qualifier="more than")
        if before is not None and converts(span, counted, before):
            continue
        before = counted
        things = things if is_measure(counted) else counted
        person = _person(reading, span, counted) if counted.counts == "age" else None
        yield Candidate(number, span, counted, person)


def _is_of_before(doc: Doc, number: Span) -> bool:
    """Whether a number was that of another time: "120 were arrested, down from 300 a week earlier"."""
    before = doc[max(number.start - FAR, 0) : number.start].text.lower()
    between = [before.rpartition(words)[2] for words in _FORMER if words in before]
    return any(not set(each) & set(".,;:0123456789") for each in between)


def _is_distance(doc: Doc, number: Span, counted: Counted) -> bool:
    """Whether a span of time only says when: "two days after the vote", but not "jailed for two days after it"."""
    before = doc[number.start - 1].lower_ if number.start else ""
    return counted.fleeting and doc[counted.end : counted.end + 1].text in _POLES and before not in {"for", "of"}


def _in_name(reading: Reading, span: Span) -> bool:
    """Whether a number is part of a longer name ("Tokyo 2020")."""
    mention = reading.mention_at(span[0])
    return mention is not None and mention.level == "name" and len(mention.span) > len(span)


def _quote(doc: Doc, each: Candidate) -> Span:
    """From the qualifier to what is counted, with the verb if it stands close by."""
    number, span, counted = each.number, each.span, each.counted
    lead = doc.char_span(number.lead, number.end, alignment_mode="expand") or span
    return doc[min(lead.start, counted.start) : max(span.end, counted.end)]


def _person(reading: Reading, span: Span, counted: Counted) -> str | None:
    """Whose age a number is: the person it stands beside ("Ann Lee, 23"; "23-year-old Ann Lee"; "she was 23")."""
    doc, sentence = span.doc, span.sent
    for index in range(span.end, min(span.end + _REACH, sentence.end)) if counted.hyphened else ():
        if (found := _someone(reading, doc[index])) is not None:
            return found
        if doc[index].pos_ in {"VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ"}:
            break
    for index in range(span.start - 1, max(span.start - 4, sentence.start) - 1, -1):
        if (found := _someone(reading, doc[index])) is not None:
            return found
        if doc[index].lower_ in {"and", "of"}:
            break
    return None if counted.hyphened else _someone_above(reading, span[-1])


def _someone_above(reading: Reading, token: Token) -> str | None:
    """The person that a word hangs on, or the subject of the verb that it hangs on."""
    for _ in range(_CLIMB):
        token = token.head
        around = [token, *(subjects(token) if token.pos_ in {"VERB", "AUX"} else ())]
        found = next((person for each in around if (person := _someone(reading, each)) is not None), None)
        if found is not None or token.pos_ in {"VERB", "AUX"}:
            return found
    return None


def _someone(reading: Reading, token: Token) -> str | None:
    node = reading.node_at(token)
    return node.id if node is not None and node.kind == "Person" else None
