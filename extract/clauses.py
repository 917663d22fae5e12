"""What kind of clause a predicate heads, for the scopes of stance: infinitives, subjunctives, conditions."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from .grammar import NOUN_SUBJECTS, has_auxiliary, is_infinitive, is_judged, objects

DEFINITE = frozenset({"the", "this", "these", "that", "those", "last"})
NO_COMMENT = frozenset({"confirm", "deny"})
SET_BEFORE = frozenset({"after", "despite", "since"})
OUGHT = frozenset({"must", "should", "ought"})
CUT = frozenset({";", ".", ":"})
RANKS = frozenset({"latest", "only", "sole"})
COMPARATIVES = frozenset({"less", "more", "fewer", "longer", "later"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "without"})
SAYING = frozenset({"add", "announce", "note", "report", "say", "state", "tell"})
"""Verbs of saying that neither doubt nor ask for what is said."""


def negates(word: Token) -> bool:
    """Whether a word denies what its head tells: "not", "nobody", "no"; but not "no more than"."""
    if word.dep_ in {"neg", "nsubj", "nsubjpass"}:
        return word.lower_ != "only" if word.dep_ == "neg" else word.lower_ in {"nobody", "none"}
    number = word.i + 1 < len(word.doc) and word.nbor().lower_ in COMPARATIVES
    return word.lower_ in NEGATIVE_DETERMINERS and word.dep_ in {"det", "cc", "preconj"} and not number


def takes_part(verb: Token) -> bool:
    """Whether a verb tells of taking part in what follows: "took part in the march", but not "took bribes"."""
    part = verb.lemma_ == "take" and any(each.lower_ == "part" for each in objects(verb))
    return verb.pos_ in {"VERB", "AUX"} and (part or verb.lemma_ in {"participate", "engage"})


def happened_after_all(verb: Token) -> bool:
    """Whether a negated verb did happen: "was not released until May", "should not have been fired"."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return any(child.lower_ == "until" for child in verb.children) or {"should", "have"} <= auxiliaries


