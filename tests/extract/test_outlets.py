"""Where an outlet is at home."""

from __future__ import annotations

import pytest

from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.outlets import home_of
from claimgraph.model import Source


@pytest.mark.parametrize(
    ("publisher", "url", "country", "names"),
    [
        ("The Nairobi Herald", None, None, ["nairobi"]),
        (None, "https://news.example.co.ke/story/1", "KE", []),
        (None, "https://www.quitopost.com/2", None, ["quito"]),
        ("harare-gazette.co.zw", None, "ZW", ["harare"]),
        (None, "https://thetampico.news/", None, ["tampico"]),
        ("Daily News", "https://example.org/", None, []),
        (None, None, None, []),
        (None, "not an address", None, []),
    ],
)
def test_home(publisher: str | None, url: str | None, country: str | None, names: list[str]) -> None:
    home = home_of(Source.of("a", "", publisher=publisher, url=url), gazetteer())
    assert home.country == country
    assert set(names) <= set(home.names)
    assert bool(names) or not home.names
