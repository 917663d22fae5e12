"""The pipeline as a whole: long documents, odd characters, other models."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from claimgraph.extract import pipeline
from claimgraph.extract.pipeline import extract, make_doc, make_nlp, parts_of
from claimgraph.extract.state import Reading
from claimgraph.model import Source

TEXT = "Maria Keller, the mayor of Oslo, opened a library on 3 May 2019. She thanked the Red Cross.\n\n"


def test_a_long_document_read_in_parts_says_the_same(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source.of("a.txt", TEXT * 6)
    whole = next(extract(nlp, [source]))
    monkeypatch.setattr(pipeline, "PART", 50)
    assert next(extract(nlp, [source])) == whole
    assert whole.claims


def test_parts_are_cut_where_sentences_start(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PART", 50)
    doc = nlp.get_pipe("claimgraph_layout")(make_doc(nlp, Source.of("a.txt", TEXT * 6)))
    parts = list(parts_of(doc))
    assert [start for start, _ in parts[1:]] == [end for _, end in parts[:-1]]
    assert parts[-1][1] == len(doc)
    assert all(doc[start].is_sent_start for start, _ in parts[1:])


def test_short_and_long_documents_keep_their_order(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PART", 50)
    sources = [Source.of(f"{i}.txt", f"{TEXT}{i} " * times) for i, times in enumerate([1, 5, 1, 5, 5, 1])]
    assert [x.source for x in extract(nlp, sources)] == [source.id for source in sources]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "🙂🔥 Maria Keller 👩‍👩‍👧 met 🇳🇴 in Oslo 🎉.",
        "وصلت ماريا كيلر إلى أوسلو. Maria Keller arrived in Oslo.",
        "\u202eMaria\u202c Keller\u200b met\u00ad the Red\u00a0Cross in Oslo.",
        "Oslo " * 2_000,
        "x" * 10_000,
        "Maria Keller met " + "Anna Roe, " * 1_000 + "and left Oslo.",
        "(" * 500 + ")" * 500,
        "“" * 2_000 + "Maria Keller said so.",
        "1 " * 5_000,
    ],
    ids=[
        "empty",
        "blank",
        "emoji",
        "right to left",
        "invisible",
        "one word",
        "no space",
        "list",
        "brackets",
        "quotes",
        "numbers",
    ],
)
def test_no_text_is_too_odd(read_text: Callable[..., Reading], text: str) -> None:
    """It is read to its end; names among the oddities are found where there are any."""
    names = {node.name for node in read_text(text).nodes.values()}
    assert names & {"Maria Keller", "Oslo"} or "Keller" not in text


def test_the_model_s_own_recognizer_can_be_asked_instead() -> None:
    nlp = make_nlp(recognizer="model")
    assert "ner" in nlp.pipe_names
    assert "claimgraph_recognizer" not in nlp.pipe_names
