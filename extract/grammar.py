"""Walks over a dependency parse: who is the subject, the object or the complement of a predicate.

The labels are those of spaCy's English models (CLEAR style). Every function is a look at a few
neighbors of one token, so that walking over all tokens of a document stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .wordlists import toml_of

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass"})
NOUN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Subjects, active and passive, that are no clauses."""
ARTICLES = frozenset({"a", "an", "the"})
COPULAS = frozenset({"be", "become", "remain"})
"""Lemmas of the verbs that say what a subject is."""
PREDICATES = frozenset({"VERB", "AUX"})
"""Parts of speech of the heads of clauses."""
RELATIVES = frozenset({"who", "which", "that", "whom"})
MEETING = frozenset("defy deny dismiss face fear get hear ignore receive reject resist suffer".split())
"""Verbs whose subject is not who does what their object is a call or threat to: "received threats to kill"."""
CALLS = frozenset({("call", "on"), ("call", "upon"), ("appeal", "to"), ("plead", "with"), ("signal", "to")})
OF_OBJECTS = frozenset({"from", "of", "with", "into"})
"""Prepositions behind which a gerund tells what the object of the verb does: "accused the mayor of lying"."""
JUDGING = frozenset(toml_of("events.toml")["judging"])
"""Verbs whose object has done what a gerund behind "for" tells: "expelled the envoys for spying"."""
SUSPICIONS = frozenset(toml_of("events.toml")["suspicions"])
"""Nouns behind whose "of" stands what somebody is held for."""
SUCCEEDING = frozenset(toml_of("events.toml")["succeeding"])
"""Verbs whose participle tells of whoever was put in a place, not of who put them there."""
USING = frozenset(toml_of("events.toml")["using"])
"""Verbs whose subject does what an infinitive behind their object tells: "used batons to clear the square"."""
OBJECT_CONTROL_LIMIT = 4


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: it has a passive subject or auxiliary, or is a bare past participle."""
    if any(child.dep_ in PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"} and not has_auxiliary(verb)


def has_auxiliary(verb: Token) -> bool:
    """Whether a verb has an auxiliary of its own."""
    return any(child.dep_ == "aux" for child in verb.children)


def conjuncts(token: Token) -> Iterator[Token]:
    """A token, those coordinated with it further right, and what stands in apposition to any of them."""
    waiting = [token]
    while waiting:
        current = waiting.pop()
        yield current
        joined = [child for child in current.rights if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}]
        waiting += reversed(joined)


def subjects(verb: Token) -> list[Token]:
    """The heads of a verb's own or shared subject, active or passive; empty if it has none.

    A subject is shared with the verb it is coordinated with, with the verb that governs it as an
    open complement (its object, if there is one: "asked him to leave"), and with the main clause of
    a participle. The subject of a reduced relative clause is the noun that it modifies.
    """
    current = verb
    for _ in range(OBJECT_CONTROL_LIMIT):
        for child in current.lefts:
            if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
                return _several(antecedent(unheaded(child)), child)
        for child in current.rights:
            if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
                return _several(antecedent(child), child)
        head = current.head
        if current.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
            current = _joined_to(current)
        elif current.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX"} and _is_open(current):
            used = head.lemma_.lower() in USING
            governed = [c for c in head.rights if c.dep_ in OBJECTS and c.i < current.i and not used]
            governed = governed or list(_called_on(head, current))
            if governed:
                return list(conjuncts(governed[0]))
            current = head
        elif current.dep_ == "acl" and current.tag_ == "VB" and head.pos_ == "NOUN":
            if (owner := _owner_of(head)) is not None:
                return list(conjuncts(owner))
            if head.dep_ not in OBJECTS or head.head.pos_ != "VERB" or head.head.lemma_.lower() in MEETING:
                return []
            current = head.head
        elif current.dep_ == "acl" or (current.dep_ == "relcl" and current.tag_ in {"VBG", "VBN"}):
            return _several(head, current)
        elif current.dep_ == "pcomp" and (kept := _kept_from(current)):
            return list(conjuncts(kept))
        elif current.lemma_.lower() in SUCCEEDING and current.dep_ == "advcl" and (new := _newcomer(head)):
            return list(conjuncts(new))
        elif current.dep_ in {"advcl", "pcomp"} and current.tag_ in {"VBG", "VBN"}:
            current = head.head if current.dep_ == "pcomp" else head
            if current.pos_ not in {"VERB", "AUX"}:
                return list(conjuncts(current)) if current.pos_ in {"NOUN", "PROPN"} else []
        elif current.dep_ == "aux" or (current.dep_ == "advcl" and _is_purpose(current)):
            if called := list(_called_on(head, current)):
                return list(conjuncts(called[0]))
            current = head
        else:
            return []
    return []


def _several(noun: Token, clause: Token) -> list[Token]:
    """A noun with those coordinated with it; before a ``clause`` behind it, if it has one: "A, led by B, and C"."""
    every = conjuncts(noun)
    return [each for each in every if each.i < clause.i] if noun.i < clause.i else list(every)


def _owner_of(noun: Token) -> Token | None:
    """Whose a noun is: "her decision to leave", "the refusal of the mayor to go"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    return owner or next((each for word, each in complements(noun) if word in {"of", "by"}), None)


