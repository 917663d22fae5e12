"""A text that is plainly not English is told by its language."""

from __future__ import annotations

import pytest

from claimgraph.extract.language import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Robotnicy w trzech portach przerwali w niedzielę pracę, a promy pozostały przy nabrzeżu przez dzień.",
            "Polish",
        ),
        ("کارگران در سه بندر روز یکشنبه دست از کار کشیدند و کشتی‌ها در اسکله ماندند.", "Persian"),
        (
            "Los obreros de tres puertos dejaron de trabajar el domingo y los barcos se quedaron en el muelle.",
            "Spanish",
        ),
        ("Workers in three ports put down their tools on Sunday and the ferries stayed at the quay.", None),
        ("Gdańsk, Gdynia, Szczecin, Łódź, Kraków, Wrocław, Poznań, Lublin, Bydgoszcz, Toruń", None),
        ("Streik in Hull", None),
        ("1980 1981", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert foreign_language(text) == language
