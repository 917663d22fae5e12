"""Where and when an event took place: what its clause says, else its sentence, else what the document is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from .dateowners import as_told, is_compared, is_modifier, last_of, told_of
from .dates import is_deferred
from .grammar import is_passive, objects, preposition_of
from .intervals import joined
from .locatives import first_of_list, is_between, is_container, is_locative, is_target
from .state import DateSpan, MentionSpan, Reading
from .triggers import CARRIERS, UTTERANCES, Trigger, goes_on, is_carried
from .wordlists import toml_of

CLIMB_LIMIT = 12
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MOVING = frozenset({"Travel", "MilitaryAction"})
"""Classes of what leads away from the place behind "from"."""
REACHING = frozenset(toml_of("events.toml")["reaching"])
"""Verbs that tell how far something was noticed, not where it was: "the quake was felt in Delhi"."""
BEGINNING, ENDING = (frozenset(toml_of("events.toml")[name]) for name in ("beginning", "ending"))


@dataclass(slots=True)
class Occasion:
    """The places and dates of one trigger."""

    places: list[tuple[str, Span]] = field(default_factory=list)
    times: list[DateSpan] = field(default_factory=list)


def occasions_of(
    doc: Doc,
    reading: Reading,
    triggers: Sequence[Trigger],
    light: Set[str] = frozenset(),
    befall: Set[str] = frozenset(),
    giving: Set[str] = frozenset(),
) -> dict[int, Occasion]:
    """What each trigger's own clause says of place and time, by the index of the trigger's token.

    What hangs on a verb of ``light`` belongs to the event noun that is its subject or object ("a fire broke out in").
    The object of a verb of ``befall`` is a place too ("a storm hit the town"); a country behind the "to" of a verb
    of ``giving`` is none ("lost to Chile").
    """
    by_token = {member.i: trigger for trigger in triggers for member in trigger.tokens}
    for trigger in triggers:
        noun = trigger.token
        over = [noun.head] if is_carried(noun, befall) else []
        more = [each for verb in over for each in verb.rights if noun.dep_ == "nsubj" and goes_on(each)]
        over += [each for each in more if not objects(each)]  # "the strike began in March and ended in May"
        for verb in (*over, *filter(_tells_of_its_noun, noun.children)):
            if verb.lemma_.lower() in light and not known_at(verb, by_token):
                by_token[verb.i] = trigger
    by_token |= _taken_up(triggers, light)
    out = {trigger.token.i: Occasion() for trigger in triggers}
    last: MentionSpan | None = None
    for mention in _places(doc, reading):
        if last is not None and is_container(last, mention):
            continue
        last = mention
        root = mention.span.root
        top = first_of_list(root)
        befallen = top.dep_ == "dobj" and (top.head.lemma_.lower() in befall or _is_way(by_token.get(top.head.i)))
        told = befallen or is_locative(top) or is_between(top, mention) or _is_end_of_way(top, by_token)
        if not told or is_target(top, mention) or _holds_another(top, reading):
            continue
        owner = _owner(top, by_token)
        if owner is not None and mention.is_country and preposition_of(root) == "to" and _lemma(owner) in giving:
            continue
        if owner is not None and (owner.type not in UTTERANCES or preposition_of(root) in {"in", "at"}):
            _add(out[owner.token.i].places, mention)
    _date(reading, by_token, out)
    _share(triggers, by_token, out)
    for occasion in out.values():
        if len(occasion.times) > 1:
            occasion.times = _from_first_to_last(occasion.times) or _nearest(occasion.times)
    return out


def _share(triggers: Iterable[Trigger], by_token: Mapping[int, Trigger], out: Mapping[int, Occasion]) -> None:
    """Let what goes on with the same subject have one date: "killed six and wounded ten on Friday"."""
    for trigger in triggers:
        first = by_token.get(trigger.token.head.i)
        if first is None or not goes_on(trigger.token):
            continue
        one, other = out[first.token.i], out[trigger.token.i]
        exact = [time for time in other.times if time.interval.precision != "year"]
        if not one.times and not (one.places and other.places):  # not "studied law and moved to Linz in 1950"
            one.times = exact
        elif not other.times and _is_one_deed(trigger.token):
            other.times = list(one.times)  # "convicted in 2019 and sentenced"
        apart = one.places and other.places
        if not one.times and not apart and _is_one_deed(trigger.token):
            one.times = list(other.times)  # "arrested and tortured in 2013"
        if not other.places and _is_one_deed(trigger.token):  # "where he was arrested and tortured"
            other.places = [place for place in one.places if place[1].start < first.token.i]


def _is_one_deed(verb: Token) -> bool:
    """Whether a participle shares the auxiliary of the one before it: "was arrested and tortured"."""
    own = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return not own and is_passive(verb) and is_passive(verb.head)


def _date(reading: Reading, by_token: Mapping[int, Trigger], out: Mapping[int, Occasion]) -> None:
    """Give each date to the trigger that it is of; that of "postponed until Friday" to what is put off."""
    for date in reading.dates:
        root = date.span.root
        if is_deferred(root):
            for child in root.head.head.children:
                if child.dep_ in CARRIERS and child.i in by_token:
                    out[by_token[child.i].token.i].times.append(as_told(date))
            continue
        aside = is_modifier(root, by_token) or is_compared(root)
        owner = None if aside else _owner(first_of_list(root), by_token)
        for each, told in ((owner, date), (told_of(root, by_token), last_of(date))):
            if each is not None and not _names_another(date, each, reading):
                out[each.token.i].times.append(told)


def _lemma(trigger: Trigger) -> str:
    return str(trigger.token.lemma_.lower())


def _nearest(dates: list[DateSpan]) -> list[DateSpan]:
    """Of several dates of one clause those that stand highest in the parse; coordinated ones stay together."""
    depths = [_depth(date.span.root) for date in dates]
    return [date for date, depth in zip(dates, depths, strict=True) if depth == min(depths)]


def _from_first_to_last(dates: Sequence[DateSpan]) -> list[DateSpan]:
    """The time of what is told to have begun on one day and to have ended on another."""
    verbs = [_lemma_above(date.span.root) for date in dates]
    first = next((date for date, verb in zip(dates, verbs, strict=True) if verb in BEGINNING), None)
    last = next((date for date, verb in zip(dates, verbs, strict=True) if verb in ENDING), None)
    if first is None or last is None or (first.interval.begin or "") > (last.interval.end or ""):
        return []
    return [DateSpan(first.span, joined(first.interval, last.interval))]


def _lemma_above(token: Token) -> str:
    """The lemma of the verb that a word hangs on."""
    above = (each for each in token.ancestors if each.pos_ == "VERB")
    return str(next(above, token).lemma_.lower())


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < CLIMB_LIMIT:
        depth += token.dep_ != "conj"
        token = token.head
    return depth


def _taken_up(triggers: Sequence[Trigger], light: Set[str]) -> dict[int, Trigger]:
    """Verbs that only say where or when the event of the sentence before took place ("These events took place in")."""
    out: dict[int, Trigger] = {}
    main: dict[int, Trigger] = {}
    for trigger in triggers:
        end = trigger.token.sent.end
        if end not in main or (trigger.known and trigger.token.dep_ == "ROOT"):
            main[end] = trigger
    for trigger in main.values():
        doc = trigger.token.doc
        end = trigger.token.sent.end
        while end < len(doc) and doc[end].is_space:
            end += 1
        if end >= len(doc):
            continue
        verb = doc[end].sent.root
        subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if verb.lemma_.lower() in light and subject is not None and _points_back(subject):
            out[verb.i] = trigger
    return out


def _tells_of_its_noun(clause: Token) -> bool:
    """Whether the noun of a clause is its subject or object: "a walkout that began on Monday", "a speech she gave"."""
    if clause.dep_ == "acl":
        return clause.tag_ in {"VBN", "VBD"}
    if clause.dep_ != "relcl":
        return False
    return clause.head in objects(clause) or any(c.dep_ == "nsubj" and c.tag_ in {"WDT", "WP"} for c in clause.children)


def _points_back(noun: Token) -> bool:
    return noun.lower_ in {"this", "these"} or any(child.lower_ in {"this", "these"} for child in noun.children)


def known_at(token: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a phrase of the ontology evokes an event at a token."""
    return token.i in by_token and by_token[token.i].known


