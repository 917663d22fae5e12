"""How two are connected."""

from __future__ import annotations

import pytest

from claimgraph.errors import UsageError


def test_each_step_has_its_sentence_and_whose_it_is(kg) -> None:
    text = kg.connect("Ana Lund", "Ivo Strand").text()
    assert text.startswith("Ána Lund and Ivo Strand: 5 steps\n")
    assert "Ána Lund — leaderOf — Harbor Union\n     “Its head, Ána Lund, spoke to some 900 people.”" in text
    assert "State Gazette; gazette.txt" in text


def test_steps_join_one_to_the_next(kg) -> None:
    steps = kg.connect("Ivo Strand", "Harbor Union").steps
    assert [step.start for step in steps[1:]] == [step.end for step in steps[:-1]]
    assert (steps[0].start, steps[-1].end) == ("person/ivo-strand", "org/harbor-union")
    assert all({link.subject, link.object} == {step.start, step.end} for step in steps for link in step.links)


def test_what_is_only_denied_or_planned_joins_nobody_unless_asked(kg) -> None:
    with pytest.raises(UsageError, match="--any-stance"):
        kg.connect("Ministry of Ports", "Harbor Union")
    assert len(kg.connect("Ministry of Ports", "Harbor Union", any_stance=True).steps) == 1


def test_nothing_joins_whom_no_claim_names(kg) -> None:
    with pytest.raises(UsageError, match=r"no chain of claims joins 'Olga Ree' and 'Harbor Union' in this graph$"):
        kg.connect("Olga Ree", "Harbor Union", any_stance=True)


def test_one_and_the_same(kg) -> None:
    assert kg.connect("Ana Lund", "Ána Lund").text() == "Ána Lund and Ána Lund are one and the same.\n"
