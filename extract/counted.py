"""What a number counts: the noun it stands with, the verb over it, or the measure that follows."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from .barenumbers import bare_counts, is_score
from .clauses import DEFINITE
from .datepatterns import WORDS as DATES
from .fates import befell, deed_of, happened_to, left
from .numberkinds import LIVED, is_age, is_magnitude, is_sterling, is_unreal
from .numbernames import counts_nothing
from .numbers import MONEY, Number
from .wordlists import toml_of

_DATA = toml_of("quantities.toml")
_VERBS: dict[str, str] = _DATA["verbs"]
_OWNING = frozenset({"the", "its", "his", "her", "their", "our"})
_FATES = frozenset(_VERBS.values())
_NOUNS: dict[str, str] = _DATA["nouns"]
_IGNORED = frozenset(_DATA["words"]["ignored"]) | {name.lower() for name in DATES["months"]}
_FORMERLY = frozenset(_DATA["words"]["formerly"])
_MEASURES = frozenset(_DATA["words"]["measures"])
_PLAIN = frozenset(_DATA["words"]["plain"])
_SHARES = frozenset({"percent", "money"})
_SIZES = frozenset(_DATA["words"]["sizes"])
_REFERRING = frozenset(_DATA["words"]["referring"])
_TIMES_WORDS = frozenset(_DATA["words"]["repeated"])
_TIMES = frozenset(_DATA["words"]["times"])
_DEICTIC = frozenset(_DATA["words"]["deictic"])
_PERIODS = frozenset(_DATA["words"]["periods"])
_MODIFIERS = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "advmod", "npadvmod", "det", "pobj"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HYPHENS = frozenset("-–")
_WINDOW = 4
_FAR = 40
"""How far before its sentence what a bare number counts may stand."""

_NEAR = 8
"""How far behind one measure another may stand in brackets."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its name, the value in that measure, and the tokens that say so."""

    counts: str
    value: float
    unit: str | None
    token: Token
    start: int
    end: int
    fleeting: bool = False
    """Whether it is kept only where it belongs to an event: spans of time."""
    hyphened: bool = False
    """Whether the number is part of a compound: "23-year-old"."""
    rule: str = "noun"
    """What showed it: the noun, the verb ("happened"), the unit, or what :mod:`.barenumbers` knows."""


def counted_by(span: Span, number: Number, before: Counted | None = None) -> Counted | None:
    """What the number at ``span`` counts; None if it counts nothing: a name's number, "one of them".

    ``before`` is what the number before it counts: a number without a noun may count the same ("50 against").
    """
    last = span[-1]
    if counts_nothing(span) or is_unreal(span):
        return None
    if last.lower_ in _TIMES_WORDS:
        return Counted("times", number.value, None, last, span.start, span.end, rule="times")
    if is_magnitude(span):
        start, end = max(span.start - 3, span.sent.start), min(span.end + 2, span.sent.end)
        return Counted("magnitude", number.value, None, last, start, end, rule="magnitude")
    if is_age(span):
        return _age(span, number)
    if number.unit == "%" or number.unit:
        of_what = _after_of(span) or last
        counts = "percent" if number.unit == "%" else "money"
        return Counted(counts, number.value, number.unit, last, span.start, max(span.end, of_what.i + 1), rule=counts)
    if span.doc[span.end : span.end + 1].text in {"C", "F"}:
        return Counted("degrees", number.value, span.doc[span.end].text, last, span.start, span.end + 1, rule="degrees")
    noun = _noun(span)
    if noun is None or (noun.pos_ == "PRON" and before is not None) or is_score(span):
        return _bare(span, number, before)
    return _by_noun(span, number, noun)


def converts(span: Span, counted: Counted, before: Counted) -> bool:
    """Whether a number says the one before it in another measure: "eight meters (26 feet)", "$40 (35 euros)"."""
    doc, opened = span.doc, before.end
    if not (opened < span.start <= opened + _NEAR and doc[opened].text == "(") or ")" in doc[opened : span.start].text:
        return False
    money = counted.counts == "money" and (before.counts == "money" or before.token.lemma_ == "pound")
    return money or (is_measure(counted) and is_measure(before))


def is_measure(counted: Counted) -> bool:
    """Whether it counts units of length, weight and the like, of which nobody speaks as "them"."""
    return counted.token.lemma_.lower() in _MEASURES


