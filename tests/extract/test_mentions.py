"""Names and their kinds."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from claimgraph.extract.phrasing import shown
from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def names(reading: Reading, kind: str) -> list[str]:
    """The names of one kind, in order."""
    return [m.span.text for m in reading.mentions if m.kind == kind and m.level == "name"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The Ministry of Fisheries closed the port.", "Organization", ["Ministry of Fisheries"]),
        ("Peruvian police arrested two men in Cusco.", "Organization", ["Peruvian police"]),
        ("Police arrested two men in Cusco.", "Organization", ["Police"]),
        ("The coast guard saved two men off Cusco.", "Organization", ["coast guard"]),
        ("A spokesperson of the Danish embassy in Kenya, Lone Madsen, left.", "Person", ["Lone Madsen"]),
        ("The chairman of the bank in Minsk, Kari Holm, left.", "Person", ["Kari Holm"]),
        ("Cusco- Teachers march for better pay", "Place", ["Cusco"]),
        ("A rally was held in Malmo-Sweden on Sunday.", "Place", ["Malmo", "Sweden"]),
        ("The vote in Guinea-Bissau was peaceful.", "Place", ["Guinea-Bissau"]),
        ("She left the Central African Republic in May.", "Place", ["Central African Republic"]),
        ("Last week al-Karim said he would run.", "Person", ["al-Karim"]),
        ("Treasury Secretary Maria Keller spoke.", "Person", ["Maria Keller"]),
        ("Norwegian President Maria Keller spoke.", "Person", ["Maria Keller"]),
        ("The Minister for Trade spoke.", "Person", []),
        ("The Northern Front party lost the vote.", "Organization", ["Northern Front"]),
        ("The 1927 massacre was never punished.", "Event", ["1927 massacre"]),
        ("President Maria Keller visited Oslo.", "Person", ["Maria Keller"]),
        ("He speaks English and pays in euros.", "Person", []),
        ("The Dutch brewer Hoppe cut 300 jobs.", "Organization", ["Hoppe"]),
        ("The drugmaker Halden Pharma agreed to pay.", "Organization", ["Halden Pharma"]),
        ("The mayor of Brenk, Katja Molnar, opened the bridge.", "Person", ["Katja Molnar"]),
        ("Drugmaker Halden Pharma said it would cut jobs.", "Organization", ["Halden Pharma"]),
        ("Vettura chief Enrico Sala blamed the weather.", "Person", ["Enrico Sala"]),
        ("Burglars stole three paintings.", "Person", []),
        ("Ethiopia's Almaz Tola finished second.", "Person", ["Almaz Tola"]),
        ("Norway's Equinor cut 200 jobs.", "Organization", ["Equinor"]),
        ("Lyon thrashed Lille 5-0 at home.", "Organization", ["Lyon", "Lille"]),
        ("He was hurt in a 2-0 win over Malaga.", "Organization", ["Malaga"]),
        ("NASA said its probe Calypso had landed on Mars.", "Place", []),
        ("Hundreds gathered outside parliament on Monday.", "Organization", ["parliament"]),
        ("Wildfires forced thousands to leave Evia.", "Event", []),
        ("Eva Lund won a prize for her film The Long Field.", "Event", []),
        ("Kari Moen edits the newspaper Novaya Mysl.", "Organization", ["Novaya Mysl"]),
        ("London beat Paris in the vote.", "Organization", []),
        ("The dam's operator, Oretka Energia, denied any fault.", "Place", []),
        ("OSLO, 5 May 2021 - The captain of the ferry, Anto Vesel, was arrested.", "Person", ["Anto Vesel"]),
        ("The mayor of Ghent, Belgium, opened the bridge.", "Place", ["Ghent", "Belgium"]),
        ("Norlund, a Danish shipping company, owns two ferries.", "Organization", ["Norlund"]),
        ("A group calling itself Silver Heron published the records.", "Organization", ["Silver Heron"]),
        ("The furniture maker Koivu was fined on Monday.", "Organization", ["Koivu"]),
        ("The editor of the weekly Al Manara was freed on Monday.", "Organization", ["Al Manara"]),
    ],
    ids=[
        "ministry",
        "country's body",
        "bare body",
        "bare body of two words",
        "given name taken for a body",
        "office of a bank in a town",
        "dash",
        "town-country",
        "hyphen in a country",
        "long country",
        "al-",
        "office inside",
        "nationality and title",
        "office alone",
        "noun behind",
        "named event",
        "title",
        "language",
        "trade before a name",
        "business before a name of two words",
        "office and town before a name",
        "business as a first word",
        "title in small letters within a name",
        "plural as a first word",
        "country's athlete",
        "country's company",
        "teams called by their towns",
        "team behind a win",
        "probe",
        "body behind a preposition",
        "plural for what happens",
        "title of a film",
        "newspaper of two words",
        "towns where no result stands",
        "whose operator a name is",
        "surname taken for a town",
        "town and country behind an office",
        "company in apposition",
        "what a group calls itself",
        "what a business makes",
        "how often a paper appears",
    ],
)
def test_kind(read_text: Read, text: str, kind: str, expected: list[str]) -> None:
    found = names(read_text(text), kind)
    assert found == expected


@pytest.mark.parametrize("line", ["OSLO, 5 May 2021 - He was hurt on Monday.", "LIMA (Agency) - A tram crashed."])
def test_short_capitals_of_a_dateline_are_a_town(read_text: Read, line: str) -> None:
    reading = read_text(line)
    town = next(node for node in reading.nodes.values() if node.name == line[:4])
    assert (town.kind, shown(town)) == ("Place", line[:4].title())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Union leader Folake Ade spoke in Lagos.", []),
        ("Government officials denied it.", []),
        ("Labor minister Folake Ade spoke in Lagos.", []),
        ("A bomb killed nine in Lahore, Pakistan, police said.", ["police"]),
        ("OSLO, 5 May 2021 - The energy group Fjordkraft agreed to buy VindMark.", ["Fjordkraft", "VindMark"]),
    ],
)
def test_what_a_body_is_is_not_what_it_is_called(read_text: Read, text: str, expected: list[str]) -> None:
    assert names(read_text(text), "Organization") == expected


def test_a_ministry_of_justice_is_no_judge(read_text: Read) -> None:
    reading = read_text("The US Department of Justice said it would appeal.")
    assert names(reading, "Organization") == ["US Department of Justice"]


def test_members_of_a_list_are_of_one_kind(read_text: Read) -> None:
    text = "Rallies were held in Lima, Cusco, Tacna, Piura, Ica, Puno and Huaraz."
    assert names(read_text(text), "Place") == ["Lima", "Cusco", "Tacna", "Piura", "Ica", "Puno", "Huaraz"]


def test_an_acronym_finds_its_definition(read_text: Read) -> None:
    found = names(read_text("The Northern Union of Free Fishermen (NUFF) called a strike."), "Organization")
    assert found == ["Northern Union of Free Fishermen", "NUFF"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "“", "-", "( )", "42", "?!\n?!"])
def test_odd_input_has_no_names(read_text: Read, text: str) -> None:
    assert read_text(text).mentions == []


def test_a_name_in_other_letters_is_one(read_text: Read) -> None:
    reading = read_text("Nikolaos (Greek: Νικόλαος Παπαδόπουλος; c. 347) was a priest, a translator and a historian.")
    assert "Nikolaos" in names(reading, "Person")
    reading = read_text("Владимир Петров and Нина Орлова met Jo Berg in Oslo. The company Газпром signed the deal.")
    assert len({m.node for m in reading.mentions}) == len({m.span.text for m in reading.mentions})


def test_names_never_overlap(read_text: Read) -> None:
    reading = read_text("Lima, Peru- Ana Quispe of the Andean Union (AU) met the Peruvian government in Cusco, Peru.")
    spans = sorted((m.span.start, m.span.end) for m in reading.mentions if m.level == "name")
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_a_storm_and_its_name(read_text: Callable[..., Reading]) -> None:
    text = "Tropical storm Odette killed nine people in Honduras on Monday. Odette weakened on Tuesday."
    reading = read_text(text, published="2021-05-05")
    names = {reading.nodes[m.node or ""].name: m.kind for m in reading.mentions if m.level == "name"}
    assert names == {"Tropical storm Odette": "Event", "Honduras": "Place"}
