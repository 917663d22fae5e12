"""Names for plain happenings, made for people: "Arrest of Anna Walentynowicz, Gdansk, 14 August 1980"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.tokens import Token

from ..model import Stance
from ..ontology.spoken import spoken
from .grammar import is_passive, objects
from .phrasing import (
    Wordbook,
    complement_phrase,
    content_of,
    gerund,
    headline,
    in_a_row,
    listed,
    modifiers,
    object_phrase,
    said_by,
    shown,
    subject_phrase,
    wording,
)
from .state import EventFrame
from .triggers import UTTERANCES

LENGTH = 90
"""The most characters of a label."""
TOPIC = 45
"""The most characters of what an event is about."""
AGENTS, OBJECTS = ("agent", "organizer", "speaker"), ("patient", "target")
STEM = 6
"""Letters by which a noun is known to be of the family of a class."""
PREPOSITIONS = frozenset({"against", "at", "for", "from", "in", "of", "on", "over", "to", "with"})
_SEGMENT = re.compile(r"\[([^]]*)\]")
_SLOT = re.compile(r"\{([\w|]+)\}")


def label_of(frame: EventFrame, book: Wordbook) -> str:
    """The label of an event: what happened, of and by whom, where, when and in what sense, as far as known."""
    cores = list(_cores(frame, book))
    stance = "" if frame.stance is Stance.ACTUAL else f" ({wording()['stances'][str(frame.stance)]})"
    when = spoken(frame.times[0].interval) if frame.times else ""
    for core in cores:
        where = _where(frame, book, core)
        label = ", ".join(filter(None, [core, where, when])) + stance
        if len(label) <= LENGTH:
            return label
    room = LENGTH - len(label) + len(cores[-1])
    core = cores[-1] if room >= len(cores[-1]) else cores[-1][: max(room - 1, 20)].rsplit(" ", 1)[0] + "…"
    return ", ".join(filter(None, [core, where, when])) + stance


def richest(names: list[str]) -> str:
    """Of several labels of one event the one that tells most: what is actual, with place and date, the longer.

    >>> richest(["Bombing of the market, Kelat, 6 February 2008", "Attack, Kelat", "Bombing of the market (denied)"])
    'Bombing of the market, Kelat, 6 February 2008'
    """
    stances = tuple(f"({word})" for word in wording()["stances"].values())
    return min(set(names), key=lambda n: (n.endswith(stances), -n.count(", "), -len(n), n))


def _cores(frame: EventFrame, book: Wordbook) -> Iterator[str]:
    """What happened, in ever fewer words."""
    root = frame.trigger.root
    if frame.rule == "caption" and frame.type == "Other":
        agents = listed(_names(frame, book, AGENTS))
        yield f"{wording()['caption']} by {agents}" if agents else wording()["caption"]
    elif frame.type == "Other" and root.pos_ == "VERB":
        yield from _clauses(frame, book)
    else:
        noun, preposition = _noun(frame, book)
        yield from _filled(frame, book, noun, preposition)


def _clauses(frame: EventFrame, book: Wordbook) -> Iterator[str]:
    verb = frame.trigger.root
    agents, things = _names(frame, book, AGENTS), _names(frame, book, OBJECTS, {"syntax:object"})
    subject, several = subject_phrase(verb, book)
    if agents and (not several or not subject or any(subject in agent for agent in agents)):
        subject, several = listed(agents), len(agents) > 1
    thing = listed(things) or object_phrase(frame.trigger, book, whole=True)[0]
    thing = "" if thing == subject else thing
    if is_passive(verb):
        if thing:
            yield _capital(headline(verb, subject, several, thing, book))
            yield _capital(headline(verb, "", False, thing, book))
    elif subject and (thing or not objects(verb)):
        yield _capital(headline(verb, subject, several, thing, book))
    noun = wording()["nouns"].get(verb.lemma_.lower(), "").split(" ")[0] or gerund(verb.lemma_.lower())
    action = _capital(noun)
    yield f"{action} of {thing}" if thing else f"{action} by {subject}" if subject else action


def _noun(frame: EventFrame, book: Wordbook) -> tuple[str, str]:
    """What is called what happened, and the preposition that leads to its object, if it has one of its own."""
    root, words = frame.trigger.root, wording()
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", frame.type).capitalize()
    head = _event_noun(frame)
    if head is not None:
        tail = frame.trigger.doc[head.i + 1 : frame.trigger.end]
        whole = bool(tail) and all(t.pos_ in {"NOUN", "ADP", "ADJ"} for t in tail) and tail[-1].pos_ == "NOUN"
        parts = [*modifiers(head, book), head.text if _is_name(head) else head.lower_]
        return _capital(in_a_row([*parts, tail.text] if whole else parts)), ""
    noun, _, preposition = words["nouns"].get(root.lemma_.lower(), "").partition(" ")
    if noun and root.pos_ == "VERB" and not any(t.pos_ == "NOUN" for t in frame.trigger):
        return _capital(noun), preposition
    return kind, ""


def _event_noun(frame: EventFrame) -> Token | None:
    """The noun that names what happened, where the text has one."""
    root, words = frame.trigger.root, wording()
    if root.pos_ in {"NOUN", "PROPN"}:
        return None if frame.type != "Other" and root.lemma_.lower() in words["things"]["nouns"] else root
    carried = [t for t in frame.trigger if t.pos_ == "NOUN" and t.lemma_.lower() in words["carried"]["nouns"]]
    return carried[-1] if carried else None


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.is_sent_start and token.ent_type_ != ""


def _filled(frame: EventFrame, book: Wordbook, noun: str, preposition: str) -> Iterator[str]:
    """The wording of a class with its slots filled; then without its last segments, one by one."""
    pattern = wording()["wordings"].get(frame.type, wording()["default"])
    slots = _slots(frame, book)
    if _event_noun(frame) is not None:
        preposition = slots["link"]
    if frame.type in wording()["addressed"]["classes"] and not preposition:
        slots["object"] = ""
    if noun.split()[-1].lower() in slots["about"].lower():
        slots["about"] = ""
    segments: list[str] = []
    for segment in _SEGMENT.findall(pattern):
        *links, slot = _SLOT.findall(segment)
        name = next((n for n in slot.split("|") if slots[n]), None)
        if name is None:
            continue
        value = slots[name]
        link = links[0] if links else segment.split("{")[0].strip()
        if name in {"object", "self"} and preposition:
            link = preposition
        elif name == "agent" and frame.type == "Election":
            link = wording()["outcomes"].get(frame.trigger.root.lemma_.lower(), link)
        elif name == "about":
            link = wording()["about"].get(noun.lower(), link)
        elif name == "content":
            segments.append(f": {value}")
            continue
        elif name == "parties" and link == "between" and " and " not in value:
            link = "with"
        segments.append(f" {link} {value}")
        slots = {key: "" if text == value else text for key, text in slots.items()}
    for kept in range(len(segments), -1, -1):
        yield noun + "".join(segments[:kept])


def _slots(frame: EventFrame, book: Wordbook, topic: bool = True) -> dict[str, str]:
    root, verbal = frame.trigger.root, frame.trigger.root.pos_ == "VERB"
    agents, things = _names(frame, book, AGENTS), _names(frame, book, OBJECTS)
    attendees = _names(frame, book, ("attendee",))
    agent = listed(agents) or (subject_phrase(root, book)[0] if verbal else "")
    thing, link = object_phrase(frame.trigger, book)
    ways = {p.rule.removeprefix("syntax:") for p in frame.participants if p.role in OBJECTS}
    if things:
        thing, link = listed(things), next(iter(ways & PREPOSITIONS), "") if len(ways) == 1 else ""
    elif frame.type[:STEM].lower() in thing.lower():  # "handed down a sentence"
        thing, link = "", ""
    alone = not verbal or not (is_passive(root) or any(each not in frame.trigger for each in objects(root)))
    sought = complement_phrase(root, {"for"}, book)
    if root.lemma_.lower() in wording()["addressed"]["seeking"] and not is_passive(root):
        sought = sought or thing
    about, content = _topic(frame, book) if topic else "", content_of(root, book)
    content = content or (said_by(root, book) if frame.type in UTTERANCES else "")
    return {
        "agent": agent,
        "object": thing,
        "named": thing if things or (verbal and is_passive(root)) else "",
        "link": link,
        "owner": listed(_names(frame, book, AGENTS, {"syntax:owner"})),
        "self": thing or (agent if alone else ""),
        "parties": listed(list(dict.fromkeys([*agents, *attendees, *things]))) or agent,
        "attendee": listed(attendees),
        "place": listed([book.name(book.nodes[p]) for p, _ in frame.places[:1] if p in book.nodes]),
        "about": about,
        "sought": sought,
        "content": "" if about or not topic or (agent and agent in content) else content,
        "into": complement_phrase(root, {"in", "into"}, book),
    }


def _names(frame: EventFrame, book: Wordbook, roles: tuple[str, ...], rules: Set[str] = frozenset()) -> list[str]:
    """The names of those in some roles, read by some rules; guesses only where there is nothing surer."""
    mine = [p for p in frame.participants if p.role in roles and p.node in book.nodes]
    mine = [p for p in mine if (not rules or p.rule in rules) and book.nodes[p.node].kind != "Event"]
    if any(not p.rule.startswith("near") for p in frame.participants):
        mine = [p for p in mine if not p.rule.startswith("near")]
    return list(dict.fromkeys(book.name(book.nodes[p.node]) for p in mine))


def _topic(frame: EventFrame, book: Wordbook) -> str:
    """What an event is about: a named event, or another event in few words."""
    for topic in frame.about:
        other = book.events.get(topic.value)
        name = other.node if other else topic.value
        if name in book.nodes:
            return book.name(book.nodes[name])
        if other is None or other is frame or other.type == "Other":
            continue
        if frame.type in UTTERANCES and other.trigger.sent.start != frame.trigger.sent.start:
            continue
        noun, preposition = _noun(other, book)
        slots = _slots(other, book, topic=False)
        words = f"{noun[:1].lower()}{noun[1:]}" + (
            f" {preposition or 'of'} {slots['object']}" if slots["object"] else ""
        )
        if len(words) <= TOPIC:
            return words if words.endswith("s") else f"the {words}"
    return ""


def _where(frame: EventFrame, book: Wordbook, core: str) -> str:
    nodes = [book.nodes[place] for place, _ in frame.places if place in book.nodes]
    grounds = [n.grounding for n in nodes]
    finer = {g.country for g in grounds if g and g.precision != "country"}
    coarse = [bool(g and g.precision == "country" and g.country in finer) for g in grounds]
    names = list(dict.fromkeys(shown(node) for node, wide in zip(nodes, coarse, strict=True) if not wide))
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1} other places"
    return listed([name for name in names if name not in core])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
