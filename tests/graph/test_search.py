"""Words found however they are spelled, in an index that is never out of step with its store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from claimgraph.errors import UsageError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.records import Records
from claimgraph.graph.search import Index, folder_index, open_index, words_of
from claimgraph.graph.serve import make_app
from claimgraph.graph.store import Store
from claimgraph.ontology.iris import PREFIXES


@pytest.fixture(scope="module")
def index(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The index of the harbor."""
    return open_index(tmp_path_factory.mktemp("index") / "words.db", lambda: kg.store, "once")


def names(index: Index, words: str, **more: Any) -> list[str]:
    """The labels of the things found by their names."""
    return [hit.label for hit in index.search(words, kind="name", **more)]


@pytest.mark.parametrize(
    "words",
    [
        "Ána Lund",
        "ana lund",
        "ANA LUND",
        "Ána  Lünd",
        "lund ana",
        "Ana Lumd",
        "Anna Lund",
        "an lun",
        "Ana Lnud",
        "Ана Лунд",
    ],
)
def test_a_name_is_found_however_it_is_spelled(index: Index, words: str) -> None:
    assert names(index, words)[0] == "Ána Lund"


def test_an_alias_finds_the_thing_by_its_name(index: Index) -> None:
    hit = index.search("hu", kind="name")[0]
    assert (hit.text, hit.label, hit.where, hit.iri.rpartition("/")[2]) == (
        "HU", "Harbor Union", "Organization", "harbor-union",
    )  # fmt: skip


def test_a_thing_is_found_once_and_exact_names_come_first(index: Index) -> None:
    found = names(index, "port")
    assert len(found) == len(set(found))
    assert found.index("Port Lindon") < found.index("Ministry of Ports")


def test_what_is_only_denied_is_found_too(index: Index) -> None:
    assert "Beating of Ana Lund" in names(index, "beating")


def test_evidence_is_found_with_its_report(index: Index) -> None:
    hit = index.search("beaten", kind="evidence")[0]
    assert (hit.text, hit.label, hit.where) == ("had beaten Ana Lund", "Ports <b>open</b>", "gazette.txt")
    assert [hit.text[start:end] for start, end in hit.marks] == ["beaten"]


def test_all_words_must_be_there(index: Index) -> None:
    assert index.search("beaten union") == []


@pytest.mark.parametrize("words", ["", "...", " \t", "«»"])
def test_no_word_is_said(index: Index, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        index.search(words)


@pytest.mark.parametrize("words", ['"lund', "lund*", "NEAR(lund)", "-lund", "lund'; DROP TABLE entries; --", "^lund"])
def test_no_word_is_a_command(index: Index, words: str) -> None:
    plain = " ".join(plain for plain, _, _ in words_of(words))
    assert index.search(words) == index.search(plain)
    assert names(index, "lund")


def test_nasty_text_can_be_indexed_and_found(nasty: str, tmp_path: Path) -> None:
    text = nasty.encode("utf-8", "replace").decode()
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.Literal(text + " landmark")))
    found = open_index(tmp_path / "words.db", lambda: store, 1).search("landmark")
    assert [hit.text for hit in found] == [text + " landmark"]
    start, end = found[0].marks[-1]
    assert found[0].text[start:end].endswith("landmark")


def test_the_limit_is_one_of_each_kind(index: Index) -> None:
    found = index.search("lund", limit=1)
    assert [hit.kind for hit in found] == ["name", "evidence"]


@pytest.mark.parametrize("broken", [b"", b"not a database" * 400, None])
def test_a_broken_or_missing_index_is_made_anew(broken: bytes | None, kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    if broken is not None:
        path.write_bytes(broken)
    assert names(open_index(path, lambda: kg.store, "x"), "lund")
    assert [file.name for file in tmp_path.iterdir()] == ["words.db"]


def test_an_index_is_kept_while_its_store_is_the_same(kg: KnowledgeGraph, tmp_path: Path) -> None:
    def never() -> None:
        raise AssertionError("it was made anew")

    open_index(tmp_path / "words.db", lambda: kg.store, "one").close()
    assert names(open_index(tmp_path / "words.db", never, "one"), "lund")
    with pytest.raises(AssertionError, match="anew"):
        open_index(tmp_path / "words.db", never, "other")


def test_a_rebuilt_store_is_indexed_again(kg: KnowledgeGraph, tmp_path: Path, running: Any) -> None:
    options: dict[str, Any] = {"base": kg.base, "vocabulary": kg.vocabulary}
    Store.rebuild(tmp_path / "store", Records([], [], {}, **options))
    with running(make_app(tmp_path / "store", workers=1)) as address:
        assert httpx.get(f"{address}/search?q=lund").json() == {"hits": []}
        Store.rebuild(tmp_path / "store", Records(kg.sources, kg.extractions, kg.entities, **options))
        hits = httpx.get(f"{address}/search?q=lund&kind=name&limit=1").json()["hits"]
        assert [hit["label"] for hit in hits] == ["Ána Lund"]
        for wrong in ("", "q=", "q=...", "q=a&kind=other", "q=a&limit=0", "q=a&limit=x", f"q={'a' * 501}"):
            assert httpx.get(f"{address}/search?{wrong}").status_code == 400
    assert folder_index(tmp_path / "store").search("lund")


def test_the_same_graph_gives_the_same_answers(kg: KnowledgeGraph, tmp_path: Path) -> None:
    other = ox.Store()
    other.bulk_extend(sorted(kg.store, key=str, reverse=True))
    first = open_index(tmp_path / "1.db", lambda: kg.store, 1)
    second = open_index(tmp_path / "2.db", lambda: other, 1)
    for words in ("lund", "port", "strik", "ministry"):
        assert first.search(words) == second.search(words)
