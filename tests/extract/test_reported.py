"""What is reported without quotation marks: where the words begin and end, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.cues import Cues
from claimgraph.extract.speakers import Proposals
from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def proposed(reading: Reading) -> set[tuple[str, str]]:
    """Speakers and words as the rules propose them."""
    proposals = Proposals(reading.mentions[0].span.doc, reading, Cues.load())
    speakers = proposals.speakers
    return {(reading.nodes[speakers.node_of(c.voice)].name, c.span.text) for c in proposals.candidates}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Angela Merkel told a press conference that the dam had held.", "Angela Merkel", "the dam had held"),
        ("The dam had held for a week, Angela Merkel said.", "Angela Merkel", "The dam had held for a week"),
        (
            "Two ferries collided in thick fog off the Croatian island of Brac on Tuesday evening, Angela Merkel said.",
            "Angela Merkel",
            "Two ferries collided in thick fog off the Croatian island of Brac on Tuesday evening",
        ),
        ("The dam had held for a week, said Angela Merkel.", "Angela Merkel", "The dam had held for a week"),
        ("Angela Merkel said the dam had held; the river kept rising.", "Angela Merkel", "the dam had held"),
        (
            "Angela Merkel said the dam in Dresden had held, adding that the town was safe.",
            "Angela Merkel",
            "the town was safe",
        ),
        ("Angela Merkel urged farmers to leave and promised them money.", "Angela Merkel", "farmers to leave"),
        ("Angela Merkel described it as a disgrace for the town.", "Angela Merkel", "a disgrace for the town"),
        ("Angela Merkel put the number of dead at nineteen.", "Angela Merkel", "the number of dead at nineteen"),
        ("Angela Merkel has called for an independent inquiry.", "Angela Merkel", "an independent inquiry"),
        ("The town rejected a claim by Angela Merkel that the dam had failed.", "Angela Merkel", "the dam had failed"),
        (
            "According to Angela Merkel, the dam had held, but nobody believed it.",
            "Angela Merkel",
            "the dam had held",
        ),
        ("Angela Merkel rejected claims that the dam had failed.", "Angela Merkel", "the dam had failed"),
        ("Angela Merkel dismissed allegations of fraud.", "Angela Merkel", "fraud"),
        ("Angela Merkel denies having sold the dam.", "Angela Merkel", "having sold the dam"),
        (
            "A fire swept through the camp on Friday, Angela Merkel said.",
            "Angela Merkel",
            "A fire swept through the camp on Friday",
        ),
        ("Tariq Aziz, who Angela Merkel said had left the country, returned.", "Angela Merkel", "had left the country"),
    ],
)
def test_words(read_text: Read, text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in proposed(read_text(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Angela Merkel visited the dam. She said that it had held.", "Angela Merkel"),
        ("The Red Cross sent boats. It said that forty people had been saved.", "Red Cross"),
        ("The chairman of the club, Tariq Aziz, resigned. The chairman said that he was tired.", "Tariq Aziz"),
        ("Red Cross spokesman Tariq Aziz said that the boats had come.", "Tariq Aziz"),
        ("Red Cross officials said that the boats had come.", "Red Cross"),
        ("The Red Cross issued a report. The report said that the dam had failed.", "Red Cross"),
        ("According to the Red Cross's report, Tariq Aziz had built the dam badly.", "Red Cross"),
        ("One old fisherman said that the dam had failed.", "one old fisherman"),
        (
            "Tariq Aziz built the dam. In a letter to Angela Merkel he wrote that it was safe.",
            "Tariq Aziz",
        ),
        ("The Acme Group will close two works in Leeds, a union spokesman said.", "union spokesman"),
        ("Tariq Aziz saw that around 20 men had opened fire. He said that they had fled.", "Tariq Aziz"),
        ("LEEDS, England (AP) - Acme Steel closed its mill. The company said that it was sorry.", "Acme Steel"),
        ("(BBC) Soldiers in Leeds said that the mayor had fled.", "Soldiers"),
        ("The Acme Fund holds 9 percent. The board said that it trusted him.", "board"),
        ("The head of the hospital in Leeds said that the ward was full.", "head of the hospital"),
        ("Aid agencies sent food. The UN refugee agency said that more was needed.", "UN refugee agency"),
    ],
)
def test_speaker(read_text: Read, text: str, speaker: str) -> None:
    assert speaker in {who for who, _ in proposed(read_text(text))}


def test_a_report_within_a_report_is_a_chain(read_text: Read) -> None:
    reading = read_text("The Red Cross said that Tariq Aziz had told its staff that forty people were dead.")
    inner = next(q for q in reading.quotations if q.span.text == "forty people were dead")
    assert inner.via is not None
    assert (reading.nodes[inner.speaker].name, reading.nodes[inner.via].name) == ("Tariq Aziz", "Red Cross")


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel visited the dam that the engineers had built.",
        "Although Angela Merkel was ill, she travelled to Dresden.",
        "Angela Merkel has found a fungus that destroys nylon.",
        "Angela Merkel called a strike for 7 May 2021.",
        "Reports say that the dam at Dresden has failed.",
        "The bill, proposed by Angela Merkel in 2019, will take effect next January.",
        "The idea, suggested by Angela Merkel in May, was rejected by the council.",
    ],
)
def test_nobody_is_reported(read_text: Read, text: str) -> None:
    assert proposed(read_text(text)) == set()
