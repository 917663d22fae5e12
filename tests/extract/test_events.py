"""Events: what evokes them, who takes part, where, when, what they are about, and repeats."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from claimgraph.extract.state import EventFrame, Reading, reading_of

Read = Callable[..., Reading]


def roles(reading: Reading, event: EventFrame) -> set[tuple[str, str]]:
    """The participants of an event as (name, role)."""
    return {(reading.nodes[p.node].name, p.role) for p in event.participants}


def places(reading: Reading, event: EventFrame) -> list[str]:
    """The names of an event's places."""
    return [reading.nodes[place].name for place, _ in event.places]


def event_of(reading: Reading, kind: str) -> EventFrame:
    """The only event of a class."""
    found = [event for event in reading.events if event.type == kind]
    assert len(found) == 1, [(event.type, event.trigger.text) for event in reading.events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Police arrested Anna Berger in Vienna on Monday.", "Arrest", ("Anna Berger", "patient")),
        ("Anna Berger was arrested in Vienna on Monday.", "Arrest", ("Anna Berger", "patient")),
        ("Clara Weiss, who was arrested in Oslo on Monday, denied it.", "Arrest", ("Clara Weiss", "patient")),
        ("Jonas Weber was appointed finance minister by Karl Schmidt.", "Appointment", ("Jonas Weber", "patient")),
        ("Maria Keller resigned in Berlin on 4 May 2011.", "Resignation", ("Maria Keller", "agent")),
        ("Amnesty International called on Egypt to free Sara Nabil.", "Demand", ("Amnesty International", "speaker")),
        ("Paul Mercier met Lena Vogel in Vienna on 5 June 2014.", "Meeting", ("Lena Vogel", "attendee")),
        ("Protests against Karl Schmidt were held in Berlin on Sunday.", "Protest", ("Karl Schmidt", "target")),
        ("Paul Mercier said that the talks in Geneva had failed.", "Statement", ("Paul Mercier", "speaker")),
        ("A court in Turin sentenced Marco Bellini to ten years.", "Sentencing", ("Marco Bellini", "patient")),
        ("Members of Greenpeace went on strike in Hamburg in August 1980.", "Protest", ("Greenpeace", "agent")),
        ("Peru, Chile, and Bolivia met Cuba in Lima on Monday.", "Meeting", ("Chile", "attendee")),
        ("The EU imposed sanctions on Belarus on Monday.", "Sanction", ("Belarus", "target")),
        ("Bern asked Lima to extradite him. Sara Nabil received death threats.", "Statement", ("Sara Nabil", "target")),
        ("According to the Lima Post, Tom Lee went to Rome on Friday.", "Statement", ("Lima Post", "speaker")),
    ],
)
def test_participant(read_text: Read, text: str, kind: str, expected: tuple[str, str]) -> None:
    """Subjects, objects, passives, antecedents, prepositions and what a group stands for give roles."""
    reading = read_text(text, published="2014-06-10")
    assert expected in roles(reading, event_of(reading, kind))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Police arrested Anna Berger in Vienna on Monday.", "Arrest", ["Vienna"]),
        (
            "Protests were held in Berlin, Munich and Hamburg on 3 October 2015.",
            "Protest",
            ["Berlin", "Munich", "Hamburg"],
        ),
        ("Lena Vogel was killed in Lyon, France on Monday.", "Killing", ["Lyon"]),
        ("Ten people were killed in the village of Pisac on Monday.", "Killing", ["Pisac"]),
        ("A fire swept through a nightclub in the Peruvian town of Pisac on Sunday.", "Disaster", ["Pisac"]),
        ("Lena Vogel fled Peru in 2013.", "Travel", ["Peru"]),
        ("A blast killed ten people on the outskirts of Milan on Monday.", "Killing", ["Milan"]),
        ("Teachers protested through central Turin on Thursday.", "Protest", ["Turin"]),
        ("Lena Vogel was arrested at a school in Kaduna state on Monday.", "Arrest", ["Kaduna"]),
    ],
)
def test_places(read_text: Read, text: str, kind: str, expected: list[str]) -> None:
    """Every place of a list, and of nested places the most specific."""
    reading = read_text(text, published="2015-10-06")
    assert places(reading, event_of(reading, kind)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "begin"),
    [
        ("Police arrested Anna Berger in Vienna on 14 March 1980.", "Arrest", "1980-03-14"),
        ("An earthquake struck Lima on 3 May 2001, killing Rosa Diaz.", "Disaster", "2001-05-03"),
        ("Paul Mercier said that Lena Vogel was innocent.", "Statement", "2014-06-01"),
        ("Voters in Peru go to the polls on Sunday.", "Election", "2014-06-15"),
        ("Mourners attended a funeral in Peru on Sunday.", "Commemoration", "2014-06-08"),
        ("The union has called a strike for 14 July.", "Protest", "2014-07-14"),
        ("Paul Mercier, director of the bank since 2010, resigned on Monday.", "Resignation", "2014-06-09"),
        ("A blast in Lima killed six and wounded ten on Saturday.", "Killing", "2014-06-07"),
        ("Hoppe said on Tuesday it would fire 300.", "Statement", "2014-06-10"),
        ("Jo Puig had set off from Oslo on Thursday.", "Other", "2014-06-05"),
        ("They agreed to end a walkout that began on 3 February.", "Protest", "2014-02-03"),
        ("Rebels shelled the town of Mora on Saturday, killing at least nine civilians.", "Killing", "2014-06-07"),
        ("The talks in Trento were postponed until 12 July.", "Meeting", "2014-07-12"),
        ("The trial was postponed twice in February.", "Other", "2014-02-01"),
        ("A march was hit by a bomb on Saturday.", "Other", "2014-06-07"),
        ("It rained in March 2013. Lena Vogel was arrested the next month.", "Arrest", "2013-04-01"),
        ("Lena Vogel was born in Graz and moved to Linz in 1950.", "Travel", "1950-01-01"),
    ],
)
def test_time(read_text: Read, text: str, kind: str, begin: str) -> None:
    """The date of the clause; a saying without one belongs to the month of the report."""
    reading = read_text(text, published="2014-06-10")
    assert event_of(reading, kind).times[0].interval.begin == begin


