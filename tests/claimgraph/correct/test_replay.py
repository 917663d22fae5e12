"""Corrections replayed: what each does, which contradict each other, and how what they are about is found again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from claimgraph.correct.anchors import Anchors
from claimgraph.correct.correction import Correction
from claimgraph.correct.file import witnessed
from claimgraph.correct.lookup import Lookup
from claimgraph.correct.replay import Replayed, replay
from claimgraph.extract.resolve import resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Mention, Reference, Source, Text
from claimgraph.ontology.iris import claim_id

UNION, GREENS, ANN, BO = "org/green-union", "org/greens", "person/ann-lee", "person/bo-ray"


def read(name: str, union: str, person: str) -> tuple[Source, Extraction]:
    """A report in which somebody leads a union."""
    source = Source.of(name, f"{person} leads {union}.")
    end = len(source.text) - 1
    entities = (Entity("n1", "Organization", union), Entity("n2", "Person", person))
    mentions = (
        Mention(source.id, 0, len(person), person, "Person", "n2"),
        Mention(source.id, end - len(union), end, union, "Organization", "n1"),
    )
    found = Evidence(source.id, 0, end, "rule", 0.5)
    claims = (Claim("n2", "leaderOf", Reference("n1"), found), Claim("n2", "positionHeld", Text("head"), found))
    return source, Extraction(source.id, entities, mentions, claims)


REPORTS = (
    read("one.txt", "Green Union", "Ann Lee"),
    read("two.txt", "The Greens", "Ann Lee"),
    read("three.txt", "Red Union", "Bo Ray"),
)


def corrected(*given: Correction, reports: Sequence[tuple[Source, Extraction]] = REPORTS) -> Replayed:
    """The graph of the reports with these corrections in it."""
    sources, extractions = [source for source, _ in reports], [extraction for _, extraction in reports]
    return replay(resolve(extractions), extractions, Anchors.of(sources, extractions), given)


def claims(done: Replayed) -> list[Claim]:
    return [claim for x in done.extractions for claim in x.claims]


def seen(correction: Correction, *before: Correction) -> Correction:
    """A correction as ``claimgraph correct`` writes it, after those before it."""
    extractions = [extraction for _, extraction in REPORTS]
    anchors = Anchors.of([source for source, _ in REPORTS], extractions)
    return witnessed(correction, Lookup.of(corrected(*before).resolution, anchors))


def test_merge_makes_one_of_two() -> None:
    done = corrected(Correction("merge", (UNION, GREENS)))
    assert done.problems == []
    assert done.resolution.entities[UNION].aliases == ("The Greens",)
    assert GREENS not in done.resolution.entities


def test_split_takes_a_source_apart_and_its_names() -> None:
    merge = Correction("merge", (UNION, GREENS, "org/red-union"))
    done = corrected(merge, Correction("split", (UNION, "three.txt")))
    unions = {e.name: e.aliases for e in done.resolution.entities.values() if e.kind == "Organization"}
    assert unions == {"Green Union": ("The Greens",), "Red Union": ()}
    done = corrected(Correction("split", (ANN, "two.txt")))
    people = [e.id for e in done.resolution.entities.values() if e.name == "Ann Lee"]
    assert len(people) == 2 and {*people, BO} == {claim.subject for claim in claims(done)}


def test_split_leaves_something_behind() -> None:
    done = corrected(Correction("split", (ANN, "one.txt", "two.txt")))
    assert "nothing is left to split it from" in done.problems[0]
    assert ANN in done.resolution.entities


def test_rename_keeps_the_old_name_as_an_alias_and_can_be_repeated() -> None:
    done = corrected(Correction("rename", (ANN,), "Ann B. Lee"), Correction("rename", (ANN,), "A. B. Lee"))
    assert done.problems == []
    assert done.resolution.entities[ANN].name == "A. B. Lee"
    assert done.resolution.entities[ANN].aliases == ("Ann B. Lee", "Ann Lee")


def test_retype_changes_the_kind() -> None:
    entity = corrected(Correction("retype", (GREENS,), "Place")).resolution.entities[GREENS]
    assert (entity.kind, entity.type) == ("Place", "Place")


def test_a_rejected_entity_takes_its_claims_along() -> None:
    done = corrected(Correction("reject", (ANN,)))
    assert ANN not in done.resolution.entities
    assert {claim.subject for claim in claims(done)} == {BO}
    assert not any(m.entity == ANN for x in done.extractions for m in x.mentions)


def test_a_rejected_claim_goes_alone_and_a_confirmed_one_is_certain_whatever_is_merged_after() -> None:
    left, right, *_ = claims(corrected())
    given = [seen(Correction("reject", (claim_id(left),))), seen(Correction("confirm", (claim_id(right),)))]
    done = corrected(*given, Correction("merge", (BO, ANN)))
    assert done.problems == []
    assert [(c.predicate, c.evidence.score) for c in claims(done)][:1] == [("positionHeld", 1.0)]
    assert len(claims(done)) == 5


def test_a_claim_written_by_hand_goes_by_the_id_that_explain_prints() -> None:
    merge = Correction("merge", (BO, ANN))
    wanted = claims(corrected(merge))[0]
    done = corrected(Correction("reject", (claim_id(wanted),)), merge)
    assert done.problems == [] and len(claims(done)) == 5


@pytest.mark.parametrize(
    "correction",
    [
        Correction("rename", ("person/nobody",), "X"),
        Correction("merge", (ANN, "person/nobody")),
        Correction("apart", (ANN, "person/nobody")),
        Correction("reject", ("claim/0123",)),
        Correction("split", (ANN, "four.txt")),
    ],
)
def test_what_no_longer_applies_is_reported_and_the_rest_goes_on(correction: Correction) -> None:
    done = corrected(correction, Correction("rename", (ANN,), "Y"))
    assert len(done.problems) == 1 and done.problems[0].startswith(f"correction 1 ({correction}): ")
    assert done.resolution.entities[ANN].name == "Y"
    assert [decision.number for decision in done.decisions] == [2]


def test_a_merge_does_what_it_can() -> None:
    done = corrected(Correction("merge", (UNION, "org/nothing", GREENS)))
    assert len(done.problems) == 1 and GREENS not in done.resolution.entities
    assert done.resolution.entities[UNION].aliases == ("The Greens",)


RED = "org/red-union"


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ((Correction("merge", (UNION, GREENS)), Correction("apart", (GREENS, UNION))), 1),
        ((Correction("apart", (UNION, GREENS)), Correction("merge", (GREENS, UNION))), 1),
        # by way of a third
        (
            (
                Correction("apart", (UNION, GREENS)),
                Correction("merge", (RED, GREENS)),
                Correction("merge", (UNION, RED)),
            ),
            1,
        ),
        (
            (
                Correction("merge", (RED, GREENS)),
                Correction("merge", (UNION, RED)),
                Correction("apart", (UNION, GREENS)),
            ),
            2,
        ),
        ((Correction("reject", (UNION,)), Correction("confirm", (UNION,))), 1),
        ((Correction("confirm", (UNION,)), Correction("reject", (UNION,))), 1),
        ((Correction("reject", (GREENS,)), Correction("merge", (UNION, GREENS))), 1),
        ((Correction("rename", (ANN,), "A", by="Ann"), Correction("rename", (ANN,), "B", by="Bo")), 1),
        ((Correction("retype", (UNION,), "Place", by="Ann"), Correction("retype", (UNION,), "Person", by="Bo")), 1),
    ],
)
def test_of_two_that_contradict_each_other_the_first_stands(given: tuple[Correction, ...], stands: int) -> None:
    signed = [dataclasses.replace(c, by=c.by or "Ann", why=f"reason {i}") for i, c in enumerate(given)]
    done = corrected(*map(seen, signed))
    assert list(done.refused) == [len(given) - 1]
    (problem,) = done.problems
    assert f"by {signed[-1].by}: reason {len(given) - 1}" in problem
    assert f"correction {stands} " in problem and f"reason {stands - 1}" in problem and f"--undo {stands}" in problem
    before = corrected(*map(seen, signed[:-1]))
    assert done.resolution.entities == before.resolution.entities and done.extractions == before.extractions


def test_claims_are_not_both_right_and_wrong() -> None:
    identifier = claim_id(claims(corrected())[0])
    done = corrected(Correction("confirm", (identifier,)), Correction("reject", (identifier,)))
    assert list(done.refused) == [1] and len(claims(done)) == 6


def test_merges_of_merges_and_what_is_said_of_a_merged_one() -> None:
    given = (
        Correction("merge", (GREENS, RED)),
        Correction("merge", (UNION, RED)),  # which is the Greens by now
        Correction("rename", (GREENS,), "All Unions"),
        Correction("confirm", (RED,)),
    )
    for corrections in (given, tuple(map(seen, given))):
        done = corrected(*corrections)
        assert done.problems == []
        (union,) = [e for e in done.resolution.entities.values() if e.kind == "Organization"]
        assert (union.id, union.name) == (UNION, "All Unions")
        assert union.aliases == ("Green Union", "Red Union", "The Greens")
        assert all(decision.things == (UNION,) for decision in done.decisions)
    assert corrected(*given, Correction("reject", (RED,))).refused == {4: done_text(given)}
    done = corrected(*given[:3], Correction("reject", (RED,)))
    assert done.problems == [] and UNION not in done.resolution.entities


def done_text(given: Sequence[Correction]) -> str:
    return f"it contradicts correction 4 ({given[3]}), which stands until `claimgraph correct DIR --undo 4`"


@pytest.mark.parametrize(
    "correction",
    [
        Correction("merge", (UNION, GREENS)),
        Correction("rename", (ANN,), "X"),
        Correction("retype", (UNION,), "Place"),
        Correction("reject", (GREENS,)),
        Correction("confirm", (ANN,)),
        Correction("split", (ANN, "two.txt")),
        Correction("reject", (claim_id(claims(corrected())[0]),)),
    ],
)
def test_what_was_corrected_is_found_by_its_words_when_its_id_has_changed(correction: Correction) -> None:
    """As if read by another version: other ids, a span wider here and narrower there, another file's name."""
    reports = []
    for (source, extraction), name in zip(REPORTS, ("uno.txt", "two.txt", "three.txt"), strict=True):
        wider = [
            dataclasses.replace(m, start=m.start - 4, text=f"the {m.text}") if m.kind == "Organization" else m
            for m in extraction.mentions
        ]
        entities = [dataclasses.replace(e, name=f"{e.name} Junior") for e in extraction.entities]
        again = dataclasses.replace(extraction, entities=tuple(entities), mentions=tuple(wider))
        reports.append((dataclasses.replace(source, name=name), again))
    told = corrected(seen(correction), reports=reports)
    if correction.targets[0].startswith("claim/"):
        assert "no claim" in told.problems[0]  # its subject has another name: nobody can be sure
        return
    assert told.problems == []
    (decision,) = told.decisions
    assert not set(decision.things) & {UNION, GREENS, ANN}


