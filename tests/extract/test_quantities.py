"""What numbers count, and which event or person they are given for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.counted import Counted, counted_by
from claimgraph.extract.numbers import find_numbers
from claimgraph.extract.pipeline import extract
from claimgraph.extract.quantities import Candidate, candidates
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Figure, Source

ReadText = Callable[..., Reading]


def counts(doc: Doc) -> list[tuple[str, float]]:
    """What each number of a document counts, and its value."""
    found: list[tuple[str, float]] = []
    before: Counted | None = None
    for number in find_numbers(doc.text):
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        counted = counted_by(span, number, before) if span is not None else None
        if counted is not None:
            before = counted
            found.append((counted.counts, counted.value))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty-one miners were rescued.", [("rescued", 31)]),
        ("At least 12 people were killed and 40 injured.", [("killed", 12), ("injured", 40)]),
        ("The blast left five dead.", [("killed", 5)]),
        ("Two climbers and a guide were killed.", [("killed", 2)]),
        ("Rescuers searched for 13 missing hikers.", [("missing", 13)]),
        ("Three tigers were killed, and 12 computers seized.", [("tigers", 3), ("computers", 12)]),
        ("Police freed 30 detainees.", [("released", 30)]),
        ("Nine of one family were rescued.", [("rescued", 9)]),
        ("She won 50.5 percent of the vote. Thousands celebrated.", [("percent", 50.5)]),
        ("Three people died and 17 are still missing.", [("killed", 3), ("missing", 17)]),
        ("Two-thirds of the members voted.", [("percent", 66.67)]),
        ("The bail was set at $10,000.", [("money", 10000)]),
        ("A quake of magnitude 6.3 struck the valley.", [("magnitude", 6.3)]),
        ("A crowd of some 20,000 filled the square.", [("crowd", 20000)]),
        ("The ministry put the number of dead at eleven.", [("killed", 11)]),
        ("Storms raised the death toll from fourteen to 31.", [("killed", 14), ("killed", 31)]),
        ("A boy of twelve raised the alarm.", [("age", 12)]),
        ("The coach left after a 4-1 defeat in Lima.", [("score", 4), ("score", 1)]),
        ("She was 81.", [("age", 81)]),
        ("The home side won 2-1.", [("score", 2), ("score", 1)]),
        ("The envoy has asked twice.", [("times", 2)]),
        ("They met for six hours.", [("hours", 6)]),
        ("Thirty years ago they met.", []),
        ("Jo Roe, a father of four, was freed.", []),
        ("The council of a city of 300,000 people met.", [("people", 300000)]),
        ('The play won a prize for "Nine Nights" in Graz.', []),
        ("Nine people died, and the council raised the age from 18 to 21.", [("killed", 9)]),
        ("Three soldiers were reported killed.", [("killed", 3)]),
        ("Two pilots were reported missing.", [("missing", 2)]),
        ("The flood forced 900 people to evacuate.", [("evacuated", 900)]),
        ("It was 52.2 C in the shade.", [("degrees", 52.2)]),
        ("The share fell 14 percent to 87 crowns.", [("percent", 14), ("crowns", 87)]),
        ("See room 12 on page 7.", []),
        ("The soldier died Nov. 24 in the north.", []),
        ("The station dropped its 6 O'Clock News.", []),
        ("They flew an Airbus A320-200 from Rome.", []),
        ("A Boeing 737 Max crashed near Bergen.", []),
        ("One in three was hungry.", []),
        ("The unions expect 11,000 of 27,000 clerks to join.", [("clerks", 11000), ("clerks", 27000)]),
        ("Some 300 nurses marched.", [("participants", 300)]),
        ("Thousands march", [("participants", 1000)]),
        ("They said 40 people took part. Police put the number at 25.", [("participants", 40), ("participants", 25)]),
        ("An eleven-month-old boy was rescued.", [("age", 11)]),
        ("Four officers and eleven protesters were hurt.", [("injured", 4), ("injured", 11)]),
        ("The flood killed 19 people and forced thousands from their homes.", [("killed", 19), ("displaced", 1000)]),
        ("The news of 19 deaths angered thousands.", [("killed", 19)]),
        ("Some 300 nurses took part.", [("participants", 300)]),
        ("Floods left 12,000 homeless, state media reported.", [("displaced", 12000)]),
        ("Eleven people have died this year, compared with four last year.", [("killed", 11)]),
        ("Three of the dead were children. Two of the injured died.", [("dead", 3), ("killed", 2)]),
        ("At least 14 marchers and two officers were injured.", [("injured", 14), ("injured", 2)]),
        ("A ferry carrying 120 people sank, and 31 drowned.", [("people", 120), ("killed", 31)]),
        ("They accused the three of hiding losses.", []),
        ("Some 300 of 900 nurses took part.", [("nurses", 300), ("nurses", 900)]),
        ("The league fined the club 20,000 pounds.", [("money", 20000)]),
        ("Police seized 4,000 pounds of cocaine.", [("pounds", 4000)]),
        ("The driver weighed 300 pounds.", [("pounds", 300)]),
        ("Nine miners were freed on Monday. One of the detainees was Jo Berg.", [("released", 9)]),
        ("A boat sank near Hvar on Monday, killing its three crew.", [("killed", 3)]),
        ("Ana Moreira died at 91 on Monday.", [("age", 91)]),
        ("They survived an avalanche in which two Spaniards died.", [("killed", 2)]),
        ("Shares lost 18 per cent. The office questioned two.", [("percent", 18)]),
        ("Police blamed the gang 400 Mawozo.", []),
        ("Nine people were killed, not 20.", [("killed", 9)]),
        ("The number of dead could rise to 20.", []),
        ("OSLO, 5 May 2021 - Two weeks before the vote, Roe withdrew.", [("weeks", 2)]),
        ("One officer was hurt. The result: 76 for, 71 against.", [("injured", 1), ("votes", 76), ("votes", 71)]),
    ],
)
def test_what_a_number_counts(annotate: Callable[..., Doc], text: str, expected: list[tuple[str, float]]) -> None:
    assert counts(annotate(text)) == expected


REPORT = (
    "LIMA, 3 May 2021 - An earthquake of magnitude 6.1 struck the valley of Huaral on Monday, killing at least 23 "
    "people, police said. Dozens were injured.\n\nOn Tuesday police arrested four looters in Lima. "
    "Rosa Quispe, 52, said that her shop was robbed."
)


@pytest.mark.parametrize(
    ("value", "types"),
    [(6.1, {"Disaster"}), (23, {"Disaster", "Killing", "Death"}), (4, {"Arrest"})],
)
def test_a_number_belongs_to_its_event(read_text: ReadText, value: float, types: set[str]) -> None:
    """The magnitude and the dead to the earthquake, the arrested to the arrest."""
    reading = read_text(REPORT)
    figure = next(figure for figure in reading.figures if figure.figure.value == value)
    event = reading.event(figure.about)
    assert event is not None and event.type in types


def test_an_age_belongs_to_the_person(read_text: ReadText) -> None:
    reading = read_text(REPORT)
    ages = [figure for figure in reading.figures if figure.figure.counts == "age"]
    assert [reading.nodes[figure.about].name for figure in ages] in ([], ["Rosa Quispe"])


def test_a_figure_is_told_once(read_text: ReadText) -> None:
    """A number that is repeated is one figure; dates are none."""
    reading = read_text("A blast in Lyon killed 37 people on 4 May 2011. Those 37 people were killed in Lyon.")
    assert [figure.figure.value for figure in reading.figures].count(37) == 1
    assert not any(figure.figure.value in {4, 2011} for figure in reading.figures)


def test_a_text_without_numbers_has_no_figures(read_text: ReadText) -> None:
    assert read_text("Gunmen attacked the convoy near Taiz.").figures == []


def test_another_measure_in_brackets_is_the_same_figure(annotate: Callable[..., Doc]) -> None:
    found = [
        (c.counted.counts, c.number.value) for c in _candidates(annotate("It saves EUR 40 million ($45 million)."))
    ]
    assert found == [("money", 40_000_000)]
    found = [(c.counted.counts, c.number.value) for c in _candidates(annotate("It fell eight meters (26 feet)."))]
    assert found == [("meters", 8)]
    found = [(c.counted.counts, c.number.value) for c in _candidates(annotate("Nine people (three children) drowned."))]
    assert found == [("killed", 9), ("killed", 3)]


def _candidates(doc: Doc) -> list[Candidate]:
    return list(candidates(doc, reading_of(doc)))


def test_a_figure_is_given_by_whoever_tells_it(nlp: Language) -> None:
    text = (
        "OSLO, 4 May 2021 - About 12,000 teachers marched on 3 May 2021, the Harbor Union said. "
        "The police spoke of 4,500 marchers."
    )
    found = next(extract(nlp, [Source.of("a.txt", text)]))
    names = {entity.id: entity.name for entity in found.entities}
    told = {c.object.value: names[c.speaker or ""] for c in found.claims if isinstance(c.object, Figure)}
    assert told == {12_000: "Harbor Union", 4_500: "police"}


def test_the_size_of_a_body_counts_nothing(annotate: Callable[..., Doc]) -> None:
    assert _candidates(annotate("The 26-member cabinet resigned on Monday.")) == []


def test_the_age_of_a_boy_is_no_toll(annotate: Callable[..., Doc]) -> None:
    found = [(c.counted.counts, c.number.value) for c in _candidates(annotate("A boy of 12 died, residents said."))]
    assert ("killed", 12) not in found
    assert _candidates(annotate("Of 12 people nobody came."))  # with nothing before "of"
    found = [(c.counted.counts, c.number.value) for c in _candidates(annotate("They put the number of wounded at 17."))]
    assert found == [("injured", 17)]


def test_a_figure_of_another_time_is_none_of_this(annotate: Callable[..., Doc]) -> None:
    found = _candidates(annotate("Police arrested 120 protesters on Saturday, down from about 300 a week earlier."))
    assert [c.number.value for c in found] == [120]
    found = _candidates(annotate("The airline lost 84 million euros, compared with a profit of 12 million in 2018."))
    assert [c.number.value for c in found] == [84e6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three of the 12 passengers died.", [("killed", 3), ("passengers", 12)]),
        ("The star is 40 light years away.", [("light years", 40)]),
        ("The mine cost 2.1 billion kroner.", [("money", 2.1e9)]),
        ("Nine of 30 miners were injured.", [("injured", 9), ("miners", 30)]),
        ("Ola Berg was one of nine miners killed.", [("killed", 9)]),
    ],
)
def test_nothing_befell_the_whole(annotate: Callable[..., Doc], text: str, expected: list[tuple[str, float]]) -> None:
    assert counts(annotate(text)) == expected


def test_of_meters_nobody_speaks_as_them(read_text: ReadText) -> None:
    reading = read_text("Seven inmates escaped through a 90-metre tunnel. Three of them were recaptured in Oslo.")
    assert {(f.figure.value, f.figure.counts) for f in reading.figures if f.figure.value == 3} <= {(3, "escaped")}


def test_no_number_is_read_where_there_is_none(read_text: ReadText) -> None:
    reading = read_text("Novexa AG (SIX: NVX) spoke to two former detainees in Oslo, who had been beaten.")
    assert {f.figure.counts for f in reading.figures} <= {"detainees"}
    assert not read_text("Two clients left. The service had put the danger at level four of five.").figures[1:]
    assert not read_text("Ten-man Rovers will play at Wembley on 11 May after beating Ashby Town.").figures


def test_who_arrives_is_not_among_the_dead(read_text: ReadText) -> None:
    reading = read_text("More than 500 people have died this year. Some 16,700 have arrived in Oslo since May.")
    assert {(f.figure.value, f.figure.counts) for f in reading.figures if f.figure.counts == "killed"} == {
        (500, "killed")
    }


def test_a_tsunami_has_no_magnitude(read_text: ReadText) -> None:
    text = "OSLO, 5 May 2021 - A quake struck Lima, and a tsunami hit Callao. The agency put the magnitude at 6.9."
    reading = read_text(text, published="2021-05-05")
    types = {event.id: event.trigger.text for event in reading.events}
    assert {types[f.about] for f in reading.figures if f.figure.counts == "magnitude"} == {"quake"}


def test_nobody_takes_part_in_a_storm(read_text: ReadText) -> None:
    reading = read_text(
        "OSLO, 5 May 2021 - The festival drew 40,000 visitors. Organizers blamed heavy rain for lower ticket sales.",
        published="2021-05-05",
    )
    rain = {event.id for event in reading.events if event.type == "Disaster"}
    assert rain and rain.isdisjoint(figure.about for figure in reading.figures)


def test_a_headline_gives_way_to_who_says_it(read_text: ReadText) -> None:
    text = """Three dead in blaze

OSLO, 5 May 2021 - At least three guards died in a fire in Bergen on Monday, hospital officials said."""
    killed = [f for f in read_text(text, published="2021-05-05").figures if f.figure.counts == "killed"]
    assert [(f.figure.value, f.figure.qualifier, f.span.text) for f in killed] == [
        (3, "more than", "At least three guards")
    ]


def test_who_dies_beside_others_is_not_all_who_died(read_text: ReadText) -> None:
    reading = read_text("A mother and her two children were killed in Leeds.")
    assert [(f.figure.value, f.figure.qualifier) for f in reading.figures] == [(2, "more than")]


def test_how_long_after_something_it_was_is_no_figure(read_text: ReadText) -> None:
    reading = read_text("Two days after the blast in Leeds, police arrested three men.")
    assert [(f.figure.counts, f.figure.value) for f in reading.figures] == [("arrested", 3)]