def is_subjunctive(verb: Token) -> bool:
    """Whether a passive has a bare "be": "(demand that he) be released"."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return [(a.dep_, a.tag_) for a in auxiliaries] == [("auxpass", "VB")]


def is_gerund(verb: Token) -> bool:
    """Whether a verb is a gerund: "killing", "having killed"."""
    return verb.tag_ == "VBG" or any(child.lower_ == "having" and child.dep_ == "aux" for child in verb.children)


def is_set_before(gerund: Token) -> bool:
    """Whether a gerund tells what has been, or has its own subject: "will miss the race after falling"."""
    before = gerund.head.lower_ in SET_BEFORE
    return before or is_judged(gerund) or any(child.dep_ == "nsubj" for child in gerund.children)


def is_result(verb: Token) -> bool:
    """Whether a participle tells what comes of a deed told before it: "will open stores, creating jobs"."""
    told = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i < verb.i and verb.head.pos_ == "VERB"
    return told and verb.nbor(-1).text == "," and not any(child.dep_ == "mark" for child in verb.children)


def beyond_object(deed: Token, noun: Token, verbs: Container[str]) -> Token:
    """What governs a deed that the parser hangs on the object before it: "accused the mayor of taking bribes".

    So with "accused the mayor of fraud", but not with "accused the organizers of the march". If it hangs on the verb,
    the object may govern it: "offered a reward for the arrest". ``verbs`` are the lemmas of what takes the preposition.
    """
    objects = {"dobj", "nsubjpass"}
    if noun.pos_ == "VERB" and noun.lemma_.lower() not in verbs:
        before = (child for child in noun.rights if child.dep_ == "dobj" and child.i < deed.i)
        return next((child for child in before if child.lemma_.lower() in verbs), noun)
    bare = deed.pos_ == "NOUN" and not any(child.lower_ in DEFINITE for child in deed.children)
    taken = noun.dep_ in objects and (bare or is_gerund(deed)) and noun.head.lemma_.lower() in verbs
    return noun.head if taken else noun


def is_negated(verb: Token) -> bool:
    """Whether a verb is told not to happen, or to nobody: "was not hurt", "nobody was hurt", "no shots were fired"."""
    about = [verb, *(child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS)]
    return any(negates(child) for each in about for child in (each, *each.lefts))


def is_in_store(verb: Token) -> bool:
    """Whether a headline says what somebody is to do: "Bank to buy rival"."""
    return verb.dep_ == "ROOT" and is_infinitive(verb) and any(c.dep_ in NOUN_SUBJECTS for c in verb.children)


def is_no_comment(verb: Token) -> bool:
    """Whether somebody would neither confirm nor deny something, which is a statement like any other."""
    first = verb.head if verb.dep_ == "conj" else verb
    said = {first.lemma_.lower(), *(child.lemma_.lower() for child in first.children if child.dep_ == "conj")}
    return NO_COMMENT <= said


def is_to_be_done(verb: Token) -> bool:
    """Whether a verb is a passive infinitive: "to be elected"."""
    return is_infinitive(verb) and any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)


def ranking(infinitive: Token, aims: Container[str]) -> Token | None:
    """The copula that says which of a row did something: "is" of "is the third member to be suspended".

    ``aims`` are the nouns of what is yet to come: "the only way to stop them".
    """
    head = infinitive.head
    nouns = [head] if head.pos_ == "NOUN" else [c for c in head.children if c.dep_ == "attr" and c.i < infinitive.i]
    for noun in nouns:
        ranks = (c for c in noun.lefts if c.dep_ in {"amod", "advmod", "nummod", "compound"})
        ranked = any(c.like_num or c.tag_ == "JJS" or c.lower_ in RANKS for c in ranks)
        if ranked and noun.dep_ == "attr" and noun.lemma_.lower() not in aims:
            return noun.head
    return None


def is_imagined(noun: Token, nouns: Container[str]) -> bool:
    """Whether the noun behind it makes it something that need not be: "storm warning", also where it looks a verb."""
    if noun.dep_ == "compound":
        return noun.head.lemma_.lower() in nouns
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    return after.dep_ == "acl" and after.head == noun and after.lower_ in nouns and not objects(after)


def goes_alone(verb: Token) -> bool:
    """Whether a coordinated verb tells something of its own, with a tense that no verb before it governs.

    Not so "drop", for a tagger a present, in "they should free her, drop the charges and allow visits".
    """
    modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.head.children)
    own = any(child.dep_ in NOUN_SUBJECTS or child.dep_ == "aux" for child in verb.children)
    bare = verb.tag_ == "VBP" and modal and not own
    if own and is_negated(verb.head) and verb.head.dep_ == "ccomp" and verb.head.head.lemma_ in SAYING:
        return True  # "said nobody was killed and that nine were hurt"
    return is_finite(verb) and not bare and not any(child.dep_ == "mark" for child in verb.children)


def is_past_clause(noun: Token) -> bool:
    """Whether a clause stands between a noun and the apposition that it seems to be coordinated with.

    "Roe, an alleged fence, who was serving a term for theft and the murder of a guard".
    """
    return noun.head.dep_ == "appos" and any(is_finite(each) for each in noun.doc[noun.head.i + 1 : noun.i])


def is_cut_off(clause: Token) -> bool:
    """Whether a clause only seems to hang on a later verb: a semicolon or a full stop stands between."""
    head = clause.head
    if clause.dep_ != "ccomp" or clause.i > head.i:
        return False
    return any(token.text in CUT or "\n\n" in token.text for token in clause.doc[clause.i : head.i])


def is_unfounded(verb: Token) -> bool:
    """Whether it is said "without evidence"."""
    below = (each for child in verb.children if child.lower_ == "without" for each in child.children)
    return any(each.lemma_.lower() in {"evidence", "proof"} for each in below)


def is_unagreeing(verb: Token) -> bool:
    """Whether a verb in the present does not agree with its subject, and so is a subjunctive: "that he apologize".

    So is what the tagger takes for a noun: "that the mayor resign".
    """
    if verb.tag_ in {"NN", "NNP"} and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
        return not any(child.dep_ in {"cop", "aux"} for child in verb.children)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    single = subject is not None and (subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"})
    single = single or (verb.head.tag_ == "VBD" and any(child.lower_ == "that" for child in verb.children))
    return single and verb.tag_ == "VBP" and not has_auxiliary(verb) and verb.pos_ == "VERB"


def is_new(noun: Token) -> bool:
    """Whether a noun is new to the text: neither "the talks" nor "its talks"."""
    return not any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in noun.children)


def is_of_reason(adverb: Token) -> bool:
    """Whether an adverb is about the reason that follows: "closed allegedly due to debts"."""
    after = adverb.nbor().lower_ if adverb.i + 1 < len(adverb.doc) else ""
    return adverb.i > adverb.head.i and after in {"due", "because", "over", "for", "as", "to"}


def is_under_way(verb: Token) -> bool:
    """Whether a verb is in the present progressive: "is closing"."""
    return verb.tag_ == "VBG" and any(child.lower_ in {"is", "are", "am", "'s", "'re", "'m"} for child in verb.children)


def is_raising(verb: Token) -> bool:
    """Whether a passive has an infinitive, and says nothing of its subject: "the pact is expected to end the war"."""
    return any(child.dep_ == "xcomp" for child in verb.children)


def is_conditional(*verbs: Token) -> bool:
    """Whether one of the verbs has a clause with "if" or "unless"."""
    clauses = (child for verb in verbs for child in verb.children if child.dep_ == "advcl")
    return any(
        mark.lower_ in {"if", "unless"} and mark.dep_ == "mark" for clause in clauses for mark in clause.children
    )


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own."""
    return (has_auxiliary(verb) and not is_infinitive(verb)) or verb.tag_ in {"VBD", "VBZ", "VBP"}
