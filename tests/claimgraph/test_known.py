"""Known entities: read from three kinds of file, kept with the graph, matched, and refused when broken."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claimgraph import known
from claimgraph.cli import main
from claimgraph.errors import UsageError
from claimgraph.extract.known import KnownEntity
from claimgraph.extract.resolve import resolve
from claimgraph.model import Entity, Extraction

RUIZ = "https://example.org/people/7"
CSV = f"name,aliases,kind,iri\nAna Ruiz Soto,Ana Ruiz|La Capitana,person,{RUIZ}\n"
FTM = (
    '{"id": "Q7", "schema": "Person", "properties": {"name": ["Ana Ruiz Soto"], "alias": ["Ana Ruiz"], '
    '"weakAlias": ["Anita"], "country": ["es"], "birthDate": ["1930-05-02"]}}\n'
    '{"id": "o1", "schema": "Ownership", "properties": {}}\n'
)
TURTLE = f"""@prefix schema: <https://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{RUIZ}> a schema:Person ; rdfs:label "Ana Ruiz Soto" ; skos:altLabel "Ana Ruiz" ; schema:alternateName "La Capitana" .
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


@pytest.mark.parametrize(("name", "text"), [("k.csv", CSV), ("k.ttl", TURTLE)])
def test_names_kinds_and_iris_are_read(name: str, text: str, tmp_path: Path) -> None:
    expected = KnownEntity(RUIZ, "Person", "Ana Ruiz Soto", ("Ana Ruiz", "La Capitana"))
    assert known.read(written(tmp_path, name, text)) == [expected]


def test_a_file_of_opensanctions_is_read(tmp_path: Path) -> None:
    assert known.read(written(tmp_path, "k.jsonl", FTM)) == [
        KnownEntity(
            "https://www.opensanctions.org/entities/Q7/",
            "Person",
            "Ana Ruiz Soto",
            ("Ana Ruiz",),
            ("Anita",),
            ("ES",),
            "1930",
        )
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("k.csv", "", "line 1: no column 'name' in nothing; it must be: name,aliases,kind,iri"),
        ("k.csv", "name,kind\nA,person\n", "line 1: no column 'iri' in name,kind"),
        (
            "k.csv",
            "name,aliases,kind,iri\nA,,ship,https://x.org/1\n",
            "line 2: kind is 'ship'; it must be one of: Person",
        ),
        ("k.csv", "name,aliases,kind,iri\nA,,person,12\n", "line 2: iri is '12'; it must be an IRI"),
        ("k.csv", "name,aliases,kind,iri\n,,person,https://x.org/1\n", "line 2: no name"),
        ("k.csv", "name,aliases,kind,iri\n", "no entity in it"),
        ("k.csv", "name,aliases,kind,iri\nA,,person,http://[a\n", "line 2: iri is 'http://[a'; it must be an IRI"),
        ("k.csv", f"name,aliases,kind,iri\n{'A' * 200_000},,person,https://x.org/1\n", "not CSV (field larger"),
        ("k.jsonl", "[" * 100_000, "line 1: not JSON"),
        ("k.jsonl", f'{{"id": {"1" * 5000}}}', "line 1: not JSON"),
        ("k.jsonl", "{}\n", "line 1: no 'id' and 'properties'"),
        ("k.jsonl", "\n{", "line 2: not JSON"),
        (
            "k.jsonl",
            '{"id": "1", "schema": "Person", "properties": {"name": "A"}}',
            "line 1: 'name' is 'A'; it must be a list",
        ),
        ("k.ttl", "<a> a <b>", "not Turtle"),
        ("k.ttl", "@prefix a: <b> .\n\n<a> zz <b> .", "line 3: not Turtle"),
        ("k.xls", "", "give one of: .csv"),
    ],
)
def test_a_broken_file_is_refused_with_what_would_work(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        known.read(written(tmp_path, name, text))
    assert str(error.value).startswith(str(tmp_path / name))
    assert message in str(error.value)


def person(source: str, name: str) -> Extraction:
    return Extraction(source, (Entity("n1", "Person", name),))


TWO = [
    KnownEntity("https://example.org/1", "Person", "Ana Ruiz", ("Annie Ruiz",), ("Captain Anita",)),
    KnownEntity("https://example.org/2", "Person", "Ana B. Ruiz", ("Bea Ruiz",)),
]


def test_names_of_a_known_entity_become_aliases_and_its_iri_a_match() -> None:
    (entity,) = resolve([person("a", "Annie Ruiz")], known=TWO[:1]).entities.values()
    assert (entity.id, entity.name, entity.matches) == ("person/annie-ruiz", "Annie Ruiz", ("https://example.org/1",))
    assert set(entity.aliases) == {"Ana Ruiz", "Captain Anita"}


def test_what_matches_two_known_entities_stays_two() -> None:
    resolution = resolve([person("a", "Annie Ruiz"), person("b", "Bea Ruiz"), person("c", "Ana Ruiz")], known=TWO)
    assert resolution.ids["a", "n1"] != resolution.ids["b", "n1"]
    assert all(len(entity.matches) < 2 for entity in resolution.entities.values())


@pytest.mark.parametrize(
    ("alias", "expected"), [("Capitana Ruiz", ()), ("Ana Ruiz", ("https://example.org/1",))], ids=("shared", "own")
)
def test_an_alias_that_two_known_entities_share_is_but_a_question(alias: str, expected: tuple[str, ...]) -> None:
    both = [dataclasses.replace(one, aliases=(*one.aliases, "Capitana Ruiz")) for one in TWO]
    resolution = resolve([person("a", alias)], known=both)
    assert [entity.matches for entity in resolution.entities.values()] == [expected]
    assert any("may as well be" in j.reason for j in resolution.judgements if j.verdict == "unsure")


def test_a_weak_alias_is_but_a_question() -> None:
    resolution = resolve([person("a", "Captain Anita")], known=TWO)
    assert [entity.matches for entity in resolution.entities.values()] == [()]
    assert [j.verdict for j in resolution.judgements] == ["unsure"]
    assert "weak name" in resolution.judgements[0].reason


def test_known_entities_are_kept_with_the_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "one.txt", "Dockers led by Ana Ruiz went on strike in Bilbao on 4 September 1976.\n")
    written(tmp_path, "two.txt", "Ana Ruiz Soto was arrested in Bilbao on 9 September 1976.\n")
    kg = str(tmp_path / "kg")
    assert main(["build", str(tmp_path / "one.txt"), "-o", kg, "--known", str(written(tmp_path, "k.csv", CSV))]) == 0
    (tmp_path / "k.csv").unlink()
    assert main(["add", kg, str(tmp_path / "two.txt")]) == 0
    capsys.readouterr()
    assert main(["query", kg, f"SELECT (COUNT(*) AS ?n) {{ ?who skos:exactMatch <{RUIZ}> }}", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["n", "1"]
    assert main(["query", kg, f'ASK {{ ?who skos:exactMatch <{RUIZ}> ; skos:altLabel "La Capitana" }}']) == 0
    assert main(["check", kg]) == 0
    assert main(["explain", kg, "La Capitana"]) == 0
    told = capsys.readouterr().out
    assert "named in one.txt, two.txt" in told
    assert "one in all of these, because" in told


def test_a_broken_copy_is_named_with_its_line(tmp_path: Path) -> None:
    written(tmp_path, known.FILE, '{"iri": "https://x.org/1", "kind": "Person", "name": "A"}\n{"iri": 1\n')
    with pytest.raises(UsageError, match="line 2: not a known entity"):
        known.load(tmp_path)