def test_the_id_that_now_means_another_is_not_followed() -> None:
    first, second = read("one.txt", "Lee Works", "Ann Lee"), read("four.txt", "Lee Works", "Ann Lee")
    renamed = [dataclasses.replace(e, name="Anna Leigh") if e.id == "n2" else e for e in first[1].entities]
    changed = first[0], dataclasses.replace(first[1], entities=tuple(renamed))
    done = corrected(seen(Correction("rename", (ANN,), "X")), reports=(changed, second))
    assert [e.name for e in done.resolution.entities.values() if e.kind == "Person"].count("X") == 1


def test_a_withdrawn_report_leaves_the_id_and_then_the_name() -> None:
    rename = seen(Correction("rename", (ANN,), "X"))
    for reports in (REPORTS[1:], (read("new.txt", "Red Union", "Ann Lee"),)):
        assert corrected(rename, reports=reports).problems == []
    tailed = dataclasses.replace(rename, targets=("person/ann-lee-0a1b2c",))
    assert corrected(tailed, reports=REPORTS[1:]).resolution.entities[ANN].name == "X"
    done = corrected(rename, reports=REPORTS[2:])
    assert "no entity 'person/ann-lee' in this graph any more" in done.problems[0]


def test_an_id_and_words_that_mean_two_things_are_said() -> None:
    rename = dataclasses.replace(seen(Correction("rename", (ANN,), "X")), targets=(BO,))
    done = corrected(rename)
    assert "which was taken; delete one of the two" in done.problems[0]
    assert done.resolution.entities[ANN].name == "X"