def _joined_to(verb: Token) -> Token:
    """The verb that one goes on with: "asked parents to help and urged them to come" asks and urges."""
    head = verb.head
    while verb.tag_ == "VBD" and is_infinitive(head) and head.head.pos_ == "VERB":
        head = head.head
    return _told_before(head, verb) or head


def _told_before(verb: Token, deed: Token) -> Token | None:
    """What a verb of saying reports before it, where a deed goes on with that: "killed nine, she said, and cut off"."""
    if deed.i < verb.i:
        return None
    return next((child for child in verb.lefts if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"}), None)


def _called_on(verb: Token, deed: Token) -> Iterator[Token]:
    """Who is to do what an infinitive tells, behind "call on" and "appeal to"."""
    for child in verb.rights:
        if child.i < deed.i and child.dep_ == "prep" and (verb.lemma_.lower(), child.lower_) in CALLS:
            yield from (below for below in child.children if below.dep_ == "pobj")


def _kept_from(gerund: Token) -> Token | None:
    """Whom a verb with an object and "from", "of", "with" or "for" tells a deed of: "kept her from leaving".

    Also by way of a noun: "held two men on suspicion of stealing".
    """
    verb = gerund.head.head
    if gerund.head.lower_ == "of" and verb.lemma_.lower() in SUSPICIONS and verb.head.lower_ == "on":
        verb = verb.head.head
        if verb.pos_ != "VERB":
            return verb  # the parser hung the suspicion on the suspect
        if is_passive(verb):
            return next((child for child in verb.lefts if child.dep_ in PASSIVE_SUBJECTS), None)
    if not (is_judged(gerund) or gerund.head.lower_ in OF_OBJECTS) or verb.pos_ != "VERB" or is_passive(verb):
        return None
    told = next((child for child in verb.children if child.dep_ in OBJECTS and child.i < gerund.i), None)
    return told if told is None else antecedent(told)


def is_judged(gerund: Token) -> bool:
    """Whether a gerund tells what somebody is treated for: "expelled the envoys for spying"."""
    return gerund.head.lower_ == "for" and gerund.head.head.lemma_.lower() in JUDGING


def _newcomer(verb: Token) -> Token | None:
    """Whom a verb names as its object: who replaces, in "elected Ann Lee, replacing Jo Berg"."""
    return next((child for child in verb.rights if child.dep_ in OBJECTS and child.pos_ == "PROPN"), None)


def _is_purpose(verb: Token) -> bool:
    """Whether an infinitive says what somebody does something for ("flew to Oslo to meet the king")."""
    return verb.tag_ == "VB" and is_infinitive(verb) and verb.head.pos_ == "VERB" and not is_passive(verb.head)


def _is_open(verb: Token) -> bool:
    """Whether a complement has no subject of its own, being an infinitive or a participle."""
    return verb.tag_ in {"VB", "VBG"} or is_perfect_infinitive(verb)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to", active or passive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_perfect_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to have": "is said to have left"."""
    return {"to", "have"} <= {child.lower_ for child in verb.children if child.dep_ == "aux"}


def unheaded(token: Token) -> Token:
    """What stands behind a colon, where the word before it only heads a line ("Peru: Miners and nurses march")."""
    if token.i + 1 < len(token.doc) and token.nbor().text == ":":
        return next((child for child in token.rights if child.dep_ == "appos"), token)
    return token


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lower_ in RELATIVES and token.pos_ == "PRON":
        clause = token.head
        for _ in range(OBJECT_CONTROL_LIMIT):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return token


def objects(verb: Token) -> list[Token]:
    """The heads of a verb's direct objects, also the noun that an object relative clause modifies."""
    for child in verb.children:
        if child.dep_ in OBJECTS:
            return list(conjuncts(antecedent(child)))
    if verb.dep_ == "relcl" and not is_passive(verb):
        bare = not any(c.dep_ in SUBJECTS and c.lower_ in RELATIVES for c in verb.children)
        if bare and any(c.dep_ in SUBJECTS for c in verb.children):
            return [verb.head]
    return []


def predicate_nouns(verb: Token, label: str = "attr") -> Iterator[Token]:
    """The nouns that a verb says its subject is ("attr"), or that its object is named ("oprd")."""
    for child in verb.rights:
        if child.dep_ == label:
            yield from conjuncts(child)


def complements(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional complements of a token as (preposition, head of its object), nested ones not."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"}:
            for below in child.children:
                if below.dep_ in {"pobj", "pcomp"}:
                    for each in conjuncts(below):
                        yield child.lower_, each
                elif below.dep_ == "prep":
                    for each in below.children:
                        if each.dep_ == "pobj":
                            yield f"{child.lower_} {below.lower_}", each
            if child.dep_ == "dative" and child.pos_ != "ADP":
                yield "to", child


def path_between(token: Token, top: Token, limit: int = 5) -> str:
    """The labels of the parse from a token up to another, at most ``limit`` of them."""
    steps: list[str] = []
    while token.i != top.i and token.head.i != token.i and len(steps) < limit:
        steps.append(token.dep_)
        token = token.head
    return "/".join(steps)


def preposition_of(token: Token) -> str:
    """The preposition that governs a noun phrase; failing that, the label of its head."""
    for _ in range(4):
        if token.dep_ == "pobj":
            return str(token.head.lower_)
        if token.dep_ not in {"conj", "appos", "compound", "poss", "amod", "nmod"}:
            break
        token = token.head
    return str(token.dep_)
