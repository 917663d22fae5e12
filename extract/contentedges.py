"""Where the content of a report begins and ends."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from .cues import Cues
from .quotes import is_break

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
TURNS = frozenset({"who", "which", "with", "while", "whereas", "whose", "whom"})
"""Words that, behind a comma, begin what the writer adds."""
JOINS = frozenset({"and", "but", "or"})
ENOUGH = 4
OPENING = frozenset({'"', "“", "”", "‘", "«", "``"})


def finite(verb: Token) -> bool:
    """Whether a verb, or one of its auxiliaries, is finite: what can be told as a fact."""
    return verb.tag_ in FINITE or any(c.dep_ in {"aux", "auxpass", "cop"} and c.tag_ in FINITE for c in verb.children)


def group_of(verb: Token, told: bool) -> tuple[int, int]:
    """The first and last token of a report: its subject, its verb and what tells where, when and (``told``) to whom."""
    first = last = verb.i
    for child in verb.children:
        edges = child.left_edge.i, child.right_edge.i
        if child.dep_ in SUBJECTS or child.dep_ in {"aux", "neg", "advmod", "npadvmod"}:
            if edges[1] < verb.i and edges[1] >= first - 1 - (child.dep_ in SUBJECTS):
                first = min(first, edges[0])
            elif edges[0] > verb.i and child.dep_ in SUBJECTS:
                last = max(last, edges[1])
    adjuncts = {"npadvmod", "prep", "dative", "advmod", "agent", "tmod", "prt"} | ({"dobj"} if told else set())
    for child in verb.rights:
        adjunct = child.dep_ in adjuncts
        if adjunct and child.left_edge.i == last + 1 and not any(finite(t) for t in child.subtree):
            last = child.right_edge.i
    return first, last


def ends_report(verb: Token, content: Token | None, lists: Cues, start: int | None = None) -> int:
    """Where the words end that a cue reports, ``content`` being the head of what it governs.

    A report ends at a semicolon, before what the writer adds behind a comma, and before the next report.
    """
    doc, sent_end = verb.doc, verb.sent.end
    if content is not None:
        first, end = content.i, min(_coordinated(content, lists), len(doc))
        infinitive = content.tag_ == "VB" and not finite(content) and not _has_subject(content)
    else:
        first, end, infinitive = (verb.i if start is None else start), sent_end, False
    begin = first if start is None else start
    if start is not None:
        end = next((t.i for t in doc[start:first] if t.text == ";" or is_break(t)), end)
    for token in doc[first + 1 : end]:
        after = doc[token.i + 1] if token.i + 1 < end else token
        if token.text == ";" or is_break(token):
            return token.i
        if token.text == ",":
            adds = after.tag_ == "VBG" and after.dep_ not in {"amod", "prep"} and after.lower_ != "including"
            goes_on = adds and after.lemma_.lower() in lists.say
            if goes_on or ((after.lower_ in TURNS or adds) and token.i - begin > ENOUGH):
                return token.i
        if token.lower_ in JOINS and token.dep_ == "cc" and _next_report(token, end, lists, infinitive):
            return token.i - (doc[token.i - 1].text == ",")
    return end


def _coordinated(clause: Token, lists: Cues) -> int:
    """The end of a clause with those coordinated with it that say more of the same."""
    doc = clause.doc
    end = clause.right_edge.i + 1
    sent_end = clause.sent.end
    for index in range(end, min(end + 2, sent_end)):
        if doc[index].dep_ == "cc":
            after = doc[index + 1] if index + 1 < sent_end else doc[index]
            other = next((c for c in doc[index].head.children if c.dep_ == "conj" and c.i > index), None)
            goes_on = other is not None and any(c.dep_ in SUBJECTS for c in other.children)
            if after.lower_ == "that" or (
                index == end and goes_on and other is not None and other.lemma_ not in lists.say
            ):
                return other.right_edge.i + 1 if other is not None else sent_end
    return end


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _next_report(join: Token, end: int, lists: Cues, infinitive: bool) -> bool:
    """Whether what a conjunction joins is the speaker's next act rather than more of what was said."""
    for token in join.doc[join.i + 1 : min(join.i + 4, end)]:
        if token.pos_ in {"ADV", "PART", "AUX"} and token.tag_ not in FINITE:
            continue
        if token.tag_ not in {"VBD", "VBZ", "VBP"}:
            return False
        own = any(c.dep_ in SUBJECTS and c.i > join.i for c in token.children)
        return not own and (infinitive or token.lemma_.lower() in lists.say)
    return False


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The words between two tokens without their "that" and edges of punctuation; nothing over a paragraph's end."""
    while start < end and doc[start].is_space:
        start += 1
    end = next((token.i for token in doc[start:end] if is_break(token)), end)
    while start < end and (
        (doc[start].is_punct and doc[start].text not in OPENING)
        or doc[start].is_space
        or (doc[start].lower_ == "that" and (doc[start].dep_ == "mark" or doc[start].tag_ == "IN"))
    ):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in {".", ",", ";", ":", "—", "–", "-"}):
        end -= 1
    return doc[start:end] if end > start else None
