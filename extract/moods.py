"""The mood of a clause: what is asked, commanded, imagined or missed by a hair did not therefore happen."""

from __future__ import annotations

from spacy.tokens import Token

from ..model import Stance
from .clauses import negates
from .grammar import NOUN_SUBJECTS
from .quotes import MARKS
from .wordlists import toml_of

_WORDS = {name: frozenset(words) for name, words in toml_of("stance.toml")["mood"].items()}
_SAYING = frozenset(toml_of("stance.toml")["clause"]["saying"]) | _WORDS["claiming"]
_HELPERS = frozenset({"aux", "auxpass"})
_OPENED = MARKS | {":"}


def mood_of(verb: Token) -> Stance | None:
    """How the mood of its clause says that a verb is meant; None where it tells of what was or will be.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("The bomb nearly killed the mayor. It wounded a guard.")
    >>> [mood_of(token) for token in doc if token.tag_ == "VBD"]
    [<Stance.HYPOTHETICAL: 'hypothetical'>, None]
    """
    if is_asked(verb) or (verb.dep_ == "ccomp" and is_asked(verb.head)) or _is_unreal(verb) or _is_missed(verb):
        return Stance.HYPOTHETICAL
    if verb.dep_ == "ccomp" and (_is_hearsay(verb.head) or (verb.head.lemma_ in _SAYING and is_unsaid(verb.head))):
        return Stance.HYPOTHETICAL
    if _is_general(verb) or _is_to_come(verb) or _is_provided_for(verb):
        return Stance.HYPOTHETICAL
    if _is_command(verb):
        return Stance.HYPOTHETICAL if any(child.dep_ == "neg" for child in verb.children) else Stance.DEMANDED
    return Stance.DENIED if _is_wanting(verb) or _is_untrue(verb) or _is_over(verb) else None


def is_asked(verb: Token) -> bool:
    """Whether a clause asks if something is so: who asks why it is takes it for granted.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("Did the army shoot? Why did it shoot?")
    >>> [is_asked(token) for token in doc if token.lemma_ == "shoot"]
    [True, False]
    """
    if not _is_inverted(verb):
        return False
    clause = verb.doc[verb.left_edge.i : min(verb.right_edge.i + 2, len(verb.doc))]
    opening = [word for word in clause if word.is_alpha and word.dep_ != "cc"][:2] or [verb]
    for_granted = opening[0].tag_[0] == "W" or (opening[0].dep_ == "prep" and opening[-1].tag_[0] == "W")
    return not for_granted and "?" in {clause[-1].text, clause[max(len(clause) - 2, 0)].text}


def is_unsaid(verb: Token) -> bool:
    """Whether nothing is said: "she did not say", "neither said", "declined to say"; but who never denies, does not."""
    if verb.lemma_ in _WORDS["denying"]:
        return False
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_ in _WORDS["withholding"]
    subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), verb)
    nobody = subject is not verb and any(map(negates, subject.lefts))
    return withheld or nobody or any(map(negates, verb.children))


def _is_hearsay(verb: Token) -> bool:
    """Whether nobody stands for what is told: "some say", "the court heard", "they were told"."""
    subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), None)
    if subject is None:
        return False
    if verb.lemma_ == "tell" and subject.dep_ == "nsubjpass":
        return not any(child.dep_ == "agent" for child in verb.children)
    if verb.lemma_ == "hear":
        return subject.lemma_.lower() in _WORDS["hearing"]
    return verb.lemma_ in _SAYING and subject.lower_ in _WORDS["vague"]


def _is_inverted(verb: Token) -> bool:
    """Whether an auxiliary stands before the subject: "did he go", "had he gone", "is he"."""
    helper = next((child for child in verb.children if child.dep_ in _HELPERS), verb)
    subject = next((child for child in verb.children if child.dep_ in NOUN_SUBJECTS | {"expl"}), None)
    if subject is None:  # "Did the army shoot?", of which the parser makes one noun
        return helper.lemma_ == "do" and helper is not verb and helper.i == verb.left_edge.i
    return helper.i < subject.i and helper.pos_ == "AUX"


