"""Who said what, in direct, indirect and mixed speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.nodes[q.speaker].name, " ".join(q.span.text.split())) for q in reading.quotations]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('Angela Merkel said: "We will open the archive."', "Angela Merkel", "We will open the archive."),
        ('“The bridge is safe,” said Angela Merkel on Monday.', "Angela Merkel", "The bridge is safe,"),
        ('"The bridge is safe," Angela Merkel told reporters.', "Angela Merkel", "The bridge is safe,"),
        ("Angela Merkel said that the bridge was safe.", "Angela Merkel", "the bridge was safe"),
        ("According to Angela Merkel, the bridge was quite safe.", "Angela Merkel", "the bridge was quite safe"),
        ("The bridge was quite safe, according to Angela Merkel.", "Angela Merkel", "The bridge was quite safe"),
        ("Angela Merkel vowed to rebuild the old bridge.", "Angela Merkel", "to rebuild the old bridge"),
        ("Angela Merkel urged the city to close the bridge.", "Angela Merkel", "the city to close the bridge"),
        ("Kivu Cement owns it. The Red Cross sent aid. The company said it was shut.", "Kivu Cement", "it was shut"),
        ("The fire service said the doors were locked.", "fire service", "the doors were locked"),
        ("A spokesman of the bank in Kenya, Lone Madsen, said it was shut.", "Lone Madsen", "it was shut"),
    ],
)  # fmt: skip
def test_speaker_and_words(read_text: Read, text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in said(read_text(text))


def test_two_parts_around_the_cue_are_two_quotations(read_text: Read) -> None:
    reading = read_text('"The harbor is closed," said Angela Merkel. "Nobody may fish there until the winter."')
    assert said(reading) == [
        ("Angela Merkel", "The harbor is closed,"),
        ("Angela Merkel", "Nobody may fish there until the winter."),
    ]


def test_a_quotation_over_two_paragraphs_has_one_speaker(read_text: Read) -> None:
    reading = read_text("Angela Merkel said: “The harbor is closed.\n\n“Nobody may fish there until the winter.”")
    assert [speaker for speaker, _ in said(reading)] == ["Angela Merkel", "Angela Merkel"]


def test_a_statement_without_marks_goes_on_over_its_paragraphs(read_text: Read) -> None:
    text = "Angela Merkel said:\nThe harbor is closed until the winter comes.\nI thank all the fishermen of this coast."
    assert [speaker for speaker, _ in said(read_text(text))] == ["Angela Merkel", "Angela Merkel"]


def test_a_placard_names_its_own_speaker(read_text: Read) -> None:
    reading = read_text("Protesters held placards reading “Angela Merkel: Our harbor belongs to everybody here.”")
    assert ("Angela Merkel", "Our harbor belongs to everybody here.") in said(reading)


def test_unnamed_people_who_are_quoted_are_nodes(read_text: Read) -> None:
    assert said(read_text("Witnesses said that two trucks fell into the river.")) == [
        ("witnesses", "two trucks fell into the river")
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("", "   \n ", '"', "“ ” said", 'The so-called "reform" failed.', "said said: said"),
        "Rescuers called off the search for two missing sailors on Friday.",
        "Lima, Cusco & Puno- Writing graffiti – “Down with Merkel, hail to Brandt” - May 1, 2020",
        "Carla Mota, who testified for three days, has since moved abroad after receiving threats.",
        "Crews cleaned the beaches of oil from Acme Steel, which ran aground on a reef two days ago.",
        "Drivers went on strike on Friday in four towns: Graz, Linz, Wels, Steyr.",
    ],
)
def test_nothing_is_said(read_text: Read, text: str) -> None:
    """Odd input and words in mere quotation marks have no speaker."""
    assert said(read_text(text)) == []


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            'Protesters marched through Gdansk. Their slogans were: "Give us back our harbor now" and "No more lies".',
            "protesters",
            "Give us back our harbor now",
        ),
        (
            'Angela Merkel spoke to a diplomat. "Why did they leave?" said the diplomat.',
            "diplomat",
            "Why did they leave?",
        ),
        ('"We were betrayed by everybody." - Angela Merkel\n', "Angela Merkel", "We were betrayed by everybody."),
        (
            'Angela Merkel said it was an "unthinkable tragedy", expressing her sympathy.',
            "Angela Merkel",
            "unthinkable tragedy",
        ),
        (
            'Angela Merkel arrived. Her lawyer, Tariq Aziz, met her. "She is well and will speak soon," he said.',
            "Tariq Aziz",
            "She is well and will speak soon,",
        ),
        (
            "It rained.\n\nMinister (Angela Merkel): I thank you all for that.",
            "Angela Merkel",
            "I thank you all for that.",
        ),
        (
            'Angela Merkel said it would rain. "I have not slept," one of the patients told reporters.',
            "one of the patients",
            "I have not slept,",
        ),
    ],
)
def test_direct_speech(read_text: Read, text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in said(read_text(text))


def test_words_that_are_repeated_are_told_once(read_text: Read) -> None:
    text = 'Angela Merkel said: "The harbor is ours."\n\nPhoto: Angela Merkel said: "The harbor is ours."'
    assert said(read_text(text)).count(("Angela Merkel", "The harbor is ours.")) == 1


def test_no_body_is_called_what_it_is_not(read_text: Read) -> None:
    text = "The charity Novella says that nine people died. The ministry said that four had died."
    assert ("ministry", "four had died") in said(read_text(text))


def test_who_is_asked_says_nothing(read_text: Read) -> None:
    assert said(read_text("Does Angela Merkel deny that the port was closed?")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Herald quoted Angela Merkel as saying the mill had closed.",
        "It was Angela Merkel who said that the mill had closed.",
        "The letter, signed by Angela Merkel, says that the mill had closed.",
    ],
)
def test_who_is_quoted_speaks(read_text: Read, text: str) -> None:
    assert ("Angela Merkel", "the mill had closed") in said(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel did not say that the mill had closed.",
        "Neither Angela Merkel nor Ann Lee said that the mill had closed.",
        "Nobody said that Angela Merkel had closed the mill.",
    ],
)
def test_what_is_not_said_is_nobody_s(read_text: Read, text: str) -> None:
    assert said(read_text(text)) == []


def test_sources_close_to_somebody_are_somebody_else(read_text: Read) -> None:
    assert said(read_text("Sources close to Angela Merkel say the mill will close."))[0][0] == "sources"
