"""The relation phrases of an ontology ("leader of", "work for/VERB") as look-ups by noun and by verb.

The word lists of ``relations.toml`` come first: they hold the bare titles that stand before names, and tell
apart the words that several relations share. The ontology adds its own words and its own relations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..ontology.vocabulary import Vocabulary
from .found import relation_words

OF = frozenset({"of", "for", "at", "with", "in", "from", "to", "on"})
READ_APART = frozenset(
    {"childOf", "parentOf", "siblingOf", "spouseOf", "relativeOf", "bornIn", "bornOn", "diedIn", "diedOn", "foundedOn"}
    | {"alsoKnownAs", "positionHeld", "locatedIn", "causedBy", "partOfEvent", "responsibleFor", "victimOf", "partOf"}
)
"""Relations with matchers of their own."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """``known``: all properties that there are.

    ``roles``: lemma of a role's noun to relation. ``verbs``: lemma to (preposition, relation).

    ``joins``: relation to the kinds that it may join as subject and as object.
    """

    known: frozenset[str]
    roles: Mapping[str, str]
    verbs: Mapping[str, tuple[tuple[str, str], ...]]
    joins: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Phrases:
        """The phrases of a vocabulary.

        >>> from ..ontology.vocabulary import load
        >>> phrases = Phrases.of(load())
        >>> phrases.roles["president"], phrases.verbs["endorse"]
        ('leaderOf', (('', 'supports'),))
        """
        words = relation_words()
        roles = {noun: name for name, nouns in reversed(words["roles"].items()) for noun in nouns}
        verbs: dict[str, list[tuple[str, str]]] = {}
        for name, patterns in words["verbs"].items():
            for pattern in patterns:
                lemma, _, preposition = pattern.partition("/")
                verbs.setdefault(lemma, []).append((preposition, name))
        joins = {}
        for name, term in sorted(vocabulary.properties.items()):
            if term.domain and term.range and "Event" not in term.domain:
                joins[name] = _kinds(term.domain, vocabulary), _kinds(term.range, vocabulary)
            if name in vocabulary.own:
                continue  # read by its labels
            if name in READ_APART or name not in joins or name in words["roles"] or name in words["verbs"]:
                continue
            for phrase in term.phrases:
                _add(phrase, name, roles, verbs)
        for name in ("causedBy", "partOfEvent"):
            joins[name] = frozenset({"Event"}), frozenset({"Event"})
        known = {lemma: tuple(p for p in pairs if p[1] in joins) for lemma, pairs in verbs.items()}
        return cls(frozenset(vocabulary.properties), roles, known, joins)


def _kinds(names: tuple[str, ...], vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of entity that classes belong to."""
    return frozenset(vocabulary.kind_of(name) or name for name in names)


def _add(phrase: str, name: str, roles: dict[str, str], verbs: dict[str, list[tuple[str, str]]]) -> None:
    """Take in one phrase of a relation that the word lists do not know."""
    text, _, part = phrase.partition("/")
    words = text.split()
    preposition = words.pop() if len(words) > 1 and words[-1] in OF | {"over", "against"} else ""
    if len(words) != 1:
        return
    if part == "VERB":
        verbs.setdefault(words[0], []).append((preposition, name))
    else:
        roles.setdefault(words[0], name)
