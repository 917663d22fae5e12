"""Lines as sentence borders."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.layout import dateline, sentence_breaks

PARAGRAPH = (
    "The council met on Tuesday evening to discuss the new harbor and\n"
    "Bergen officials said that the works would begin before the winter\n"
    "storms arrive. Nobody voted against the plan in the end."
)


def lines_at(text: str) -> list[str]:
    """The starts of the lines that begin a sentence."""
    return [text[start:].split()[0] for start in sentence_breaks(text)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Storm hits coast\n\nA storm hit the coast.", ["A"]),
        ("Storm hits coast\nThousands flee\n", ["Thousands"]),
        (PARAGRAPH, []),
        ("She spoke of\nhope.", []),
        ("Aims:\n- peace\n- bread", ["-", "-"]),
        ("", []),
        ("\n\n  \n", []),
    ],
    ids=["headline", "two headlines", "wrapped paragraph", "lower case goes on", "bullets", "empty", "blank"],
)
def test_breaks(text: str, starts: list[str]) -> None:
    assert lines_at(text) == starts


def test_a_headline_is_a_sentence_of_its_own(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Ferry sinks off Crete\n\nA ferry sank off Crete on Monday.")
    assert [s.text.strip() for s in doc.sents] == ["Ferry sinks off Crete", "A ferry sank off Crete on Monday."]


def test_a_town_with_a_colon_is_no_part_of_the_first_sentence(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Climbers missing\n\nLima: Rescuers were searching for three climbers, officials said.")
    assert "Lima:" in [sentence.text.strip() for sentence in doc.sents]


def test_a_name_with_small_words_between_hyphens_is_one_word(annotate: Callable[..., Doc]) -> None:
    assert "Croix-des-Bouquets" in [token.text for token in annotate("She led the Croix-des-Bouquets prison.")]


def test_a_sum_ends_a_sentence(annotate: Callable[..., Doc]) -> None:
    doc = annotate("It has written off $350m. Analysts expect a further loss.")
    assert [sentence.text for sentence in doc.sents][-1] == "Analysts expect a further loss."


def test_dashes_do_not_cling_to_words(annotate: Callable[..., Doc]) -> None:
    assert [t.text for t in annotate("Lima- Strike ends")][:2] == ["Lima", "-"]


@pytest.mark.parametrize("name", ["President Titov", "NATO aircraft", "Typhoon Maysak"])
def test_the_first_word_behind_a_dateline_is_not_cut_off(annotate: Callable[..., Doc], name: str) -> None:
    doc = annotate(f"OSLO, 5 May 2021 - {name} moved north on Monday.", published="2021-05-05")
    first = next(token for token in doc if token.text == name.split()[0])
    assert first.dep_ == "compound"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("(Berlin) – The port is closed.", "(Berlin) – "),
        ("(Berlin, March 3, 2021) - The port is closed.", "(Berlin, March 3, 2021) - "),
        ("BASEL/LUND, 14 November 2022 - Two firms merge.", "BASEL/LUND, 14 November 2022 - "),
        ("GENEVA, 2 February 2023. The museum is closed.", "GENEVA, 2 February 2023. "),
        ("KIRIN (Northern Wire) 17 Aug 2022 -- Thirty people died.", "KIRIN (Northern Wire) 17 Aug 2022 -- "),
        ("The strike began on 2 February 2023. It ended soon.", ""),
    ],
)
def test_datelines(line: str, words: str) -> None:
    assert line[: dateline(line)] == words
