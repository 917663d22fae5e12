"""Parts of happenings: the rally in one town on one day, of those in all the towns of a week."""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.extract.state import Reading
from claimgraph.model import Stance

Read = Callable[..., Reading]

TOWNS = (
    "Bergen, Bodø, Drammen, Hamar, Harstad, Horten, Kristiansand, Larvik, Lillehammer, Molde, Moss, Narvik, Oslo, "
    "Stavanger and Trondheim"
)
REPORT = f"""Unions remember the strike of 1979

Marking the fifteenth anniversary of the 1979 strike, members of the Seamen's Union commemorated the strike. \
These events took place in Tromsø and many other towns including {TOWNS}.

Oslo and Bergen - Commemoration of the 1979 strike - May 3, 1994
Molde - We do not forget the 1979 strike - May 4, 1994
"""


def test_what_happened_in_two_of_many_towns_is_a_part(read_text: Read) -> None:
    reading = read_text(REPORT, published="1994-05-06")
    whole = max(reading.events, key=lambda event: len(event.places))
    parts = {relation.subject for relation in reading.relations if relation.predicate == "partOfEvent"}
    assert {relation.object for relation in reading.relations if relation.predicate == "partOfEvent"} == {whole.id}
    days = {event.times[0].interval.begin for event in reading.events if event.id in parts}
    assert days == {
        "1994-05-03",
        "1994-05-04",
    }


def test_every_town_of_a_long_list_is_a_place(read_text: Read) -> None:
    """The parse hangs each on the one before: the fifteenth is no further away than the first."""
    reading = read_text(REPORT, published="1994-05-06")
    named = {
        reading.nodes[place].name for event in reading.events for place, _ in event.places if len(event.places) > 2
    }
    assert {"Tromsø", "Bergen", "Stavanger", "Trondheim"} <= named and len(named) == 16


def test_words_on_a_wall_are_pictured_whatever_they_deny(read_text: Read) -> None:
    reading = read_text(REPORT, published="1994-05-06")
    (event,) = (event for event in reading.events if event.trigger.text.startswith("We do not forget"))
    assert (event.type, event.stance) == ("Commemoration", Stance.ACTUAL)


def test_nothing_is_a_part_of_what_is_as_wide(read_text: Read) -> None:
    reading = read_text("Nurses struck in Oslo on 3 May 1994. Teachers struck in Oslo on 3 May 1994 over pay.")
    assert not [relation for relation in reading.relations if relation.predicate == "partOfEvent"]
