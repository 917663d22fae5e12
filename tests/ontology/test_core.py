"""The core ontology: every term is explained, placed and aligned, and no phrase evokes two classes."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS

from claimgraph.annotation import ROLES
from claimgraph.ontology import vocabulary

CG = rdflib.Namespace("https://w3id.org/claimgraph#")
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
SCHEMA = rdflib.Namespace("https://schema.org/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
GEO = rdflib.Namespace("http://www.opengis.net/ont/geosparql#")
CORE = rdflib.Graph().parse(data=(resources.files("claimgraph.ontology") / "core.ttl").read_text("utf-8"))
WORDS = vocabulary.load()
TERMS = sorted(set(CORE.subjects(RDFS.isDefinedBy)) | {s for s in CORE.subjects(RDF.type) if str(s).startswith(CG)})
PROPERTIES = sorted(term.name for term in WORDS.properties.values() if term.iri.startswith(CG))

EVENT_CLASSES = """
Protest Commemoration Conference Statement Attack Arson Killing Execution Massacre Arrest Trial Sentencing Imprisonment
Torture Graffiti Election Appointment Resignation Founding Meeting Visit Agreement Sanction Merger Acquisition
Investment ProductLaunch Award Birth Death Accident Disaster MilitaryAction Exhibition Demand Publication Travel Other
""".split()
RELATIONS = """
leaderOf memberOf employedBy spokespersonFor founderOf partOf affiliatedWith supports opposes locatedIn citizenOf
spouseOf parentOf siblingOf childOf relativeOf positionHeld alsoKnownAs foundedOn bornOn diedOn bornIn diedIn causedBy
partOfEvent responsibleFor victimOf authorOf ownerOf subsidiaryOf
""".split()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).rpartition("/")[2])
def test_a_term_has_an_english_label_and_comment(term: rdflib.term.Node) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        assert [getattr(text, "language", None) for text in CORE.objects(term, predicate)] == ["en"]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).rpartition("/")[2])
def test_a_term_says_where_it_is_defined(term: rdflib.term.Node) -> None:
    assert CORE.value(term, RDFS.isDefinedBy) == rdflib.URIRef("https://w3id.org/claimgraph")


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_has_a_domain_and_a_range(name: str) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        assert CORE.value(CG[name], predicate) is not None


@pytest.mark.parametrize("name", EVENT_CLASSES)
def test_an_event_class_is_below_event_with_phrases_and_a_look(name: str) -> None:
    assert WORDS.kind_of(name) == "Event"
    assert len(WORDS.classes[name].phrases) >= 10
    assert re.fullmatch("#[0-9A-F]{6}", WORDS.look(name)[0])


ACLED = {
    "Battles": ["Government regains territory", "Non-state actor overtakes territory", "Armed clash"],
    "Protests": ["Excessive force against protesters", "Protest with intervention", "Peaceful protest"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Explosions/Remote violence": [
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Strategic developments": [
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ],
}  # fmt: skip
PLOVER = """
AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE
ASSAULT
""".split()
CODES = {
    CG.acled: "|".join(map(re.escape, {*ACLED, *(sub for subs in ACLED.values() for sub in subs)})),
    CG.plover: "|".join(PLOVER),
    CG.cameo: r"(0[1-9]|1\d|20)\d{0,2}",
}
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)


@pytest.mark.parametrize("name", EVENT_CLASSES)
def test_an_event_class_stands_under_one_group(name: str) -> None:
    groups = [g for g in WORDS.ancestors(name) if "Event" in WORDS.classes[g].parents]
    assert len(groups) == 1


@pytest.mark.parametrize("name", EVENT_CLASSES)
def test_an_event_class_is_aligned_or_says_that_nobody_has_it(name: str) -> None:
    theirs = [match for predicate in MATCHES for match in CORE.objects(CG[name], predicate)]
    aligned = [*CORE.objects(CG[name], SKOS.notation), *(iri for iri in theirs if iri.startswith(str(SCHEMA)))]
    assert bool(aligned) != bool(list(CORE.objects(CG[name], SKOS.editorialNote)))


def test_the_codes_of_other_schemes_exist() -> None:
    codes = [code for code in CORE.objects(None, SKOS.notation) if isinstance(code, rdflib.Literal)]
    assert len(codes) > 60
    wrong = [code for code in codes if not re.fullmatch(CODES[rdflib.URIRef(str(code.datatype))], str(code))]
    assert wrong == []


def test_the_matches_in_schema_org_exist() -> None:
    theirs = [str(iri) for predicate in MATCHES for iri in CORE.objects(None, predicate)]
    names = [iri.removeprefix(str(SCHEMA)) for iri in theirs if iri.startswith(str(SCHEMA))]
    assert len(names) > 20
    assert [name for name in names if name not in SDO] == []


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_has_phrases(name: str) -> None:
    assert WORDS.properties[name].phrases


@pytest.mark.parametrize("role", ROLES)
def test_a_role_makes_somebody_an_actor_of_an_event(role: str) -> None:
    assert WORDS.is_a(role, "role")
    assert (CG.role, RDFS.subPropertyOf, SEM.hasActor) in CORE


@pytest.mark.parametrize(
    ("ours", "predicate", "theirs"),
    [
        (SEM.Event, RDFS.subClassOf, SCHEMA.Event),
        (SCHEMA.Person, RDFS.subClassOf, PROV.Agent),
        (SCHEMA.Place, RDFS.subClassOf, GEO.Feature),
        (CG.Claim, RDFS.subClassOf, RDF.Statement),
        (CG.Claim, RDFS.subClassOf, PROV.Entity),
        (CG.Stance, RDFS.subClassOf, SKOS.Concept),
        (CG.place, RDFS.subPropertyOf, SEM.hasPlace),
        (CG.begin, RDFS.subPropertyOf, SEM.hasBeginTimeStamp),
        (CG.end, RDFS.subPropertyOf, SEM.hasEndTimeStamp),
        (CG.spouseOf, RDFS.subPropertyOf, SCHEMA.spouse),
        (CG.alsoKnownAs, RDFS.subPropertyOf, SKOS.altLabel),
        (CG.parentOf, OWL.inverseOf, CG.childOf),
        (CG.spouseOf, RDF.type, OWL.SymmetricProperty),
    ],
)
def test_a_term_is_aligned(ours: rdflib.URIRef, predicate: rdflib.URIRef, theirs: rdflib.URIRef) -> None:
    assert (ours, predicate, theirs) in CORE


def test_no_phrase_evokes_two_classes() -> None:
    """Neither as it stands, nor where one class restricts a word's part of speech and the other does not."""
    evoked: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in WORDS.event_classes():
        for phrase in WORDS.classes[name].phrases:
            evoked[re.sub("/[A-Z]+", "", phrase)][name].add(phrase)
    shared = {bare: dict(by_class) for bare, by_class in evoked.items() if len(by_class) > 1}
    doubtful = {
        bare: by_class
        for bare, by_class in shared.items()
        if any(bare in phrases for phrases in by_class.values()) or _overlap(*by_class.values())
    }
    assert doubtful == {}


