"""The trained reader of Text2KGBench: a model of an ontology's sentences for training.

Subjects and objects of the triples for training are found in the sentences by what they mean (``text2kg_notation``):
dates and numbers by their value. What is read is given in the words of the sentence, but for a year alone, which the
set writes as its first day; or else as the triples for training would have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract.pairs import PairReader
from claimgraph.extract.training.aligned import Example, Told
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train

from .text2kg_notation import Notation, places
from .text2kg_scoring import Triple, joined

TRUSTED = 0.35
"""What is asked of a matcher of labels in the sentences for training."""
FAINTEST = 0.05
"""What is asked of a model's fact that a matcher of labels finds, too."""
THIN, RARE = 15, 10
"""Fewer triples to each relation of the ontology are few: of relations told less often labels are believed."""
YEAR = re.compile(r"01 January \d{4}")
"""How the set writes a year where a sentence has nothing but the year; its own measure looks for the year alone."""
USUAL = 4
"""Triples of one relation that count as much as all that a matcher found otherwise."""


class Votes:
    """How often each kind of matcher of labels is right, in all and by relation."""

    def __init__(self) -> None:
        self.right, self.found = Counter[str](), Counter[str]()

    def add(self, told: Mapping[Triple, str], gold: Iterable[Triple]) -> None:
        """Take in what was found in a sentence."""
        expected = set(map(joined, gold))
        for triple, rule in told.items():
            for key in (kind(rule), f"{kind(rule)} {triple[1]}"):
                self.found[key] += 1
                self.right[key] += joined(triple) in expected

    def share(self, triple: Triple, rule: str) -> float:
        """How probable it is that a triple is right: as its relation's are, as far as there were enough of them.

        >>> votes = Votes()
        >>> votes.add({("Oslo", "country", "Norway"): "relation:label:verb:lie"}, [("Oslo", "country", "Norway")])
        >>> votes.share(("Oslo", "country", "Norway"), "relation:label:verb:lie")
        0.6
        """
        usual = (self.right[kind(rule)] + 1) / (self.found[kind(rule)] + 3)
        own = f"{kind(rule)} {triple[1]}"
        return (self.right[own] + USUAL * usual) / (self.found[own] + USUAL)


def kind(rule: str) -> str:
    """The kind of a matcher.

    >>> kind("relation:label:verb:lie")
    'relation:label:verb'
    """
    return ":".join(rule.split(":")[:3])


def believed(
    facts: Mapping[Triple, float], shares: Mapping[Triple, float], untold: Set[str], least: float
) -> list[Triple]:
    """What is probable by model and labels together, what trusted matchers find, and what labels alone can know.

    ``facts`` are the model's with their scores, ``shares`` say how often the matchers of what they found are right.
    Labels of several relations that fit the same words tell none that the sentences for training leave ``untold``.

    >>> facts, shares = {("Orca", "flag", "Malta"): 0.25}, {("Orca", "flag", "Malta"): 0.3}
    >>> believed(facts, {}, set(), 0.4), believed(facts, shares, set(), 0.4)
    ([], [('Orca', 'flag', 'Malta')])
    """
    found = [t for t, score in facts.items() if 1 - (1 - score) * (1 - shares.get(t, 0)) >= least]
    found += [t for t, share in shares.items() if t[1] not in untold and share >= TRUSTED]
    ends = Counter((one, other) for one, _, other in {*found, *shares})
    found += [t for t in shares if t[1] in untold and ends[t[0], t[2]] == 1]
    return list(dict.fromkeys(found))


class Trained:
    """Reads sentences with a model of the relations of one ontology, and with the matchers that are trusted."""

    def __init__(
        self,
        nlp: Language,
        told: Callable[[Doc], Mapping[Triple, str]],
        sentences: Sequence[tuple[str, Sequence[Triple]]],
        others: Iterable[tuple[str, Sequence[Triple]]],
        relations: Set[str],
        written: bool = False,
    ) -> None:
        """``sentences`` for training with their triples, the ``relations`` asked for, and what is ``told`` by label.

        Of the sentences of ``others``, other ontologies, those that tell one of the relations are learnt from, too.
        With ``written`` triples are given as the set writes them, not in the words of the sentence.
        """
        self.nlp, self.told, self.written = nlp, told, written
        more = [(text, triples) for text, triples in others if any(name in relations for _, name, _ in triples)]
        pool = [*sentences, *more]
        placed = [tuple(_told(text, triple) for triple in sorted(set(own))) for text, own in pool]
        labels = sorted({told.predicate for facts in placed for told in facts if told.predicate in relations})
        every = read_texts(nlp, (text for text, _ in pool))
        docs = every[: len(sentences)]
        examples = [example_of(doc, facts, labels) for doc, facts in zip(every, placed, strict=True)]
        phrases = [(label.replace("_", " ").lower(),) for label in labels]
        self.reader = PairReader(train(examples, labels, phrases, Options(folds=2)))
        self.least = self.reader.model.header.threshold
        self.notation = Notation()
        for text, triples in sentences:
            for triple in triples:
                self.notation.learn(text, triple)
        told_of = Counter(triple[1] for _, triples in sentences for triple in triples if triple[1] in relations)
        is_thin = told_of.total() < THIN * len(relations)
        self.untold = {name for name in relations if told_of[name] < RARE} if is_thin else set()
        self.votes = Votes()
        for doc, (_, triples) in zip(docs, sentences, strict=True):
            told_here = {self._written(triple): rule for triple, rule in self._by_label(doc).items()}
            self.votes.add(told_here, triples)

    def read(self, texts: Sequence[str]) -> Iterator[list[Triple]]:
        """The triples of each sentence."""
        for doc in read_texts(self.nlp, texts):
            said: dict[Triple, Triple] = {}
            facts: dict[Triple, float] = {}
            for fact in self.reader.facts(doc, min(FAINTEST, self.least)):  # the likeliest first
                words = _words(fact.subject.span(doc)), fact.predicate, _words(fact.object.span(doc))
                written = self._written(words)
                said.setdefault(written, words)
                facts.setdefault(written, fact.score)
            # The matchers make entities of what they find: the model reads first, as it was trained.
            shares: dict[Triple, float] = {}
            for words, rule in self._by_label(doc).items():
                written = self._written(words)
                said.setdefault(written, words)
                shares[written] = self.votes.share(written, rule)
            found = believed(facts, shares, self.untold, self.least)
            yield found if self.written else [_in_words(said[triple], triple) for triple in found]

    def _by_label(self, doc: Doc) -> Mapping[Triple, str]:
        return self.told(self.nlp.get_pipe("claimgraph_relations")(doc))

    def _written(self, triple: Triple) -> Triple:
        """A triple as the set writes it."""
        one, name, other = triple
        return self.notation.subject(one), name, self.notation.object(name, other)


def _in_words(said: Triple, written: Triple) -> Triple:
    """A triple in the words of its sentence, but for a year alone."""
    one, name, other = said
    return one, name, written[2] if other.isdigit() and YEAR.fullmatch(written[2]) else other


def example_of(doc: Doc, facts: Iterable[Told], labels: Sequence[str]) -> Example:
    """A sentence with its facts, which leaves open what else has a property that it tells in words not found."""
    told = tuple(fact for fact in facts if fact.predicate in labels)
    lost = {fact.predicate for fact in told if not (fact.subject and fact.object)}
    return Example(doc, told, frozenset(labels) - lost if lost else None)


def _told(text: str, triple: Triple) -> Told:
    return Told(places(text, triple[0]), triple[1], places(text, triple[2]))


def _words(span: Span) -> str:
    return " ".join(span.text.split())