def _names_another(date: DateSpan, owner: Trigger, reading: Reading) -> bool:
    """Whether a date is part of the name of another event ("marked the 1988 strike")."""
    node = reading.node_at(date.span.root)
    return node is not None and node.kind == "Event" and node.id != owner.node


def _add(places: list[tuple[str, Span]], mention: MentionSpan) -> None:
    if mention.node and mention.node not in {place for place, _ in places}:
        places.append((mention.node, mention.span))


def _places(doc: Doc, reading: Reading) -> Iterable[MentionSpan]:
    seen: set[int] = set()
    for token in doc:
        mention = reading.mention_at(token)
        if mention is not None and mention.kind == "Place" and mention.node and id(mention) not in seen:
            seen.add(id(mention))
            yield mention


def _is_way(trigger: Trigger | None) -> bool:
    """Whether the object of a verb is where it leads or leads away from: "fled Peru", "reached Lima", "visit Peru"."""
    return trigger is not None and trigger.type in {"Travel", "Visit"}


def _is_end_of_way(noun: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether somebody goes or draws back to or from where a noun is: "left for Peru", "withdrew from Lima"."""
    if noun.dep_ != "pobj" or noun.head.head.pos_ != "VERB" or noun.head.head.i not in by_token:
        return False
    kind, word = by_token[noun.head.head.i].type, noun.head.lower_
    towards = any(child.lower_ == "to" and child.dep_ == "prep" for child in noun.head.head.children)
    return (word == "for" and kind == "Travel") or (word == "from" and kind in MOVING and not towards)


def _holds_another(noun: Token, reading: Reading) -> bool:
    """Whether a place only says where another one lies: "in Ayn Issa in northern Syria"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return False
    inner = reading.mention_at(noun.head.head)
    return inner is not None and inner.kind == "Place" and inner.level == "name"


def _owner(current: Token, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The trigger nearest above the first of a list in the parse; failing that one below the top of its sentence."""
    inside = False
    for _ in range(CLIMB_LIMIT):
        if current.i in by_token:
            return None if inside and by_token[current.i].type in UTTERANCES else by_token[current.i]
        inside |= current.dep_ == "ccomp"  # "told us that she had been at home on 5 October"
        if current.head.i == current.i or current.dep_ in {"relcl", "appos"} or _is_own_clause(current):
            break  # what a relative clause dates or places is its own: "Roe, whom the yard sacked in 1976, was elected"
        current = current.head
    if current.lemma_.lower() in REACHING:
        return None
    below = [by_token[child.i] for child in current.children if child.i in by_token and not _has_own_verb(child)]
    return below[0] if below else None


def _is_own_clause(token: Token) -> bool:
    """Whether a verb that tells no event stands beside one that may: "studied in Graz and worked in Linz"."""
    return (_has_own_verb(token) and token.head.pos_ == "VERB") or _is_likened(token)


def _is_likened(verb: Token) -> bool:
    """Whether a clause tells of another time: "will sit down, as we did in 2017"."""
    likened = any(child.dep_ == "mark" and child.lower_ in {"as", "than"} for child in verb.lefts)
    return verb.dep_ == "advcl" and verb.tag_ in FINITE and verb.lemma_ in {"be", "do", "have"} and likened


def _has_own_verb(token: Token) -> bool:
    """Whether a finite verb goes on with something else: "had been in office since 2018 and won in 2019"."""
    return token.dep_ == "conj" and token.pos_ == "VERB" and token.tag_ in FINITE