def _overlap(*groups: set[str]) -> bool:
    return len(set().union(*groups)) < sum(map(len, groups))


def test_a_phrase_is_a_sequence_of_lower_case_lemmas() -> None:
    word = r"[^\W\d_A-Z]([^\WA-Z]|[-'])*(/(NOUN|VERB|ADJ|PROPN|ADV|PRT))?"
    assert [phrase for phrase in WORDS.event_phrases() if not re.fullmatch(rf"{word}( (- )?{word})*", phrase)] == []


def test_the_kinds_are_told_apart_by_color_and_by_shape() -> None:
    looks = [WORDS.look(kind) for kind in vocabulary.KINDS]
    assert len({color for color, _ in looks}) == len({shape for _, shape in looks}) == len(vocabulary.KINDS)


def test_the_groups_of_events_are_told_apart_by_color() -> None:
    groups = [name for name in WORDS.event_classes() if "Event" in WORDS.classes[name].parents]
    assert len({WORDS.look(name)[0] for name in groups}) == len(groups) == 10


def test_every_term_that_the_graph_and_its_queries_use_is_defined() -> None:
    graph = resources.files("claimgraph.graph")
    files = [f for folder in (graph, graph / "queries") for f in folder.iterdir() if f.name.endswith((".py", ".rq"))]
    used = {name for file in files for name in re.findall(r"\bcg:(\w+)", file.read_text("utf-8"))}
    assert {name for name in used if (CG[name], RDFS.label, None) not in CORE} == set()
