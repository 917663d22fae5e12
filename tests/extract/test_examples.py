"""Examples as people write them, and what is said of those that are not right."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import UsageError
from claimgraph.extract.examples import read, written
from claimgraph.ontology import vocabulary

SHIPS = vocabulary.load(Path(__file__).with_name("ships.ttl"))
CALYPSO = "The Calypso was built in 1984\nfor Hansa Lines."


def read_text(folder: Path, content: str, name: str = "e.txt") -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What stands in a file with some content."""
    path = folder / name
    path.write_text(content, "utf-8")
    return [(e.text, [(f.subject, f.predicate, f.object) for f in e.facts]) for e in read(path, SHIPS)]


def test_blocks_are_texts_with_their_facts(tmp_path: Path) -> None:
    content = f"# ships\n\n{CALYPSO}\nCalypso | Built in | 1984\n? Calypso | captain | Hansa\n\n\nNothing happened.\n"
    assert read_text(tmp_path, content) == [
        ("The Calypso was built in 1984 for Hansa Lines.", [("Calypso", "builtIn", "1984")]),
        ("Nothing happened.", []),
    ]


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    line = '{"text": "The Calypso was built in 1984.", "facts": [["calypso", "builtIn", "1984"]]}\n'
    assert read_text(tmp_path, line, "e.jsonl") == [
        ("The Calypso was built in 1984.", [("calypso", "builtIn", "1984")])
    ]


def test_strings_of_json_may_hold_separators_of_lines(tmp_path: Path) -> None:
    text = "The Calypso\u2028was built in 1984."
    assert read_text(tmp_path, f'{{"text": "{text}"}}', "e.jsonl") == [(text, [])]


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    facts = [("Calypso", "built in", "1984")]
    assert read_text(tmp_path, written(CALYPSO, facts)) == [
        (" ".join(CALYPSO.split()), [("Calypso", "builtIn", "1984")])
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "e.txt: holds no example"),
        (
            f"{CALYPSO}\nCalypso | built on | 1984",
            "e.txt:3: the ontology has no property 'built on'; did you mean built in",
        ),
        (f"{CALYPSO}\nCalypso | 1984", "e.txt:3: 2 parts; a fact has three"),
        (f"{CALYPSO}\nNestor | built in | 1984", "e.txt:3: 'Nestor' does not stand in the text"),
        (f"{CALYPSO}\nCalypso | built in | 198", "'198' does not stand in the text"),
        ("\nCalypso | built in | 1984", "e.txt:2: a fact without a text"),
        (f"{CALYPSO}\nCalypso | built in | 1984\nShe sank.", "e.txt:4: text below a fact"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_text(tmp_path, content)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "e.jsonl:1: not valid JSON"),
        ("[" * 100_000, "e.jsonl:1: not valid JSON"),
        ("9" * 5_000, "e.jsonl:1: not valid JSON"),
        ('{"text": " "}', "e.jsonl:1: the text is empty"),
        ("[]", "needs a text and facts"),
        ('{"text": "a b", "facts": [["a", "built in"]]}', "2 parts"),
        ('{"text": "a b", "facts": [{"subject": "a"}]}', "is no fact; three strings"),
    ],
)
def test_a_line_of_json_that_is_no_example_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_text(tmp_path, line, "e.jsonl")
