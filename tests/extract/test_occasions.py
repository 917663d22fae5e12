"""Where and when events took place: on the way between two towns, in the place that is visited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from claimgraph.extract.datemeaning import Tense
from claimgraph.extract.dates import find_dates
from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drivers blocked the road between Accra and Kumasi on Tuesday.", ["Accra", "Kumasi"]),
        ("A train derailed between Bergen and Trondheim on Monday.", ["Bergen", "Trondheim"]),
        ("Eva Lund will visit Lima next week.", ["Lima"]),
        ("Eva Lund left for Peru on Monday.", ["Peru"]),
        ("Eva Lund was arrested on suspicion of spying for Peru.", []),
        ("Eva Lund fled from Peru to Chile on Monday.", ["Chile"]),
        ("The army withdrew its forces from Bakhmut on Monday.", ["Bakhmut"]),
        ("Eva Lund was wounded near Bakhmut in eastern Ukraine on Monday.", ["Bakhmut"]),
        ("Ferrum will close its foundry at its Duisburg plant on Monday.", ["Duisburg"]),
        ("An earthquake hit Nepal on Monday. The quake was felt in Delhi.", ["Nepal"]),
        ("MOROGORO, 5 May 2021 - Peru imposed sanctions on a bank on Monday.", []),
    ],
)
def test_places(read_text: Read, text: str, expected: list[str]) -> None:
    reading = read_text(text, published="2021-05-05")
    assert [reading.nodes[place].name for place, _ in reading.events[0].places] == expected


def test_talks_between_two_countries_are_not_held_in_them(read_text: Read) -> None:
    reading = read_text("Talks between Peru and Chile ended in Quito on Monday.", published="2021-05-05")
    assert [reading.nodes[place].name for place, _ in reading.events[0].places] == ["Quito"]


def test_what_is_the_first_since_a_year_was_not_in_that_year(read_text: Read) -> None:
    text = "About 3,000 nurses went on strike in Lagos on Monday, the first such strike since 2014."
    reading = read_text(text, published="2021-05-05")
    assert {(d.interval.begin or "")[:4] for event in reading.events for d in event.times} == {"2021"}


def test_a_weekday_of_which_nobody_knows_the_date_is_no_other_day(read_text: Read) -> None:
    """The report has no day of its own; that the bridge was built in 1994 does not date the march."""
    reading = read_text("The bridge was opened in 1994. Miners marched over it to the palace on Tuesday.")
    march = next(event for event in reading.events if event.type == "Protest")
    assert march.times == []


def test_since_when_somebody_is_in_power_dates_nothing(read_text: Read) -> None:
    reading = read_text("President Tito Lule, in power since 1994, told reporters that he would run again.")
    assert [d for event in reading.events for d in event.times] == []


LIFE = (
    "GRAZ, 2 February 2022 - Elsa Brandt, who in 1964 climbed a peak in Nepal, died on Monday at a home in Graz. "
    "Born in Villach in 1930, Brandt studied medicine at the University of Innsbruck and worked in Tyrol until 1990."
)


def test_what_is_told_of_a_life_is_not_of_the_day_of_the_report(read_text: Read) -> None:
    """Nor was it where the report was filed, or when the person was born or worked."""
    reading = read_text(LIFE, published="2022-02-02")
    events = {event.trigger.text.split()[0]: event for event in reading.events}
    assert [reading.nodes[place].name for place, _ in events["climbed"].places] == ["Nepal"]
    assert events["studied"].times == []
    assert "GRAZ" not in [reading.nodes[place].name for place, _ in events["studied"].places]


def test_the_same_evening_is_that_of_a_day_and_not_of_a_year(read_text: Read) -> None:
    text = "A court freed Jan Lund on Monday, who had been jailed in 2019. Lund was released the same evening."
    reading = read_text(text, published="2021-05-05")
    released = next(event for event in reading.events if event.trigger.text == "released")
    assert all((date.interval.begin or "") >= "2021-05" for date in released.times)


def test_a_number_behind_a_month_may_count_what_follows(read_text: Read) -> None:
    reading = read_text("A factory burned in May; in February 19 people died in another fire.", published="2021-05-25")
    assert {date.interval.begin for date in reading.dates} == {"2021-05-01", "2021-02-01"}


def test_what_is_to_come_is_not_of_the_day_on_which_it_was_told(read_text: Read) -> None:
    reading = read_text("The company said on Monday it would close the plant.", published="2021-05-05")
    closing = next(event for event in reading.events if event.trigger.text == "close")
    assert closing.times == []


@pytest.mark.parametrize(("tense", "begin"), [("past", "2021-05-01"), ("future", "2021-05-08")])
def test_the_weekend_is_the_last_one_unless_it_is_to_come(tense: Tense, begin: str) -> None:
    found = find_dates("Nurses strike over the weekend.", date(2021, 5, 5), lambda start: tense)
    assert [each.interval.begin for each in found] == [begin]


@pytest.mark.parametrize(
    ("text", "word", "begin"),
    [
        ("Troops clashed in Graz in June last year, and 20 soldiers died.", "clashed", "2020-06-01"),
        ("Troops clashed in Graz on 12 June last year.", "clashed", "2020-06-12"),
        ("In 2018 more than 200 people died in Graz.", "died", "2018-01-01"),
        ("Schools, closed in March, will reopen on Monday.", "closed", "2021-03-01"),
        ("It is the worst accident since 1988, when two trains collided in fog.", "collided", "1988-01-01"),
        ("The boat left Dakhla on Thursday last week.", "left", "2021-04-29"),
        ("The strike, which began on 3 March, ended on 3 May.", "strike", "2021-03-03"),
        ("He was arrested and tortured in 2013.", "arrested", "2013-01-01"),
        ("A strike could begin on 14 June.", "strike", "2021-06-14"),
        (
            "They fled after a raid in August 2017. In January, another fire destroyed 550 huts in Graz.",
            "fire",
            "2021-01-01",
        ),
        ("In 2003 Kovalenko co-founded the party New Start with Ola Berg.", "co-founded", "2003-01-01"),
        ("Ola Berg had been in charge since 2018 and won the German Cup in 2019.", "won", "2019-01-01"),
    ],
)
def test_begins(read_text: Read, text: str, word: str, begin: str) -> None:
    reading = read_text(text, published="2021-05-05")
    event = next(e for e in reading.events if word in e.trigger.text)
    assert [time.interval.begin for time in event.times] == [begin]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is the worst accident since 1988, when two trains collided in fog.", "accident"),
        ("More than 900 migrants died, ten times as many as in 2019.", "died"),
        ("Jo Berg studied law in Graz and earned a doctorate in 1994.", "studied"),
        ("The mine is on fire, said Jo Berg, who founded the union, on 4 May 2021.", "founded"),
        ("We will strike in front of the mine, as we did in 2017.", "strike"),
        ("Jo Berg, who governed the city from 2009 to 2017, was found guilty. He was acquitted of fraud.", "acquitted"),
    ],
)
def test_a_date_of_something_else(read_text: Read, text: str, word: str) -> None:
    times = [t.interval.begin for e in read_text(text).events if word in e.trigger.text for t in e.times]
    assert times == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("They were held after a march on 9 April 2021. It began again on 12 April.", ["2021-04-09", "2021-04-12"]),
        ("She came in 2014. Today it is closed. It burned in March.\nOslo, 3 June 2019", ["2014-01-01", "2019-03-01"]),
    ],
)
def test_the_year_of_a_day_where_no_day_of_writing_is_known(text: str, begins: list[str]) -> None:
    found = [each.interval.begin for each in find_dates(text)]
    assert [begin for begin in begins if begin in found] == begins


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Lee won on Friday. She was cleared in 2016.\nHer husband died in January.", ["2016-01-01"]),
        ("Lee was cleared in 2016. Her husband died in January.", ["2016-01-01", "2016-01-01"]),
        ("OSLO, Sept 14 (2006) - The talks began in May.", ["2006-09-14", "2006-05-01"]),
    ],
)
def test_news_lends_a_year_within_its_paragraph(text: str, begins: list[str]) -> None:
    assert [each.interval.begin for each in find_dates(text)] == begins


def test_the_lines_of_a_chronology_date_what_they_tell(read_text: Read) -> None:
    text = "The dispute\n\nMarch 2013: The firm applies for a concession.\n2 May 2014: The city rejects the plan."
    dates = {event.trigger.text: [t.interval.begin for t in event.times] for event in read_text(text).events}
    assert dates["applies for"] == ["2013-03-01"]


def test_what_is_counted_from_something_is_of_no_day_told(read_text: Read) -> None:
    text = "Lima voted on Sunday. Two weeks before the vote, Kim Lee withdrew."
    events = read_text(text, published="2021-05-05").events
    assert next(event for event in events if event.trigger.text == "withdrew").times == []


def test_the_year_of_a_treaty_is_not_that_of_what_is_done_under_it(read_text: Read) -> None:
    events = read_text("Under a 2010 treaty Kim Lee withdrew from it.", published="2021-05-05").events
    withdrew = next(event for event in events if event.trigger.text == "withdrew")
    assert "2010-01-01" not in [time.interval.begin for time in withdrew.times]


def test_people_are_no_day_of_a_month(read_text: Read) -> None:
    reading = read_text("It said that since November 23 people have been killed.", published="2021-05-05")
    assert {date.span.text for date in reading.dates} == {"November"}