@pytest.mark.parametrize(
    "text",
    [
        "Lena Vogel is a tall woman.",
        "Clara Weiss lives in Oslo and likes tea.",
        "",
        "\n\n",
        "728 x 90",
    ],
)
def test_no_event(read_text: Read, text: str) -> None:
    """States, and texts with nothing in them, tell no event."""
    assert read_text(text).events == []


@pytest.mark.parametrize("text", ["Eva Lund called the ruling a disgrace.", "Eva Lund described it as a relief."])
def test_who_gives_a_thing_a_name_says_so(read_text: Read, text: str) -> None:
    """A verb that reports words tells a statement, whatever the ontology's phrases say of it."""
    event = event_of(read_text(text, published="2014-06-10"), "Statement")
    assert [participant.role for participant in event.participants] == ["speaker"]


def test_what_has_happened_is_not_dated_ahead(read_text: Read) -> None:
    """The strike is to come; the speech was held."""
    text = "A strike is planned for 20 May. Union leader Eva Lund spoke at a rally in Oslo."
    events = read_text(text, published="2021-05-05").events
    ahead = [e for e in events if any((t.interval.begin or "") > "2021-05-05" for t in e.times)]
    assert len(events) > 1 and [(e.type, e.stance.name) for e in ahead] == [("Protest", "PLANNED")]


def test_reported_event_is_topic(read_text: Read) -> None:
    """A statement is about the event of its reported clause."""
    reading = read_text("Karl Schmidt said that Lena Vogel was killed in the attack on Lyon.")
    assert event_of(reading, "Killing").id in [topic.value for topic in event_of(reading, "Statement").about]


def test_taken_up_again(read_text: Read) -> None:
    """A definite noun of the same class is a further mention, not another event."""
    reading = read_text("Karl Schmidt met Lena Vogel in Vienna on 5 June 2014. The meeting lasted two hours.")
    assert [span.text for span in event_of(reading, "Meeting").mentions] == ["meeting"]


