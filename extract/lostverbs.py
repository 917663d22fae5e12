"""Main verbs that the parser takes for participles: "A court in Minsk jailed journalist Anna Berg".

Behind a place and before a trade, "jailed" looks like "the jailed journalist", and the sentence is left without a verb;
so it is in "UNICEF distributed water tablets". Where a sentence has none, and such a participle stands right behind the
name that ends its subject or is it, it is the verb.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINALS = frozenset({"NOUN", "PROPN"})
OPENING = frozenset({"-", "–", "—", ":", "\n"})
PLACED = frozenset({"in", "at", "of", "on"})
"""Between a subject and the name behind it: "a court in Minsk", "a court on Tuesday"."""
BEHIND = frozenset({"prep", "npadvmod", "punct", "advcl"})


def restore(doc: Doc) -> None:
    """Make such participles the verbs of their sentences.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("A court in Minsk jailed journalist Anna Berg for six months on Tuesday.")
    >>> restore(doc)
    >>> [(token.text, token.dep_) for token in doc if token.head.text == "jailed" and token.i != 4]
    [('court', 'nsubj'), ('Berg', 'dobj'), ('for', 'prep'), ('on', 'prep'), ('.', 'punct')]
    """
    for sentence in list(doc.sents):
        if (verb := _lost(sentence)) is not None:
            _raise(verb, sentence)
        elif (verb := _reduced(sentence)) is not None:
            _turn(verb)
        for told in [each for each in sentence if _is_told(each)]:
            _turn(told, told.head.head)


def _lost(sentence: Span) -> Token | None:
    """The participle of a sentence without a verb that stands behind "court in Minsk" or a name, and before a noun."""
    if any(token.tag_ in VERBS and not _is_relative(token) for token in sentence):
        return None
    for token in sentence[1:-1]:
        subject = _subject(token)
        if token.tag_ == "VBN" and token.dep_ == "amod" and subject is not None:
            if token.nbor().pos_ in NOMINALS and token.head.i > token.i and _is_plain(sentence, subject):
                return token
    return None


def _reduced(sentence: Span) -> Token | None:
    """The verb right behind a name that the parser took for the whole sentence: "Ruiz named Berta Lopez minister."."""
    root = sentence.root
    if root.pos_ not in NOMINALS or not sentence.text.rstrip().endswith("."):
        return None
    for child in root.rights:
        if child.dep_ == "acl" and child.i == root.i + 1 and child.tag_ in {"VBD", "VBN"}:
            taken = any(c.dep_ == "dobj" or (c.dep_ == "oprd" and c.pos_ == "NOUN") for c in child.rights)
            return child if taken or child.tag_ == "VBD" else None
    return None


def _is_told(verb: Token) -> bool:
    """Whether a participle is the verb of what is reported behind it: "A fire swept through the camp, police said."."""
    noun, above = verb.head, verb.head.head
    told = verb.dep_ == "acl" and verb.tag_ == "VBN" and noun.dep_ in {"dep", "nsubj"} and verb.i == noun.i + 1
    done = any(child.dep_ == "agent" for child in verb.rights)  # "whilst supported by the council"
    if not told or done or above == noun:
        return False
    return any(child.dep_ == "nsubj" and child.i > verb.i for child in above.lefts)


def _turn(verb: Token, above: Token | None = None) -> None:
    """Make a name the subject of its participle, which takes all that stands behind it; ``above`` reports it."""
    name = verb.head
    behind = [child for child in name.rights if child.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = above or verb, "ccomp" if above else "ROOT", "VBD"
    name.head, name.dep_ = verb, "nsubj"
    for child in behind:
        child.head = verb
    called = [child for child in verb.rights if child.dep_ == "oprd"]
    if called and called[0].pos_ == "PROPN" and not any(child.dep_ == "dobj" for child in verb.rights):
        called[0].dep_ = "dobj"


def _is_plain(sentence: Span, subject: Token) -> bool:
    """Whether a subject begins its sentence, or what stands behind a dateline, but for an article and adjectives."""
    start = subject.i
    while start > sentence.start and sentence.doc[start - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
        start -= 1
    before = sentence.doc[start - 1].text if start > sentence.start else "\n"
    if _is_acronym(subject):  # a line without a full stop may have no verb: "UN backed troops in Congo"
        return before in OPENING | {","} and sentence.text.rstrip().endswith(".")
    return before in OPENING


def _subject(verb: Token) -> Token | None:
    """The common noun before the preposition and the name that a participle stands behind; or the name, if alone."""
    token = name = verb.nbor(-1)
    while token.i > verb.sent.start and token.pos_ == "PROPN":
        token = token.nbor(-1)
    if _is_acronym(name) and token.lower_ not in PLACED:
        return name if name.head == verb.head else None
    if name.pos_ != "PROPN" or token.i == verb.sent.start or token.lower_ not in PLACED:
        return None
    noun = token.nbor(-1)
    return noun if noun.pos_ == "NOUN" else None


def _is_relative(verb: Token) -> bool:
    """Whether a verb is of a relative clause, which leaves the sentence without one of its own."""
    return any(each.dep_ == "relcl" for each in (verb, *verb.ancestors))


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token) > 1 and token.pos_ in NOMINALS


def _raise(verb: Token, sentence: Span) -> None:
    """Hang a sentence on its verb: the subject before it, the object right behind it, and what stands further on."""
    subject = _subject(verb)
    last = verb.nbor()
    while last.i + 1 < sentence.end and last.nbor().pos_ in NOMINALS:
        last = last.nbor()
    if subject is None:
        return
    place, preposition = verb.nbor(-1), subject.nbor()
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    subject.head, subject.dep_ = verb, "nsubj"
    if place != subject:
        preposition.head, preposition.dep_ = subject, "prep"
        place.head, place.dep_ = preposition, "pobj"
    last.head, last.dep_ = verb, "dobj"
    for token in sentence:
        if token.head.i == token.i and token.i != verb.i:
            token.head, token.dep_ = verb, "npadvmod"
    for token in sentence:
        inside = subject.left_edge.i <= token.i <= place.i or verb.i <= token.i <= last.i
        if verb.i < token.i < last.i and token.head.i not in range(verb.i + 1, last.i + 1):
            token.head, token.dep_ = last, "compound"
        elif token.i > last.i and not inside and token.dep_ in BEHIND and token.head.i <= last.i:
            token.head = verb
