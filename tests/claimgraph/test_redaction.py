"""``--redact``: what the file may say, every format on the command line, and nothing written if anything would show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph import builder
from claimgraph.cli import main
from claimgraph.errors import RedactionError
from claimgraph.export_commands import EXPORTS
from claimgraph.folder import Folder, Record
from claimgraph.graph.export import FORMATS
from claimgraph.model import Claim, Entity, Evidence, Extraction, Mention, Reference, Source, Term
from claimgraph.redaction import load, redacted
from claimgraph.settings import Settings

REPORTS = {
    "ann-lee/one.txt": ("Ann Lee leads the Green Union.", {"author": "Cy Ray", "url": "https://example.org/ann-lee"}),
    "two.txt": ("A. Lee was arrested. Ann Lee's friend Bo said so.", {"publisher": "The Daily"}),
}


def record(name: str, settings: Settings) -> Record:
    """A report in which people, a union and an arrest are read."""
    text, metadata = REPORTS[name]
    source = Source.of(name, text, **metadata)
    entities, mentions, claims = [], [], []
    for words, kind, local in (
        ("Ann Lee", "Person", "p"),
        ("A. Lee", "Person", "p"),
        ("Bo", "Person", "b"),
        ("Green Union", "Organization", "u"),
        ("arrested", "Event", "e"),
    ):
        start = text.find(words)
        if start < 0:
            continue
        if local not in {entity.id for entity in entities}:
            title = "Arrest of Ann Lee" if kind == "Event" else "Ann Lee" if local == "p" else words
            entities.append(
                Entity(local, kind, title, (), "Arrest" if kind == "Event" else kind, named=kind != "Event")
            )
        mentions.append(Mention(source.id, start, start + len(words), words, kind, local))
        found = Evidence(source.id, start, start + len(words), "rule", 0.9)
        if kind == "Event":
            claims += [Claim("e", "type", Term("Arrest"), found), Claim("e", "patient", Reference("p"), found)]
        if kind == "Organization":
            claims.append(Claim("p", "leaderOf", Reference("u"), Evidence(source.id, 0, len(text), "rule", 0.9)))
    return Record(
        source, Extraction(source.id, tuple(entities), tuple(mentions), tuple(claims)), name, settings.fingerprint
    )


def made(place: Path, settings: Settings) -> Path:
    folder = Folder.create(place / "kg", settings)
    for name in REPORTS:
        folder.save(record(name, folder.settings))
    builder.rebuild(folder.path)
    return folder.path


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two reports, whose settings trust a quoted person."""
    return made(tmp_path_factory.mktemp("redaction"), Settings(trust=("Ann Lee",)))


@pytest.fixture
def rules(tmp_path: Path) -> Callable[[str], str]:
    """A function that writes a redaction file."""

    def write(text: str) -> str:
        (tmp_path / "redact.toml").write_text(text, "utf-8")
        return str(tmp_path / "redact.toml")

    return write


ANN = 'key = "k"\n[[redact]]\nname = "Ann Lee"\n'