def test_other_place_other_event(read_text: Read) -> None:
    """The same word with another place and day is another event."""
    reading = read_text(
        "Police arrested Anna Berger in Vienna on 14 March 1980. Police arrested Marco Bellini in Turin on 2 May 1981."
    )
    assert [places(reading, event) for event in reading.events] == [["Vienna"], ["Turin"]]


def test_month_is_no_march(read_text: Read) -> None:
    """A month that is spelled like a verb evokes nothing."""
    reading = read_text("Police arrested Anna Berger in Vienna on 14 March 1980.")
    assert [event.type for event in reading.events] == ["Arrest"]


CAPTION = "Oslo, Bergen & Trondheim- Commemoration of the lost sailors, by Norsk Union- May 3, 1994"


def test_caption(read_text: Read) -> None:
    """A caption without a verb is an event with the places at its head and the date at its end."""
    reading = read_text(f"{CAPTION}\n")
    event = event_of(reading, "Commemoration")
    assert places(reading, event) == ["Oslo", "Bergen", "Trondheim"]
    assert event.times[0].interval.begin == "1994-05-03"


def test_repeated_caption(read_text: Read) -> None:
    """A caption that is repeated tells nothing new; one of another town does."""
    reading = read_text(f"{CAPTION}\n\n{CAPTION}\n\nBergen- Commemoration of the lost sailors- May 3, 1994\n")
    assert len([event for event in reading.events if event.type == "Commemoration"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Widows of the Harbor League mark the 1974 massacre of dockers.\n\nThe League met in Porto on 3 May 2019.",
        "The Harbor League read the names of the dead of the 1974 massacre in Porto.",
    ],
)
def test_nobody_nearby_is_blamed(read_text: Read, text: str) -> None:
    """That somebody is named beside a deed does not make them its doer."""
    reading = read_text(text)
    assert [e.participants for e in reading.events if e.type == "Massacre"] in ([], [[]])


def test_year_of_a_name_is_no_date_of_others(read_text: Read) -> None:
    """The year in an event's name is that of no other event of the text."""
    text = (
        "Hundreds of people paid tribute to the victims of the 1974 massacre. "
        "Later the mayor met the widows. Police arrested Ana Lima outside the hall."
    )
    reading = read_text(text)
    others = [event for event in reading.events if event.type != "Massacre"]
    assert others
    assert not [event.type for event in others for time in event.times if f"{time.interval.begin}"[:4] == "1974"]


def test_topics_are_events_that_are_there(read_text: Read) -> None:
    """What is about a telling of a named event is about the named event, once."""
    text = (
        "In July 1974 soldiers massacred 40 dockers in Porto, the league says. "
        "Each year the league recalls the 1974 Massacre.\n\n"
        "Porto - Vigil for the dead of the 1974 Massacre - July 8, 2019\n"
    )
    reading = read_text(text)
    named = {event.node for event in reading.events if event.node}
    for event in reading.events:
        topics = [topic.value for topic in event.about]
        assert len(set(topics)) == len(topics)
        assert all(reading.event(topic) or (topic in reading.nodes and topic not in named) for topic in topics)
    assert any(event.about for event in reading.events)


def test_named_event_is_not_dated_by_its_neighbors(read_text: Read) -> None:
    """What has a name takes neither time nor place from the sentence that only mentions it."""
    reading = read_text("The stadium in Lisbon was quiet in 1972, and again during the Spanish flu pandemic.")
    for event in reading.events:
        if event.node:
            assert not event.times and not event.places


def test_relative_clause_keeps_its_date(read_text: Read) -> None:
    """What a relative clause dates is not what the sentence tells."""
    text = "Lech Nowak, an electrician whom the yard had sacked in 1976, was elected leader of the committee."
    reading = read_text(text)
    assert [time for event in reading.events if event.type == "Election" for time in event.times] == []


