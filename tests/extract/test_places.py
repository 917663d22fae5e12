"""Where places are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.claims import extraction_of
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.places import Grounder, bare_place
from claimgraph.extract.state import MentionSpan, Reading
from claimgraph.model import Grounding

Read = Callable[..., Reading]


def grounding(reading: Reading, name: str) -> Grounding | None:
    """The grounding of the place of this name."""
    return next(n.grounding for n in reading.nodes.values() if name in [n.name, *n.aliases])


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("The mayor of Paris spoke in Paris on Monday.", "Paris", "FR", "city"),
        ("A tornado hit Paris, Texas, on Monday.", "Paris", "US", "city"),
        ("Fires burned near Birmingham, Alabama, for days.", "Birmingham", "US", "city"),
        ("Floods hit Gansu Province in China.", "Gansu Province", "CN", "province"),
        ("Floods hit Peru.", "Peru", "PE", "country"),
        ("Ministers met in Europe.", "Europe", None, "province"),
    ],
)
def test_grounding(read_text: Read, text: str, name: str, country: str | None, precision: str) -> None:
    place = grounding(read_text(text), name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("A flood hit Springfield, Ore., on Monday.", "Springfield", "US", (44.0, -123.0)),
        ("The mayor of Columbia, South Carolina, resigned.", "Columbia", "US", (34.0, -81.0)),
        ("Police in Cambridge, Massachusetts, arrested a man.", "Cambridge", "US", (42.4, -71.1)),
        ("Hyderabad, Pakistan, was without water.", "Hyderabad", "PK", (25.4, 68.4)),
        ("Trains ran from Valencia to Castellón and Alicante.", "Valencia", "ES", (39.5, -0.4)),
        ("Visalia and Porterville are in Tulare County.", "Tulare County", "US", (36.2, -118.8)),
        ("Villages near Ghazni, Kabul and Gardez were shelled.", "Ghazni", "AF", (33.5, 68.4)),
        ("Schools closed in Washington, Baltimore and Alexandria.", "Alexandria", "US", (38.8, -77.0)),
        ("Schools closed in Cairo, Giza and Alexandria.", "Alexandria", "EG", (31.2, 29.9)),
        ("Athens, Larissa and Patras voted on Sunday.", "Athens", "GR", (38.0, 23.7)),
        ("Athens, Macon and Savannah voted on Sunday. Atlanta voted, too.", "Athens", "US", (33.9, -83.4)),
    ],
)
def test_namesakes(read_text: Read, text: str, name: str, country: str, near: tuple[float, float]) -> None:
    place = grounding(read_text(text), name)
    assert place is not None
    assert place.country == country
    assert (place.latitude, place.longitude) == pytest.approx(near, abs=1)
    assert place.reason


def test_the_outlet_is_at_home(read_text: Read) -> None:
    text = "The council of London met on Monday. London has no money for roads."
    abroad, home = (grounding(read_text(text, url=url), "London") for url in (None, "https://news.example.ca/roads"))
    assert abroad is not None and abroad.country == "GB"
    assert home is not None and home.country in {"CA", "GB"}
    named = grounding(read_text(text + " Ontario will not help.", url="https://news.example.ca/roads"), "London")
    assert named is not None and named.country == "CA"


def test_the_dateline_is_at_home(annotate: Callable[..., Doc]) -> None:
    doc = annotate("SEVILLE (Agency) — Flights left Cordoba.")
    mentions = [
        MentionSpan(doc[token.i : token.i + 1], "Place") for token in doc if token.text in {"SEVILLE", "Cordoba"}
    ]
    grounder = Grounder(doc, mentions, gazetteer())
    place = grounder.ground(mentions[1].span)
    assert place is not None and place.country == "ES"
    assert grounder.names["seville"].count > grounder.names["cordoba"].count


@pytest.mark.parametrize(
    ("text", "name", "precision", "country"),
    [
        ("Soldiers guarded Camp Redwood, near the Tunis Airport, on Friday.", "Camp Redwood", "near", "TN"),
        ("Trains stopped at Accra Central Station in Ghana.", "Accra Central Station", "near", "GH"),
        ("A fire burned in the village of Quarrelton in Missouri.", "Quarrelton", "near", "US"),
        ("The ferry crossed Lake Victoria on Monday.", "Lake Victoria", "province", None),
        ("Climbers were lost on Mount Fuji on Monday.", "Mount Fuji", "province", "JP"),
        ("Flights left Baghdad Airport on Monday.", "Baghdad Airport", "exact", "IQ"),
        ("Snow fell on Visalia in Tulare County.", "Tulare County", "province", "US"),
    ],
)
def test_precision(read_text: Read, text: str, name: str, precision: str, country: str | None) -> None:
    place = grounding(read_text(text), name)
    assert place is not None
    assert (place.precision, place.country) == (precision, country)
    assert place.latitude is not None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Protesters filled Masjid Soleyman, Iran, and Isfehan.", "Masjid Soleyman", "IR"),
        ("Rebels took Deir Ezzor in Syria.", "Deir Ezzor", "SY"),
        ("Crowds filled Isfehan and Shiraz.", "Isfehan", "IR"),
    ],
)
def test_other_spellings(read_text: Read, text: str, name: str, country: str) -> None:
    place = grounding(read_text(text), name)
    assert place is not None
    assert (place.country, place.precision) == (country, "city")


@pytest.mark.parametrize(
    "text", ["The French and the Ukrainians signed a treaty.", "Peruvian miners met Swiss bankers."]
)
def test_demonyms_are_no_places(read_text: Read, text: str) -> None:
    names = [m.span.text for m in read_text(text).mentions if m.kind == "Place" and m.level == "name"]
    assert names == []


def test_glued_places_are_split(read_text: Read) -> None:
    reading = read_text("Workers marched in Lyon& Dijon- and Nantes on Tuesday.")
    assert {"Lyon", "Dijon", "Nantes"} <= {node.name for node in reading.nodes.values()}


def test_a_place_glued_to_its_country(read_text: Read) -> None:
    place = next(n.grounding for n in read_text("Fires broke out in Malmo-Sweden.").nodes.values() if "Malmo" in n.name)
    assert place is not None
    assert (place.country, place.geonames) == ("SE", 2692969)


def test_a_refusal_has_its_reason(annotate: Callable[..., Doc]) -> None:
    doc = annotate("A boat sank on Lake Zorblatt.")
    lake = next(entity for entity in extraction_of(doc).entities if entity.name == "Lake Zorblatt")
    assert lake.grounding is None
    assert "no place of this name" in lake.refusal


def test_a_site_of_which_only_the_country_is_known(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Ghana and Ghanaian police watched Zorblatt.")
    mentions = [MentionSpan(doc[i : i + 1], "Place") for i in (0, 5)]
    place = Grounder(doc, mentions, gazetteer()).ground(mentions[1].span)
    assert place is not None
    assert (place.precision, place.country, place.latitude) == ("site", "GH", None)


def test_a_small_namesake_abroad_is_not_meant(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Kenya, Nairobi, Mombasa and Marfa were flooded.")
    mentions = [MentionSpan(token_span, "Place") for token_span in (doc[0:1], doc[2:3], doc[4:5], doc[6:7])]
    marfa = Grounder(doc, mentions, gazetteer()).ground(mentions[3].span)
    assert marfa is not None
    assert (marfa.country, marfa.geonames) == ("KE", None)


def test_unknown_places_are_near_the_towns_of_a_local_text(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Visalia, Tulare, Porterville and Zorblatt had rain.")
    mentions = [MentionSpan(span, "Place") for span in (doc[0:1], doc[2:3], doc[4:5], doc[6:7])]
    place = Grounder(doc, mentions, gazetteer()).ground(mentions[3].span)
    assert place is not None
    assert (place.precision, place.country) == ("near", "US")
    assert (place.latitude, place.longitude) == pytest.approx((36.2, -119.2), abs=0.5)


def test_a_long_list_of_places_takes_no_longer_than_its_length(annotate: Callable[..., Doc]) -> None:
    doc = Doc(annotate("x").vocab, words=[f"Zorblatt{i}" for i in range(3000)])
    mentions = [MentionSpan(doc[i : i + 1], "Place") for i in range(3000)]
    grounder = Grounder(doc, mentions, gazetteer())
    assert [grounder.ground(mention.span) for mention in mentions] == [None] * 3000


def test_the_countries_of_the_document_decide_between_namesakes(read_text: Read) -> None:
    text = "Venezuelan troops reached Valencia. Caracas and Maracaibo are calm, the Venezuelan army said in Valencia."
    place = grounding(read_text(text), "Valencia")
    assert place is not None
    assert place.country == "VE"


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Gansu Province", "Gansu"), ("city of Oruro", "Oruro"), ("northern Chile", "Chile"), ("Lima", "Lima")],
)
def test_bare_place(name: str, bare: str) -> None:
    assert bare_place(name) == bare