@pytest.mark.parametrize("form", [*EXPORTS, "view"])
def test_every_format_on_the_command_line(form: str, kg: Path, rules: Callable[[str], str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["view"] if form == "view" else ["export", "--format", form]
    assert main([*words, str(kg), "-o", str(out), "--redact", rules(ANN)]) == 0
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    text = "".join(f"{file.name}\n{file.read_text('utf-8')}" for file in files)
    if form == "view":
        text = text[text.index('id="details"') :].partition("</script>")[0]
    assert "Person " in text and "lee" not in text.lower().replace("sleep", "")


def test_a_name_that_is_a_word_of_the_formats_is_hidden_in_what_documents_say(
    rules: Callable[[str], str], tmp_path: Path
) -> None:
    folder = Folder.create(tmp_path / "kg")
    source = Source.of("a.txt", "Source met Theresa May on 4 May 2001. A source said so.")
    people = (Entity("s", "Person", "Source"), Entity("m", "Person", "Theresa May"))
    mentions = (
        Mention(source.id, 0, 6, "Source", "Person", "s"),
        Mention(source.id, 11, 22, "Theresa May", "Person", "m"),
    )
    claim = Claim("m", "memberOf", Reference("s"), Evidence(source.id, 0, 22, "rule", 0.9))
    folder.save(Record(source, Extraction(source.id, people, mentions, (claim,)), "a.txt", folder.settings.fingerprint))
    builder.rebuild(folder.path)
    done = redacted(folder.path, Path(rules('[[redact]]\nkind = "Person"\n')))
    for form in (*FORMATS, "view"):
        written = done.view() if form == "view" else done.export(form)
        assert "heresa" not in str(written)
    assert done.graph.sources[0].text.startswith("Person 1 met Person 2 on 4 ")


def test_nothing_is_written_if_anything_would_show(
    rules: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg = made(tmp_path, Settings(base="https://ann-lee.example/"))
    out = tmp_path / "out.ttl"
    assert main(["export", str(kg), "--format", "turtle", "-o", str(out), "--redact", rules(ANN)]) == 2
    assert "'ann-lee' would still stand in it" in capsys.readouterr().err
    assert not out.exists()


def test_a_dropped_source_is_as_if_it_had_not_been_read(kg: Path, rules: Callable[[str], str]) -> None:
    done = redacted(kg, Path(rules('[[redact]]\nsource = "two.txt"\ndo = "drop"\n')))
    assert [source.name for source in done.graph.sources] == ["ann-lee/one.txt"]
    (ann,) = [e for e in done.graph.entities.values() if e.kind == "Person"]
    assert (ann.name, ann.aliases) == ("Ann Lee", ())
    assert not any(e.kind == "Event" for e in done.graph.entities.values())


def test_a_hidden_source_tells_nothing_of_where_it_came_from(kg: Path, rules: Callable[[str], str]) -> None:
    done = redacted(kg, Path(rules('[[redact]]\nsource = "ann-lee/one.txt"\n')))
    (source,) = [s for s in done.graph.sources if s.name.startswith("source-")]
    assert (source.title, source.author, source.publisher, source.url) == (None, None, None, None)
    assert source.text == REPORTS["ann-lee/one.txt"][0]


def test_a_kind_takes_writers_along_and_leaves_exceptions(kg: Path, rules: Callable[[str], str]) -> None:
    done = redacted(kg, Path(rules('[[redact]]\nkind = "Person"\nexcept = ["Bo"]\n')))
    names = {e.name for e in done.graph.entities.values() if e.kind == "Person"}
    assert "Bo" in names and len(names) == 2 and not any("Lee" in name for name in names)
    assert {s.author for s in done.graph.sources} - {None} and "Cy Ray" not in {s.author for s in done.graph.sources}


def test_a_class_and_a_drop(kg: Path, rules: Callable[[str], str]) -> None:
    done = redacted(kg, Path(rules('[[redact]]\nkind = "Arrest"\ndo = "drop"\n[[redact]]\nwords = "friend"\n')))
    assert not any(e.kind == "Event" for e in done.graph.entities.values())
    assert any("Ann Lee's […] Bo" in s.text for s in done.graph.sources)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[redact]", "not valid TOML"),
        ("", "hides nothing"),
        ("coordinates = 9", "coordinates = 9; it takes"),
        ("secret = 1", "unknown 'secret'; known: key"),
        ("redact = 5", "redact = 5; it takes a list"),
        ("redact = [5]", "is no table"),
        ("[[redact]]\nname = 5", "name = 5; it takes str"),
        ('[[redact]]\nname = "a"\nkind = "b"', "has name, kind; it takes one of"),
        ('[[redact]]\nname = "a"\ndo = "hide"', "do = 'hide'; it takes pseudonym or drop"),
        ('[[redact]]\nname = "a"\nalso = [1]', "also = .*; it takes a list of strings"),
    ],
)
def test_a_broken_file_is_named(text: str, message: str, rules: Callable[[str], str]) -> None:
    with pytest.raises(RedactionError, match=message):
        load(Path(rules(text)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[redact]]\nname = "Anne Lea"', "nothing is called 'Anne Lea'.*near it: Ann Lee.*words ="),
        ('[[redact]]\nsource = "three.txt"', "no source 'three.txt'"),
        ('[[redact]]\nkind = "Persons"', "no kind 'Persons'"),
    ],
)
def test_what_is_not_there_is_no_quiet_leak(text: str, message: str, kg: Path, rules: Callable[[str], str]) -> None:
    with pytest.raises(RedactionError, match=message):
        redacted(kg, Path(rules(text)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RedactionError, match=r"none\.toml: No such file"):
        load(tmp_path / "none.toml")