def test_predecessor_is_not_appointed(read_text: Read) -> None:
    """Who succeeds somebody takes office; whom they succeed does not."""
    reading = read_text("Stanislaw Berg, who succeeded Edward Klee on 6 September 1980, lives in Oslo.")
    assert roles(reading, event_of(reading, "Appointment")) == {("Stanislaw Berg", "patient")}


def test_nobody_named_elsewhere_stands_in_for_whom_the_clause_tells_of(read_text: Read) -> None:
    """Of "two other officials" who were acquitted none is the one who was sentenced."""
    text = "A court in Nairobi sentenced Joseph Otieno on Tuesday. Two other officials were acquitted."
    reading = read_text(text, published="2014-06-10")
    assert roles(reading, event_of(reading, "Trial")) == set()


def test_happenings_of_two_dates_stay_two(read_text: Read) -> None:
    """The dead of an earlier blast are not those of this one."""
    text = "A blast in Lima killed 21 and wounded ten on Saturday. In 2008 a blast at the same plant had killed six."
    reading = read_text(text, published="2014-06-10")
    told = {f.figure.value: f.about for f in reading.figures if f.figure.counts == "killed"}
    assert told[21] != told[6]


def test_who_returns_to_work_has_not_traveled(read_text: Read) -> None:
    reading = read_text("Strikers in Hull returned to work on Monday. Lena Vogel returned to Oslo on Monday.")
    assert [event.trigger.text for event in reading.events if event.type == "Travel"] == ["returned to"]
    assert places(reading, event_of(reading, "Travel")) == ["Oslo"]


def test_heading_is_no_subject(read_text: Read) -> None:
    """The country that heads a line does nothing."""
    reading = read_text("Peru: Miners of the Copper Union and nurses protest against the budget\n\nThe strike goes on.")
    assert "Peru" not in {name for event in reading.events for name, _ in roles(reading, event)}


@pytest.mark.parametrize(
    "text",
    [
        "The captain of the ferry Nordstern was charged.",
        "Critics in Vienna praised the film Northern Harbor.",
        "They found the wreck of the Nordstern, a Danish merchant ship.",
        "She won a prize for Northern Harbor, her fourth novel.",
    ],
)
def test_vehicles_and_works_have_no_kind(read_text: Read, text: str) -> None:
    """The name of a ship or a film is none of a person, an organization or a place."""
    assert not {"Nordstern", "Northern Harbor"} & {node.name for node in read_text(text).nodes.values()}


def test_no_parse(nlp: Language) -> None:
    """Without a parse there is nothing to read events from, and nothing breaks."""
    doc = nlp.get_pipe("claimgraph_events")(nlp.make_doc("Police arrested Anna Berger."))  # type: ignore[operator]
    assert reading_of(doc).events == []


def test_every_name_of_a_list_in_apposition_takes_part(read_text: Read) -> None:
    reading = read_text(
        "Three unions, the Dockers' League, the Miners' League and the Bakers' League, signed the deal."
    )
    assert {role for _, role in roles(reading, event_of(reading, "Agreement"))} == {"agent"}
    assert len(roles(reading, event_of(reading, "Agreement"))) == 3


def test_who_is_reported_to_have_done_it_did_it(read_text: Read) -> None:
    reading = read_text("Spain and Portugal were both reported to have deployed soldiers in Ceuta.")
    assert roles(reading, event_of(reading, "MilitaryAction")) == {("Spain", "agent"), ("Portugal", "agent")}


def test_the_beginning_of_a_word_is_no_event(read_text: Read) -> None:
    reading = read_text(
        "LYON, 3 March 2021 - Voters re-elected Hana Kral as mayor of Lyon on Sunday. Crowds cheered her."
    )
    assert "re" not in {event.trigger.text for event in reading.events}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OSLO, 5 May 2021 - Ann Lee was injured on Monday when a helicopter crashed near Bergen.", "Accident"),
        ("OSLO, 5 May 2021 - Ann Lee was wounded in a knife attack in Bergen on Monday.", "Attack"),
    ],
)
def test_harm_is_part_of_what_does_it(read_text: Read, text: str, kind: str) -> None:
    reading = read_text(text)
    event = event_of(reading, kind)
    assert len(reading.events) == 1
    assert "Bergen" in places(reading, event) and roles(reading, event) == {("Ann Lee", "patient")}
    assert event.times[0].interval.begin == "2021-05-03"


