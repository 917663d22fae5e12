"""What the words beside a name say of the kind of thing that it is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A rocket built by the start-up Halcyon Space exploded on Monday.", "Halcyon Space", "Organization"),
        ("Diego Roe was banned. His team, Castel-Nova, fired him.", "Castel-Nova", "Organization"),
        ("The newspaper Diario do Cais published bank records.", "Diario do Cais", "Organization"),
        ("State Railways, which runs the line, denied that.", "State Railways", "Organization"),
        ("The guide told Radio Alpin that he had warned them.", "Radio Alpin", "Organization"),
        ("Jo Roe signed the Gdansk Agreement on Sunday.", "Gdansk", "Place"),
        ("The island of Saint Brendan was cut off.", "Saint Brendan", "Place"),
        ("Investors led by Carlin Capital paid. Shares in Carlin fell.", "Carlin Capital", "Organization"),
        ("A visit to the Museum of World Cultures was planned.", "Museum of World Cultures", "Place"),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(
    read_text: Callable[..., Reading], text: str, name: str, kind: str
) -> None:
    assert {node.name: node.kind for node in read_text(text).nodes.values()}.get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("An oil spill from the Liberian-flagged tanker Aurelia reached the coast.", "Aurelia"),
        ('He sold "The Flight of Psyche" to a dealer in Oslo.', "Flight of Psyche"),
        ("It is the worst spill since the sinking of the Marguerite in 1996.", "Marguerite"),
    ],
)
def test_ships_are_no_entities(read_text: Callable[..., Reading], text: str, name: str) -> None:
    assert name not in {node.name for node in read_text(text).nodes.values()}
