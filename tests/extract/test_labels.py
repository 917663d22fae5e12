"""Labels of events: what a stranger reads in a list of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from claimgraph.extract.labels import LENGTH, label_of, richest
from claimgraph.extract.phrasing import Wordbook
from claimgraph.extract.pipeline import extract
from claimgraph.extract.resolve import resolve
from claimgraph.extract.state import Reading
from claimgraph.model import Source

Read = Callable[..., Reading]


def labels(reading: Reading) -> list[str]:
    """The labels of the plain events of a text."""
    book = Wordbook(reading)
    return [label_of(event, book) for event in reading.events if not event.node]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Police arrested Anna Berger in Vienna on 14 March 1980.",
            "Arrest of Anna Berger by police, Vienna, 14 March 1980",
        ),
        ("Anna Berger was arrested in Vienna in March 1980.", "Arrest of Anna Berger, Vienna, March 1980"),
        (
            "A bomber blew up a crowded market in Oslo on 3 May 2009.",
            "Attack on a crowded market by a bomber, Oslo, 3 May 2009",
        ),
        (
            "Gunmen torched the gates of a police station in Lima on 2 June 2011.",
            "Arson attack on the gates of a police station by gunmen, Lima, 2 June 2011",
        ),
        (
            "Thousands of miners went on strike in Katowice on 9 January 1999.",
            "Strike by miners, Katowice, 9 January 1999",
        ),
        (
            "Jonas Weber was appointed finance minister by Karl Schmidt in 2012.",
            "Appointment of Jonas Weber by Karl Schmidt, 2012",
        ),
        ("Maria Keller resigned in Berlin on 4 May 2011.", "Resignation of Maria Keller, Berlin, 4 May 2011"),
        (
            "Canada and Norway signed a treaty in Ottawa on 6 May 2003.",
            "Treaty between Canada and Norway, Ottawa, 6 May 2003",
        ),
        (
            "Paul Mercier met Lena Vogel in Vienna on 5 June 2014.",
            "Meeting between Paul Mercier and Lena Vogel, Vienna, 5 June 2014",
        ),
        ("Queen Sofia visited a school in Madrid on 7 May 2001.", "Visit by Sofia to a school, Madrid, 7 May 2001"),
        ("Paul Mercier visited Dakar on 7 May 2001.", "Visit by Paul Mercier to Dakar, 7 May 2001"),
        ("Lena Vogel founded the newspaper Morgen in 1974.", "Founding of the newspaper by Lena Vogel, 1974"),
        (
            "The Nordic Bank sued Karl Schmidt in Oslo in 2009.",
            "Lawsuit against Karl Schmidt by the Nordic Bank, Oslo, 2009",
        ),
        ("A ferry sank off Cebu on 2 July 2010.", "Sinking of a ferry, Cebu, 2 July 2010"),
        ("Lena Vogel was born in Bergen in 1971.", "Birth of Lena Vogel, Bergen, 1971"),
    ],
)
def test_a_class_has_its_wording(read_text: Read, text: str, label: str) -> None:
    assert label in labels(read_text(text, published="2014-06-10"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A thief stole two valuable etchings in Delft in 1988.", "A thief steals valuable etchings, Delft, 1988"),
        ("Lena Vogel joined Nordic Bank in August 2012.", "Lena Vogel joins Nordic Bank, August 2012"),
        ("The army evacuated 3,000 residents on 4 May 2011.", "The army evacuates residents, 4 May 2011"),
        ("The European Commission will examine the plan.", "The European Commission will examine the plan (planned)"),
    ],
)
def test_what_is_of_no_class_reads_as_a_headline(read_text: Read, text: str, label: str) -> None:
    assert label in labels(read_text(text, published="2014-06-10"))


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Amnesty International called on Egypt to put Omar Nabil on trial.", "(demanded)"),
        ("Karl Schmidt will visit Oslo on 9 July 2014.", "(planned)"),
        ("The ministry denied that guards had tortured Omar Nabil.", "(denied)"),
    ],
)
def test_what_did_not_happen_says_so(read_text: Read, text: str, ending: str) -> None:
    assert any(label.endswith(ending) for label in labels(read_text(text, published="2014-06-10")))


def test_of_many_places_the_first_stands(read_text: Read) -> None:
    text = "Protests were held in Berlin, Munich, Cologne and Hamburg on 3 October 2015."
    assert labels(read_text(text)) == ["Protests, Berlin and 3 other places, 3 October 2015"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            '"Nobody asked the fishermen of this bay what they want," said Ines Duarte on 4 May 2011.',
            "Statement by Ines Duarte: “Nobody asked the fishermen of this bay…”, 4 May 2011",
        ),
        (
            "Karl Schmidt said on 4 May 2011 that the harbor had always been open.",
            "Statement by Karl Schmidt: the harbor had always been open, 4 May 2011",
        ),
    ],
)
def test_a_statement_without_a_topic_gives_its_first_words(read_text: Read, text: str, label: str) -> None:
    """What is said stands in the label: in quotation marks where it is said word for word."""
    assert label in labels(read_text(text))


def test_a_statement_is_known_by_what_it_says(read_text: Read) -> None:
    text = "Karl Schmidt said on 4 May 2011 that the bank would close two branches."
    assert "Statement by Karl Schmidt: the bank would close branches, 4 May 2011" in labels(read_text(text))


def test_a_slogan_is_no_label(read_text: Read) -> None:
    captions = "Bergen - “Long live Karl Schmidt” - 4 August 2017\n\nOslo - Down with all of them - 5 August 2017\n"
    text = f"Unrest spreads.\n\n{captions}"
    found = labels(read_text(text))
    assert "Pictured action, Oslo, 5 August 2017" in found
    assert not any("Long live" in label or "Down with" in label for label in found)


def test_a_label_is_short(read_text: Read) -> None:
    owner = "the Federal Association of Independent Regional Electricity and District Heating Suppliers"
    text = f"Lena Vogel of Bergen and {owner} met Karl Schmidt and {owner} of Germany in Oslo on 30 September 2015."
    found = labels(read_text(text))
    assert found and all(len(label) <= LENGTH for label in found)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["Attack, Oslo", "Bombing of the market, Oslo, 3 May 2009", "Attack, Oslo", "Bombing of the market"], 1),
        (["Trial of Omar Nabil, Cairo, 2011 (demanded)", "Trial of Omar Nabil"], 1),
        (["Visit by A", "Visit by B"], 0),
    ],
)
def test_the_richest_label_wins_whatever_the_order(names: list[str], best: int) -> None:
    assert richest(names) == richest(names[::-1]) == names[best]


def test_two_sources_of_one_event_give_it_the_richest_label(nlp: Language) -> None:
    texts = [
        "Anna Berger was arrested in Vienna on 14 March 1980.",
        "Police arrested Anna Berger in Vienna on 14 March 1980.",
    ]
    for order in (texts, texts[::-1]):
        found = resolve(extract(nlp, [Source.of(f"{n}.txt", text) for n, text in enumerate(order)])).entities.values()
        events = [entity.name for entity in found if entity.kind == "Event"]
        assert events == ["Arrest of Anna Berger by police, Vienna, 14 March 1980"]
