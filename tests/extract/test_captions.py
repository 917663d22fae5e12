"""Captions: lines without a verb, in which places, what is shown and a day stand between dashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.captions import find_captions
from claimgraph.extract.state import Reading, reading_of

SHOWN = "Vigil for the lost sailors"


@pytest.mark.parametrize(
    ("line", "places"),
    [
        (f"Oslo - {SHOWN} - May 3, 1994", ["Oslo"]),
        (f"Oslo- {SHOWN}- May 3, 1994", ["Oslo"]),
        (f"Oslo, May 3, 1994 – {SHOWN}", ["Oslo"]),
        (f"Oslo & Bergen, May 3, 1994 – {SHOWN}, by Norsk Union", ["Oslo", "Bergen"]),
        (f"{SHOWN} – Oslo, May 3, 1994", ["Oslo"]),
        (f"{SHOWN} – Oslo and Bergen, May 3, 1994.", ["Oslo", "Bergen"]),
        ("Oslo, May 3, 1994 – The mayor said on the radio that the sailors were safe.", None),
        ("The mayor held a vigil for the lost sailors – Oslo, May 3, 1994", None),
        ("Oslo, May 3, 1994 - The Harbor Choir, led by Eva Lund, performed for the sailors on Sunday.", None),
        ("The vigil took place in Oslo on May 3, 1994", None),
        (f"Oslo – {SHOWN}", None),
        ("Oslo - The widows of the sailors held a vigil in Bergen on May 3, 1994", None),
        (f"Oslo - {SHOWN} is held by their widows - May 3, 1994", ["Oslo"]),
    ],
)
def test_caption(annotate: Callable[..., object], line: str, places: list[str] | None) -> None:
    """The places and the day of a caption, wherever they stand; no sentence is one."""
    doc = annotate(f"{line}\n\nThe harbor of the town was closed for the whole day, the port office wrote later.\n")
    reading: Reading = reading_of(doc)  # type: ignore[arg-type]
    found = find_captions(doc, reading)  # type: ignore[arg-type]
    if places is None:
        assert found == []
        return
    (caption,) = found
    assert [place.span.text for place in caption.places] == places
    assert caption.date.interval.begin == "1994-05-03"
    assert caption.shown.text.startswith(SHOWN)