def _is_unreal(verb: Token) -> bool:
    """Whether a clause is a condition without "if": "had the police acted, nobody would have died"."""
    had = next((child for child in verb.lefts if child.dep_ in _HELPERS), verb)
    return verb.dep_ in {"advcl", "ccomp"} and had.lower_ in _WORDS["unreal"] and _is_inverted(verb)


def _is_missed(verb: Token) -> bool:
    """Whether something all but happened: "nearly killed", "came close to resigning", "on the brink of collapsing"."""
    if any(child.dep_ == "advmod" and child.lower_ in _WORDS["nearly"] for child in verb.lefts):
        return True
    if verb.i > 1 and (verb.nbor(-2).lower_, verb.nbor(-1).lower_) == ("all", "but"):
        return True
    short = verb.head.head.lower_ in _WORDS["short"]
    return verb.dep_ in {"pcomp", "pobj"} and verb.head.lower_ in {"to", "of"} and short


def _is_general(verb: Token) -> bool:
    """Whether a gerund tells of no single deed: "killing a bear is a crime"."""
    told = verb.tag_ == "VBG" and verb.dep_ in {"csubj", "nsubj"} and verb.head.lemma_ == "be"
    return told and verb.head.tag_ in {"VBZ", "VBP"}


def _is_to_come(noun: Token) -> bool:
    """Whether something is said to be likely, or not: "her resignation is inevitable"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return False
    return any(child.dep_ == "acomp" and child.lower_ in _WORDS["coming"] for child in noun.head.children)


def _is_provided_for(verb: Token) -> bool:
    """Whether something may come, or is waited for: "in case he is held", "until he is freed", "against resigning"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "against":
        return True
    if verb.dep_ in {"acl", "advcl"} and verb.head.lower_ == "case" and verb.head.head.lower_ == "in":
        return True
    waits = any(child.dep_ == "mark" and child.lower_ in _WORDS["waiting"] for child in verb.lefts)
    return waits and any(child.dep_ == "auxpass" and child.lower_ in {"is", "are"} for child in verb.lefts)


def _is_command(verb: Token) -> bool:
    """Whether a verb commands: in its bare form it opens a sentence, or what stands behind a colon or a quotation mark.

    Nobody is told to do it: not so "have it go".
    """
    if verb.tag_ != "VB" or any(child.dep_ in NOUN_SUBJECTS for child in verb.children):
        return False
    helpers = {child for child in verb.lefts if child.dep_ in {"aux", "neg"} and child.lower_ in _WORDS["commanding"]}
    opening = min([verb, *helpers], key=lambda token: token.i)
    while not _begins(opening) and opening.nbor(-1).lower_ in _WORDS["polite"]:
        opening = opening.nbor(-1)
    return _begins(opening) or opening.nbor(-1).text in _OPENED


def _begins(token: Token) -> bool:
    return not token.i or bool(token.is_sent_start)


def _is_wanting(verb: Token) -> bool:
    """Whether somebody "has yet to" do something."""
    has = verb.head
    yet = any(child.lower_ == "yet" and child.i < verb.i for child in (*has.children, *verb.lefts))
    return verb.dep_ == "xcomp" and has.lemma_ in _WORDS["wanting"] and yet


def _is_over(verb: Token) -> bool:
    """Whether something is so no longer."""
    adverbs = (child for child in verb.children if child.dep_ == "advmod" and child.lower_ == "longer")
    return any(word.lower_ == "no" for adverb in adverbs for word in adverb.lefts)


def _is_untrue(verb: Token) -> bool:
    """Whether a clause is said not to be true: "it is not true that he resigned", "it is false that"."""
    copula = verb.head if verb.head.lemma_ == "be" else verb.head.head
    if verb.dep_ != "ccomp" or copula.lemma_ != "be":
        return False
    said = {child.lower_ for child in copula.children if child.dep_ == "acomp"}
    negated = any(child.dep_ == "neg" for child in copula.children)
    return bool(said & (_WORDS["true"] if negated else _WORDS["untrue"]))
