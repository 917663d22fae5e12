"""The trained reader of Text2KGBench: a model of an ontology's sentences for training.

Subjects and objects are words of the sentence as they stand; a triple of the training that names something otherwise
("United States" where the sentence has "U.S.") shows the model only that there is none in these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Span

from claimgraph.extract.examples import places_of
from claimgraph.extract.pairs import PairReader
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.training.aligned import Example, Told
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train

Triple = tuple[str, str, str]
PRECISION = 0.62
"""What is asked of the model on sentences for training held out in turn."""


def words_of(gold: str) -> str:
    """A name as sentences write it.

    >>> words_of("Alba_Iulia"), words_of('"Nurturing Excellence"')
    ('Alba Iulia', 'Nurturing Excellence')
    """
    return gold.replace("_", " ").strip().strip('"')


class Trained:
    """Reads sentences with a model of the relations of one ontology."""

    def __init__(self, sentences: Sequence[tuple[str, Sequence[Triple]]], relations: Set[str]) -> None:
        """``sentences`` for training, with their triples, and the ``relations`` that are asked for."""
        self.nlp = make_nlp()
        docs = read_texts(self.nlp, (text for text, _ in sentences))
        examples = [
            Example(doc, tuple(_told(doc.text, triple) for triple in sorted(set(triples)) if triple[1] in relations))
            for doc, (_, triples) in zip(docs, sentences, strict=True)
        ]
        labels = sorted({told.predicate for example in examples for told in example.told})
        phrases = [(label.replace("_", " ").lower(),) for label in labels]
        self.reader = PairReader(train(examples, labels, phrases, Options(precision=PRECISION)))

    def read(self, texts: Sequence[str]) -> Iterator[list[Triple]]:
        """The triples of each sentence."""
        for doc in read_texts(self.nlp, texts):
            found = ((f.subject.span(doc), f.predicate, f.object.span(doc)) for f in self.reader.facts(doc))
            yield list(dict.fromkeys((_words(one), predicate, _words(other)) for one, predicate, other in found))


def _told(text: str, triple: Triple) -> Told:
    return Told(places_of(text, words_of(triple[0])), triple[1], places_of(text, words_of(triple[2])))


def _words(span: Span) -> str:
    return " ".join(span.text.split())