def _by_noun(span: Span, number: Number, noun: Token) -> Counted | None:
    lemma, start, end = noun.lemma_.lower(), span.start, noun.i + 1
    if number.value > 1 and noun.tag_ == "NN" and noun.i == span.end and lemma in _VERBS:
        return Counted(_VERBS[lemma], number.value, None, noun, start, end)  # "Thousands march": no noun, in truth
    is_name = noun.tag_ == "NNP" and noun.text.istitle() and lemma not in MONEY and noun.lemma_ not in _TIMES
    if noun.lower_ in _IGNORED or _measures(span, noun) or is_name:
        return None  # "400 Mawozo"
    if lemma == "pound" and is_sterling(noun, number):
        return Counted("money", number.value, "GBP", noun, start, end, rule="money")
    if lemma in MONEY:
        return Counted("money", number.value, MONEY[lemma] or None, noun, start, end, rule="money")
    if noun.lemma_ in _TIMES:
        if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in _REFERRING:
            return None
        if noun.nbor(-1).lower_ == "light":
            return Counted("light years", number.value, None, noun, start, end)
        return Counted(noun.lemma_ + "s", number.value, None, noun, start, end, fleeting=True, rule="time")
    if 0 < number.value < 1 and _after_of(span) is not None:
        return Counted("percent", round(100 * number.value, 2), "%", noun, start, end, rule="percent")
    counts = _of_part(span, noun) or _counts(noun, _is_whole(span))
    return Counted(counts, number.value, None, noun, start, end)


def _is_whole(span: Span) -> bool:
    """Whether a number says of how many a part is told: "three of the 12 passengers"; not "one of nine killed"."""
    doc = span.doc
    first = span.start - (3 if span.start and doc[span.start - 1].lower_ in _OWNING else 2)
    return first >= 0 and doc[first].like_num and doc[first].lower_ != "one" and doc[first + 1].lower_ == "of"


def _measures(span: Span, noun: Token) -> bool:
    """Whether a number and a noun tell of what size a body is: "a 26-member cabinet", "a 300-seat hall"."""
    hyphened = noun.i == span.end + 1 and noun.doc[span.end].text in _HYPHENS
    return hyphened and noun.lemma_.lower() in _SIZES


def _age(span: Span, number: Number) -> Counted:
    sentence, doc = span.sent, span.doc
    hyphened = span.end < len(doc) and (doc[span.end].text.startswith("-") or doc[span.end].lower_ in LIVED)
    start, end = max(span.start - 2, sentence.start), min(span.end + (4 if hyphened else 0), sentence.end)
    words = [token.lower_ for token in doc[span.end : min(span.end + 3, len(doc))]]
    unit = next((unit for unit in LIVED if any(word.startswith(unit) for word in words)), LIVED[0])
    return Counted("age", number.value, f"{unit}s", span[-1], start, end, hyphened=hyphened, rule="age")


def _after_of(span: Span) -> Token | None:
    """The noun after "of": "dozens of houses"."""
    doc, end = span.doc, span.end
    if end < len(doc) and doc[end].lower_ == "of":
        for child in doc[end].children:
            if child.dep_ == "pobj":
                return child
    return None


def _noun(span: Span) -> Token | None:
    """The noun that a number stands with."""
    doc, last, end = span.doc, span[-1], span.end
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].is_alpha:
        return doc[end + 1]
    of = _after_of(span)
    if of is not None and span.start and doc[span.start - 1].lower_ == "the" and doc[end + 1].tag_ in {"VBG", "NN"}:
        return None  # "accused the three of hiding losses"
    if of is not None:
        return None if last.lower_ == "one" or _is_one(of) else of
    if last.dep_ == "quantmod" and last.head.like_num and doc[end].lower_ == "of":
        return last.head.head if last.head.head.tag_ in _NOUN_TAGS else None  # "11,000 of 27,000 clerks"
    if end + 1 < len(doc) and doc[end].is_quote and doc[end + 1].lower_ == "of":
        return next((child for child in doc[end + 1].children if child.dep_ == "pobj"), None)
    head = last.head
    if _is_of_period(span) or left(span) is not None:
        return None
    if last.dep_ in _MODIFIERS and head.i > last.i and head.tag_ in _NOUN_TAGS and head.i - last.i <= _WINDOW:
        return head
    for token in doc[end : min(end + _WINDOW, span.sent.end)]:
        if token.tag_ in _NOUN_TAGS:
            return token if not token.tag_.startswith("NNP") or token.head.tag_ in _NOUN_TAGS else None
        if token.pos_ not in {"ADJ", "ADV", "NUM"} and token.text not in {"-", "more"}:
            return None
    return None