@pytest.mark.parametrize(
    "told",
    [
        "The storm hit these towns on Monday: Bergen, Stavanger, Molde and Bodo.",
        "Protests took place in four towns on Monday: Bergen, Stavanger, Molde and Bodo.",
        "Teachers held rallies on Monday in the following towns:\n- Bergen\n- Stavanger\n- Molde\n- Bodo",
    ],
)
def test_places_are_listed_behind_a_colon(read_text: Read, told: str) -> None:
    reading = read_text(f"OSLO, 5 May 2021 - {told}\n\nThe union said so.")
    event = next(event for event in reading.events if event.type in {"Protest", "Disaster"})
    assert places(reading, event) == ["Bergen", "Stavanger", "Molde", "Bodo"]


def test_the_first_noun_behind_a_dateline_is_no_name(read_text: Read) -> None:
    reading = read_text("OSLO, 5 May 2021 - Protests took place in Bergen on Monday.")
    assert places(reading, event_of(reading, "Protest")) == ["Bergen"]
    assert {node.name for node in reading.nodes.values()} == {"OSLO", "Bergen"}


def test_who_gives_an_attack_a_name_has_not_made_it(read_text: Read) -> None:
    reading = read_text("HARLO, 5 May 2021 - Ms Dahl called the raid on the newsroom an attack on the press.")
    held = {reading.nodes[p.node].name for event in reading.events for p in event.participants if p.role != "speaker"}
    assert "Dahl" not in held


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, 5 May 2021 - The blaze destroyed a warehouse in Bergen on Monday.",
        "OSLO, 5 May 2021 - Three guards died in the blaze that destroyed a warehouse in Bergen on Monday.",
    ],
)
def test_what_a_calamity_did_to_things_is_no_happening_of_its_own(read_text: Callable[..., Reading], text: str) -> None:
    reading = read_text(text, published="2021-05-05")
    assert [event.trigger.text for event in reading.events] == ["blaze"]
    assert [time.interval.begin for time in reading.events[0].times] == ["2021-05-03"]


def test_a_rescue_service_rescues_nobody_by_its_name(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "OSLO, 5 May 2021 - A fire killed two in Bergen, the rescue service said.", published="2021-05-05"
    )
    assert "rescue" not in {event.trigger.text for event in reading.events}


def test_whoever_is_released_is_no_product(read_text: Callable[..., Reading]) -> None:
    reading = read_text("OSLO, 5 May 2021 - The court ordered the release of Sami Roe.", published="2021-05-05")
    assert "ProductLaunch" not in {event.type for event in reading.events}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Police sought a man known as", None),
        ("A strike began. A strike ended in 1989.", "2021-05"),
        ("A strike began. A strike ended in 1989.", "2021"),
        ("A war began. A war ended in 9999.", "0001-01-15"),
        ("A strike began in Oslo. A strike ended in 1989.", "May 2021"),
    ],
)
def test_what_ends_early_or_has_no_day_is_read(
    read_text: Callable[..., Reading], text: str, published: str | None
) -> None:
    assert read_text(text, published=published).events is not None


def test_an_earlier_happening_of_its_kind_is_another(read_text: Read) -> None:
    reading = read_text(
        "Nurses held a strike in Lima over pay on Friday, and the union said that it had been a success.\n\n"
        "During the strike, police arrested 23 men.\n\nA strike in 2016 lasted 31 days."
    )
    strikes = [event for event in reading.events if event.type == "Protest"]
    assert [[time.interval.begin for time in event.times] for event in strikes] == [[], ["2016-01-01"]]


def test_whose_team_it_is_has_no_part_in_what_befalls_it(read_text: Read) -> None:
    reading = read_text("Jo Roe banned all rallies in Lima. His team was arrested on Monday.")
    assert not [event for event in reading.events if event.type == "Arrest" and event.participants]
