"""Open claims: predicates in dictionary form, stance and speaker beside them, and nothing that a typed claim has."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.pipeline import extract, make_doc, make_nlp
from claimgraph.model import Claim, Extraction, Reference, Source, Stance
from claimgraph.ontology.iris import passage_of


@pytest.fixture(scope="module")
def reader() -> Language:
    """The pipeline that reads open claims, too."""
    return make_nlp(open=True)


def read(reader: Language, text: str) -> tuple[Source, Extraction]:
    source = Source.of("test.txt", text)
    return source, next(extract(reader, [source]))


def shown(claim: Claim, source: Source, extraction: Extraction) -> str:
    """A claim in words."""
    names = {entity.id: entity.name for entity in extraction.entities}

    def argument(identifier: str) -> str:
        passage = passage_of(identifier)
        return source.text[passage[1] : passage[2]] if passage else f"<{names[identifier]}>"

    assert isinstance(claim.object, Reference)
    speaker = f", {names[claim.speaker]}" if claim.speaker else ""
    ends = argument(claim.subject), argument(claim.object.id)
    return f"{ends[0]} | {claim.predicate} | {ends[1]} ({claim.stance}{speaker})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz has repaired the roof.", "<Ana Ruiz> | repair | the roof (actual)"),
        ("The roof was repaired by Ana Ruiz.", "The roof | be repaired by | <Ana Ruiz> (actual)"),
        ("A roof repaired by Ana Ruiz fell.", "A roof | be repaired by | <Ana Ruiz> (actual)"),
        ("Ana Ruiz did not repair the roof.", "<Ana Ruiz> | repair | the roof (denied)"),
        ("Residents must boil their water.", "Residents | boil | their water (demanded)"),
        ("The brewery may change its recipe.", "The brewery | change | its recipe (hypothetical)"),
        ("Ana Ruiz plans to repair the roof.", "<Ana Ruiz> | repair | the roof (planned)"),
        ("Ana Ruiz refused to repair the roof.", "<Ana Ruiz> | repair | the roof (denied)"),
        ("Ana Ruiz said that the roof leaks water.", "the roof | leak | water (actual, Ana Ruiz)"),
        ("According to Ana Ruiz, the roof leaks water.", "the roof | leak | water (actual, Ana Ruiz)"),
        ("Ana Ruiz, a roofer who repaired the chapel, slept.", "<Ana Ruiz> | repair | the chapel (actual)"),
        ("The harbor museum is to open its doors on Monday.", "The harbor museum | open | its doors (planned)"),
        ("In May, Ana Ruiz gardened.", "<Ana Ruiz> | garden in | May (actual)"),
        ("The roofer, Ana Ruiz, repaired the chapel.", "<Ana Ruiz> | repair | the chapel (actual)"),
    ],
)
def test_stance_and_speaker_are_no_part_of_the_predicate(reader: Language, text: str, expected: str) -> None:
    source, extraction = read(reader, text)
    assert expected in [shown(claim, source, extraction) for claim in extraction.open_claims]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Ana Ruiz said that the roof leaks water.", "say"),
        ("According to Ana Ruiz, the roof leaks water.", "accord"),
        ("Marie Curie married Pierre Curie in 1895.", "<Pierre Curie>"),
        ("Marie Curie visited Lisbon on 4 May 2020.", "<Lisbon>"),
        ("It broke the window.", "window"),
        ("Ana Ruiz joined the Institute of Marine Biology.", "of |"),
    ],
)
def test_what_is_no_open_claim(reader: Language, text: str, part: str) -> None:
    """Reports of words, what typed claims have, and pronouns that stand for nobody."""
    source, extraction = read(reader, text)
    assert not [line for c in extraction.open_claims if part in (line := shown(c, source, extraction))]


def test_typed_claims_stay_as_they_are(reader: Language, nlp: Language) -> None:
    """The component adds, and changes nothing."""
    text = "Ana Ruiz, who leads the Harbor Union, was arrested in Lisbon. She denied that she broke a window."
    source, with_open = read(reader, text)
    without = next(extract(nlp, [source]))
    assert with_open.open_claims and not without.open_claims
    assert (with_open.entities, with_open.claims) == (without.entities, without.claims)
    assert make_doc(reader, source).text == source.text
    assert all(claim.stance in Stance and claim.evidence.rule.startswith("open:") for claim in with_open.open_claims)