def _is_of_period(span: Span) -> bool:
    """Whether a time follows that a number does not count: "eleven this year, four last year"."""
    after = [token.lower_ for token in span.doc[span.end : span.end + 2]]
    return len(after) == 2 and after[0] in _DEICTIC and after[1] in _PERIODS


def _of_part(span: Span, noun: Token) -> str | None:
    """What some of those whom a noun tells of are counted as: "three of the dead were children"."""
    if not {noun.lemma_.lower(), noun.lower_} & _NOUNS.keys() or _after_of(span) != noun:
        return None
    known = any(child.lower_ in DEFINITE for child in noun.lefts)
    return happened_to(span[-1]) or noun.lower_ if known else None


def _is_one(whole: Token) -> bool:
    """Whether a whole is a single one: "nine of one family" are nine people."""
    return any(child.lower_ == "one" and child.dep_ == "nummod" for child in whole.children)


def _bare(span: Span, number: Number, before: Counted | None) -> Counted | None:
    """A number without a noun: "23 were rescued", "left five dead", "put their number at 30"."""
    last = span[-1]
    if _is_of_period(span) or _is_of_scale(span):
        return None  # of another time than what is told, or what could have been: "four of five"
    counts, rule = bare_counts(span, number.value, _counts)
    near = before is not None and span.sent.start <= before.token.i
    if before is not None and ((rule == "amount" and counts in _PLAIN) or (rule == "vote" and near)):
        counts = before.counts
    if rule != "score":
        if last.lower_ == "zero" or (number.value == 1 and not is_partitive(span)):
            return None
        happened = left(span) or happened_to(last)
        counts, rule = (counts, rule) if happened is None else (happened, "happened")
    far = 0 if before is not None and before.counts == "percent" else _FAR
    if counts is None and before is not None and span.sent.start - before.token.i <= far:
        counts, rule = before.counts, "same"
        # In "killing 19 and angering thousands" nobody else was killed.
        apart = last.dep_ == "dobj" or (last.dep_ == "nsubj" and not is_partitive(span))
        other = (counts in _FATES and apart and last.head.pos_ == "VERB") or _is_scaled(span)
        crowd = last.tag_ == "NNS" and counts in _SHARES  # "thousands celebrated", behind a share of the vote
        if counts == "age" or before.fleeting or other or crowd:
            return None
    if counts is None:
        return None
    return Counted(counts, number.value, None, last, span.start, _end(last), rule=rule)


def _is_scaled(span: Span) -> bool:
    """Whether a number is the end of a change: "raised the age from 18 to 21"."""
    doc, start, end = span.doc, span.start, span.end
    before = doc[start - 1].lower_ if start else ""
    return (before == "from" and doc[end : end + 1].text == "to") or (
        before == "to" and start > 2 and doc[start - 3].lower_ == "from"
    )


def _is_of_scale(span: Span) -> bool:
    """Whether a number without a noun is the end of a scale: "level four of five"."""
    doc, start = span.doc, span.start
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].like_num


def is_partitive(span: Span) -> bool:
    """Whether a number has its share after "of": "one of whom was released"."""
    return span.end < len(span.doc) and span.doc[span.end].lower_ == "of"


def _counts(noun: Token, whole: bool = False) -> str:
    """What a noun counts: what happened to people, else the noun with what names it more closely.

    Of a ``whole`` of which a part is told nothing is said but how many there are.
    """
    lemma = noun.lemma_.lower()
    happened = None if whole else happened_to(noun) if _NOUNS.get(lemma) == "participants" else befell(noun)
    if happened is not None:
        return happened  # of protesters who were hurt, the hurt
    was = any(child.lower_ in _FORMERLY for child in noun.lefts)
    if not whole and not was and (found := _NOUNS.get(lemma, _NOUNS.get(noun.lower_))):
        return found
    if not whole and noun.dep_ == "nsubj" and deed_of(noun.head) == "participants" and not _is_share(noun):
        return "participants"  # whoever they are: nurses who march
    beside = (child for child in noun.lefts if child.dep_ == "compound" and child.is_alpha and not child.like_num)
    return " ".join([*(child.lower_ for child in beside if len(child) > 1), noun.lower_])  # not the "m" of "2m crowns"


def _is_share(noun: Token) -> bool:
    """Whether a noun is a whole of which a part is told: "9 of 20 nurses"."""
    return any(word.lower_ == "of" for word in noun.doc[noun.left_edge.i : noun.i])


def _end(token: Token) -> int:
    """Where the words end that say what happened to a number of people."""
    head = token.head
    return max(token.i, head.i if 0 < head.i - token.i <= _WINDOW else token.i) + 1
