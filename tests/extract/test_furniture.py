"""Page furniture is found, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.furniture import find_furniture
from claimgraph.model import Source


def furniture(text: str) -> list[str]:
    return [text[start:end] for start, end in find_furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "728 x 90",
        "300×250",
        "Exit mobile version",
        "Exit mobile version728 x 90",
        "%d bloggers like this:",
        "Advertisement",
        "Read more: Ferries stay at the quay »",
        "Read More...",
        "Share on Facebook",
        "Share this article",
        "Tweet",
        "Subscribe to our newsletter",
        "Sign up for our morning e-mail newsletter",
        "Follow us on Twitter",
        "Related articles:",
        "You may also like",
        "Leave a comment",
        "12 comments",
        "Skip to main content",
        "© 2020 Coast Courier",
        "All rights reserved.",
        "We use cookies to improve your visit. Accept or read our policy.",
        "This website uses cookies.",
        "Photo: Jane Roe",
        "Photo by Jane Roe/Coast Wire",
        "File:Crane in Hull.jpg",
        "IMG_2041.JPG",
        "Home | News | Sport | Contact",
        "Home » World » Europe",
        "Page 2 of 5",
        "3 min read",
    ],
)
def test_a_line_of_furniture_is_found(line: str) -> None:
    text = f"The port closed on Sunday.\n\n{line}\n\nIt opened again on Monday."
    assert furniture(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in London fell by a third on Monday.",
        "Print workers joined the strike.",
        "Photo: a crowd of several thousand dockers and their families marches down the street to the town hall",
        "Search parties went out at dawn.",
        "More than 300 people were hurt.",
        "He read more than anyone in the camp had read in the years before.",
        "Top officials resigned.",
        "Cookies were served to the children.",
        "Comments by the minister angered the dockers.",
        "The hall is 120 x 60 meters large.",
        "Hull | Dockers | 900",
        "Follow the money, she said.",
    ],
)
def test_a_line_of_the_report_is_kept(line: str) -> None:
    assert furniture(f"The port closed on Sunday.\n\n{line}") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Nobody was hurt.Exit mobile version", "Exit mobile version"),
        ("728 x 90Ferries stay at quay", "728 x 90"),
        ("Cranes at rest on Monday. Image: Jane Roe.", " Image: Jane Roe."),
        ("Dockers at the gate_MG_4408", "_MG_4408"),
    ],
)
def test_furniture_glued_to_words_is_cut_from_them(line: str, found: str) -> None:
    assert furniture(line) == [found]


def test_a_caption_that_repeats_an_earlier_line_is_furniture() -> None:
    text = "Ferries stay at quay\n\nNobody came.\n\nFerries stay at Quay.\n\nFerries stay at quay_MG_4408"
    assert furniture(text) == ["Ferries stay at Quay.", "Ferries stay at quay_MG_4408"]


def test_a_headline_glued_to_a_caption_is_furniture() -> None:
    text = "Ferries stay at the quay in Hull\n\nCranes at restFerries Stay at the Quay in Hull"
    assert furniture(text) == ["Ferries Stay at the Quay in Hull"]


def test_a_short_line_may_come_again() -> None:
    assert furniture("Hull\n\nThe port closed.\n\nHull\n\nIt opened.") == []


@given(st.text(alphabet=st.sampled_from(list("aB .\n\t|x0728×%d“É")), max_size=200))
def test_ranges_are_in_order_and_within_the_text(text: str) -> None:
    ranges = find_furniture(text)
    ends = [0, *(edge for pair in ranges for edge in pair), len(text)]
    assert ends == sorted(ends)
    assert len(Source("1", "a", text, furniture=ranges).readable) == len(text)
