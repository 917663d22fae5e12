"""Forms of English words outside a sentence: the verb of "built", the noun of "operated by", the lemma of "ports".

The tables of the model's own lemmatizer (spaCy's, from WordNet) know which words are verbs and which are nouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language

RULES = {
    "verb": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "noun": (("s", ""), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ies", "y"), ("men", "man")),
}


class Forms:
    """Looks words up in the tables of a pipeline's lemmatizer; where it has none, by their endings alone."""

    def __init__(self, nlp: Language) -> None:
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
        tables = lemmatizer.lookups if lemmatizer is not None else None
        names = ("lemma_index", "lemma_exc")
        if tables is not None and all(tables.has_table(name) for name in names):
            self.index, self.exceptions = (tables.get_table(name) for name in names)
        else:
            self.index, self.exceptions = {}, {}

    def verb(self, word: str) -> str:
        """The lemma of a verb's form; empty if the word is none.

        >>> import spacy
        >>> from . import DEFAULT_MODEL
        >>> forms = Forms(spacy.load(DEFAULT_MODEL))
        >>> forms.verb("built"), forms.verb("operated"), forms.verb("captain"), forms.noun("ports")
        ('build', 'operate', 'captain', 'port')
        """
        return self._lemma(word, "verb")

    def noun(self, word: str) -> str:
        """The lemma of a noun's form; empty if the word is none."""
        return self._lemma(word, "noun")

    def noun_lemma(self, word: str) -> str:
        """The lemma of a noun's form; the word itself where it is not known."""
        return self.noun(word) or word

    def participle(self, word: str) -> bool:
        """Whether a word is a form of a verb other than its lemma."""
        return self.verb(word) not in {"", word}

    def plural(self, word: str) -> bool:
        """Whether a word is a noun's plural."""
        return self.noun(word) not in {"", word}

    def agents(self, verb: str) -> Iterator[str]:
        """The nouns of who does what a verb says: "operator" of "operate"."""
        stem = verb.removesuffix("e")
        known = self._table("noun")
        doubled = stem + stem[-1:]
        for noun in dict.fromkeys((f"{verb}r", f"{stem}er", f"{stem}or", f"{doubled}er")):
            if noun in known and noun != verb:
                yield noun

    def _table(self, part: str) -> frozenset[str] | set[str]:
        return self.index.get(part, frozenset()) if self.index else frozenset()

    def _lemma(self, word: str, part: str) -> str:
        known = self._table(part)
        exceptions = self.exceptions.get(part, {}) if self.exceptions else {}
        if word in exceptions:
            return str(exceptions[word][0])
        if word in known:
            return word
        for ending, other in RULES[part]:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word.removesuffix(ending) + other
                if stem in known:
                    return stem
                if ending in {"ed", "ing"} and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                    return stem[:-1]
        return ""
