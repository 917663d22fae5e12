"""What plain text says about itself is found; what it does not plainly say stays open."""

from __future__ import annotations

import pytest

from claimgraph.extract.furniture import find_furniture
from claimgraph.extract.metadata import Metadata, read_metadata
from claimgraph.extract.printed_dates import iso_date, iso_date_at

BODY = "The harbor was quiet on the second day, and the owners of the ferries kept them at the quay until noon."


def metadata(text: str) -> Metadata:
    return read_metadata(text, find_furniture(text))


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Wednesday, January 16, 2019", "2019-01-16"),
        ("January 16, 2019 10:30 GMT", "2019-01-16"),
        ("16 January 2019", "2019-01-16"),
        ("Hull, 16th of January 2019", "2019-01-16"),
        ("Sept. 3, 1981", "1981-09-03"),
        ("2019-01-16", "2019-01-16"),
        ("2019-01-16T08:00:00Z", "2019-01-16"),
        ("16.01.2019", "2019-01-16"),
        ("16/01/2019", "2019-01-16"),
        ("01/16/2019", "2019-01-16"),
        ("May 1981", "1981-05"),
        ("03/04/1981", None),
        ("On 3 May 1981 the port closed", None),
        ("Maybe 3, 1981", None),
        ("45 May 1981", None),
    ],
)
def test_a_date_on_its_own_line(line: str, date: str | None) -> None:
    assert iso_date(line) == date


def test_a_date_with_its_weekday_may_begin_a_paragraph() -> None:
    assert iso_date_at("Thursday, May 7, 2015 On Tuesday the port", weekday=True) == "2015-05-07"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ferries kept at quay\n\n{BODY}", "Ferries kept at quay"),
        (f"728 x 90\n\nFerries kept at quay\n\n{BODY}", "Ferries kept at quay"),
        (f"Will the ferries run?\n{BODY}", "Will the ferries run?"),
        (f"{BODY}\n\n{BODY}", None),
        ("A single line", None),
        ("The harbor was quiet and the owners\nof the ferries kept them there.", None),
    ],
)
def test_a_headline_is_the_title(text: str, title: str | None) -> None:
    assert metadata(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"Ferries stop\n\nReported by Coast Wire\n\n{BODY}", "Coast Wire"),
        (f"Ferries stop\n\nPublisher: Coast Courier\n\n{BODY}", "Coast Courier"),
        (f"Ferries stop\n\n{BODY}\n\nSource: Northern Press Agency (NPA)", "Northern Press Agency (NPA)"),
        (f"Ferries stop\n\n(Coast Wire) - {BODY}", "Coast Wire"),
        (f"Ferries stop\n\nHULL, May 3 (Coast Wire) — {BODY}", "Coast Wire"),
        (f"Ferries stop\n\n{BODY}\n\nPress office of the Port Union\n\nMay 3, 1981", "Press office of the Port Union"),
        (f"Ferries stop\n\n{BODY}\n\nHull, 3 May 1981\n\nThe Port Union Council", "The Port Union Council"),
        (f"Ferries stop\n\nThe Port Health Organization (PHO) - a small body - met. {BODY}", None),
        (f"Ferries stop\n\nSource: https://coast.example/1\n\n{BODY}", None),
        (f"Ferries stop\n\n{BODY}", None),
    ],
)
def test_the_publisher_is_found(text: str, publisher: str | None) -> None:
    assert metadata(text).publisher == publisher


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (f"Ferries stop\n\nBy Jane Roe\n\n{BODY}", "Jane Roe"),
        (f"Ferries stop\n\nBy JANE ROE and JOHN DOE, Coast Courier\n\n{BODY}", "Jane Roe and John Doe"),
        (f"Ferries stop\n\nJane Roe in Hull\n\n{BODY}", None),
        (f"Ferries stop\n\nBy the end of May\n\n{BODY}", None),
        (f"By Candle Light\n\n{BODY}", None),
        (f"Ferries stop\n\n{BODY}\n\nJane Roe\nMay 3, 1981", "Jane Roe"),
    ],
)
def test_the_author_is_found(text: str, author: str | None) -> None:
    assert metadata(text).author == author


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Ferries stop\nSunday, May 3, 1981\n{BODY}", "1981-05-03"),
        (f"Ferries stop\n\nHull, England, May 3, 1981 - {BODY}", "1981-05-03"),
        (f"Ferries stop\n\nHULL, 3 May 1981 (Coast Wire) - {BODY}", "1981-05-03"),
        (f"Ferries stop\n\nPublished: 3 May 1981 at noon\n\n{BODY}", "1981-05-03"),
        (f"Ferries stop\n\nSunday, May 3, 1981 On Saturday the harbor was quiet.\n\n{BODY}", "1981-05-03"),
        (f"Ferries stop\n\n{BODY}\n\nPort Union Council\n\nMay 3, 1981\n\nQuay one\nQuay two", "1981-05-03"),
        (f"Ferries stop\n\nOn May 3, 1981 the ferries stopped. {BODY}", None),
        (f"Ferries stop\n\nHULL, May 3 (Coast Wire) - {BODY}", None),
        (f"Ferries stop\n\nBy Jane Roe in Hull | 3 May 1981\n\n{BODY}", "1981-05-03"),
        (f"Ferries stop\n\nMay 1981: {BODY}\nJune 1982: {BODY}", None),
    ],
)
def test_the_day_of_publication_is_found(text: str, published: str | None) -> None:
    assert metadata(text).published == published


def test_the_address_is_found() -> None:
    assert metadata(f"Ferries stop\n\n{BODY}\n\nSource: https://coast.example/1").url == "https://coast.example/1"


def test_lines_that_only_carry_metadata_are_told() -> None:
    text = f"Ferries stop\n\nBy Jane Roe\n\n{BODY}\n\nSource: Coast Wire"
    assert [text[start:end] for start, end in metadata(text).lines] == ["By Jane Roe", "Source: Coast Wire"]


@pytest.mark.parametrize("text", ["", "\n", "728 x 90", "By", "By \n-\n(", "Source:\n\nDate: 0000-99-99"])
def test_odd_texts_do_no_harm(text: str) -> None:
    found = metadata(text)
    assert (found.author, found.publisher, found.published) == (None, None, None)


@pytest.mark.parametrize(
    ("dateline", "published", "publisher"),
    [
        ("(Berlin) – ", None, None),
        ("(Berlin, March 3, 2021) – ", "2021-03-03", None),
        ("GENEVA, 2 February 2023. ", "2023-02-02", None),
        ("KIRIN (Northern Wire) 17 Aug 2022 -- ", "2022-08-17", "Northern Wire"),
    ],
)
def test_what_a_dateline_says(dateline: str, published: str | None, publisher: str | None) -> None:
    found = metadata(f"{dateline}{BODY}")
    assert (found.published, found.publisher) == (published, publisher)


def test_the_day_of_a_dateline_may_have_its_year_in_brackets() -> None:
    text = f"Ferries stop\n\nHULL, May 3 (1981) - {BODY}"
    assert read_metadata(text).published == "1981-05-03"
