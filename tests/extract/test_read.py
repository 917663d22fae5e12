"""Files and folders become sources, or errors that name the file, the reason and what would work."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from claimgraph.errors import SourceError, UsageError
from claimgraph.extract.read import Limits, find_files, read_file, read_paths
from claimgraph.model import Source

STORY = (
    "Dockers stop work in three ports\n\nBy Jane Roe\n\n"
    "HULL, 3 May 1981 (Northern Wire) - Dockers in three ports stopped work on Sunday.\n\n"
    "A speaker for the employers said that talks would begin at once and that nobody would lose pay.\n"
)
PARAGRAPH = "Dockers in three ports stopped work on Sunday, and the ferries stayed where they were for the day."


def one(path: Path) -> Source:
    """The only source of a file."""
    (source,) = read_file(path)
    assert isinstance(source, Source)
    return source


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def pdf(*pages: str, title: str | None = None) -> PdfWriter:
    """A PDF with lines of Helvetica, one page a text."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        shown = "".join(f"({line}) Tj 0 -16 Td\n" for line in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 780 Td\n{shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/Author": "Jane Roe"})
    return writer


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_plain_text_keeps_its_words_and_gives_its_metadata(tmp_path: Path) -> None:
    source = one(write(tmp_path, "a.txt", STORY))
    assert source.text == STORY
    assert (source.title, source.author) == ("Dockers stop work in three ports", "Jane Roe")
    assert (source.publisher, source.published) == ("Northern Wire", "1981-05-03")


def test_a_byline_is_never_read(tmp_path: Path) -> None:
    source = one(write(tmp_path, "a.txt", STORY))
    assert "Jane Roe" not in source.readable
    assert len(source.readable) == len(source.text)


def test_the_same_file_under_two_names_is_one_source(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", STORY)).id == one(write(tmp_path, "b.txt", STORY)).id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"])
def test_an_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "The dockers’ café was “full” on Sunday, said José Álvarez — a cook."
    assert one(write(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_an_eastern_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "The talks in Łódź and Świętochłowice went on until midnight, said Stanisław Kozłowski of the committee."
    assert one(write(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("broken", "mended"),
    [("the workersâ€™ demands", "the workers’ demands"), ("the workersÕ demands", "the workers’ demands")],
)
def test_mojibake_is_mended(tmp_path: Path, broken: str, mended: str) -> None:
    assert one(write(tmp_path, "a.txt", broken)).text == mended


def test_line_ends_become_one(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", b"First line here\r\nsecond line\rthird line")).text.count("\n") == 2


def test_html_gives_the_article_and_its_metadata(tmp_path: Path) -> None:
    page = f"""<html><head><title>Ports at rest | Coast Courier</title>
    <meta property="og:site_name" content="Coast Courier"><meta name="author" content="Jane Roe">
    <meta property="article:published_time" content="1981-05-03T08:00:00Z">
    <link rel="canonical" href="https://courier.example/ports"></head>
    <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
    <article><h1>Ports at rest</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[:60]} again, the harbor master said.</p></article>
    <footer>We use cookies. Privacy policy</footer></body></html>"""
    source = one(write(tmp_path, "a.html", page))
    assert PARAGRAPH in source.text and source.text.startswith("Ports at rest")
    assert "cookies" not in source.text and "Sport" not in source.text
    assert (source.title, source.publisher, source.author) == ("Ports at rest", "Coast Courier", "Jane Roe")
    assert (source.published, source.url) == ("1981-05-03", "https://courier.example/ports")


def test_markdown_loses_its_markup_and_gives_its_front_matter(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Ports at rest'\ndate: 1981-05-03\nsource: Coast Courier\n---\n# Ports at rest\n\n"
        "Dockers in **three** ports\nstopped [work](https://a.example) on Sunday.\n\n![crane](crane.jpg)\n\n"
        "| Port | Dockers |\n|---|---|\n| Hull | 900 |\n\n- first demand\n"
    )
    source = one(write(tmp_path, "a.md", text))
    assert source.text == (
        "Ports at rest\n\nDockers in three ports stopped work on Sunday.\n\nPort, Dockers\n\nHull, 900\n\nfirst demand"
    )
    assert (source.title, source.publisher, source.published) == ("Ports at rest", "Coast Courier", "1981-05-03")


def test_docx_gives_paragraphs_tables_and_properties(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Ports at rest", "Jane Roe"
    document.add_paragraph(PARAGRAPH)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Hull", "900"
    document.save(str(tmp_path / "a.docx"))
    source = one(tmp_path / "a.docx")
    assert source.text == f"{PARAGRAPH}\n\nHull, 900"
    assert (source.title, source.author, source.published) == ("Ports at rest", "Jane Roe", None)


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    pages = (
        "Coast Courier\nDockers in three ports stopped work on Sunday, and the fer-\nries stayed where they were "
        "for the whole of the day, as did\nthe cranes.\nTalks begin on Monday in the old custom house at Hull, where\n"
        "both sides have met before.\n1",
        "Coast Courier\nNobody was hurt.\n2",
        "Coast Courier\nThe port opened again.\n3",
    )
    source = one(write(tmp_path, "a.pdf", saved(pdf(*pages, title="Ports at rest"))))
    assert source.text.split("\n\n") == [
        "Dockers in three ports stopped work on Sunday, and the ferries stayed where they were for the whole of the "
        "day, as did the cranes.",
        "Talks begin on Monday in the old custom house at Hull, where both sides have met before.",
        "Nobody was hurt.",
        "The port opened again.",
    ]
    assert (source.title, source.author) == ("Ports at rest", "Jane Roe")


def test_a_pdf_of_one_line_is_read(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.pdf", saved(pdf("Nobody was hurt in Hull.")))).text == "Nobody was hurt in Hull."


def test_json_lines_give_a_source_a_line(tmp_path: Path) -> None:
    articles = [
        {
            "text": PARAGRAPH,
            "id": "hull-1",
            "title": "Ports at rest",
            "publisher": "Courier",
            "url": "https://a.example",
        },
        {"text": "The port opened again.", "published": "4 May 1981"},
        {"text": "The port closed again.", "date": "6 May 1981", "source": "Gazette"},
    ]
    first, second, third = read_file(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, articles))))
    assert isinstance(first, Source) and isinstance(second, Source) and isinstance(third, Source)
    assert (third.published, third.publisher) == ("1981-05-06", "Gazette")
    assert (first.name, first.title, first.publisher) == ("hull-1", "Ports at rest", "Courier")
    assert (second.name, second.published) == ("a.jsonl:2", "1981-05-04")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", r"a\.jsonl:2: is not valid JSON .*; write one object a line"),
        ("[1]", r"a\.jsonl:2: is no object; write one object a line"),
        ('{"body": "x"}', r"a\.jsonl:2: has 'body', but no \"text\" that is a string"),
        ('{"text": " "}', r"a\.jsonl:2: is empty"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"text": PARAGRAPH})
    first, broken, last = read_file(write(tmp_path, "a.jsonl", f"{good}\n{line}\n{good}\n"))
    assert isinstance(first, Source) and isinstance(last, Source) and isinstance(broken, SourceError)
    with pytest.raises(SourceError, match=reason):
        raise broken


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", r"a\.txt: is empty; give"),
        ("a.txt", b" \n\n ", r"a\.txt: is empty; give"),
        ("a.txt", b"abc\x00\x01\x02def\x00", r"a\.txt: is binary, not text; save it as UTF-8"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", r"a\.txt: is a PNG image, not text"),
        ("a.txt", b"%PDF-1.7\n", r"a\.txt: is a PDF document, not text; give it the ending of its kind"),
        ("a.txt", b"\xef\xbb\xbf\xff\xff", r"a\.txt: begins as UTF-8 text but is not"),
        ("a.txt", "728 x 90\nExit mobile version\n", r"a\.txt: holds no words but page furniture"),
        (
            "a.txt",
            "Die Hafenarbeiter in drei Städten haben am Sonntag die Arbeit niedergelegt, und die Fähren blieben.",
            r"a\.txt: is in German; give an English",
        ),
        (
            "a.txt",
            "Докеры в трёх портах прекратили работу в воскресенье, сообщила газета.".encode("cp1251"),
            r"a\.txt: is in Russian; give an English",
        ),
        ("a.doc", b"abc", r"a\.doc: is of the kind '\.doc', which is not read; give it as one of \.txt \.md"),
        ("a", b"abc", r"a: has no ending that tells its kind"),
        ("a.html", b"<html><body></body></html>", r"a\.html: no article text was found"),
        ("a.docx", b"nothing", r"a\.docx: is not a Word document, or is damaged"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1"), r"a\.docx: is encrypted or an old \.doc file; save it as \.docx"),
        ("a.pdf", b"%PDF-1.4 nonsense", r"a\.pdf: is not a PDF document, or is damaged"),
        ("a.pdf", saved(pdf("")), r"a\.pdf: has no text layer; run OCR"),
    ],
)
def test_an_unreadable_file_is_named_with_the_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    with pytest.raises(SourceError, match=reason):
        list(read_file(write(tmp_path, name, content)))


def test_an_encrypted_pdf_is_named(tmp_path: Path) -> None:
    writer = pdf(PARAGRAPH)
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(SourceError, match=r"a\.pdf: is encrypted; save a copy without a password"):
        list(read_file(write(tmp_path, "a.pdf", saved(writer))))


def test_a_truncated_docx_is_named(tmp_path: Path) -> None:
    import docx

    docx.Document().save(str(tmp_path / "whole.docx"))
    cut = (tmp_path / "whole.docx").read_bytes()[:-400]
    with pytest.raises(SourceError, match=r"a\.docx: is not a Word document, or is damaged"):
        list(read_file(write(tmp_path, "a.docx", cut)))


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: has 100 bytes, more than 99; split it"):
        list(read_file(write(tmp_path, "a.txt", "x" * 100), Limits(file_bytes=99)))


def test_a_text_longer_than_the_parser_takes_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: has 100 characters, more than 50; split it"):
        list(read_file(write(tmp_path, "a.txt", "x" * 100), Limits(characters=50)))


def test_a_document_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("a" * 100_000)
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(SourceError, match=r"a\.docx: unpacks to [\d,]+ bytes, more than 100,000"):
        list(read_file(tmp_path / "a.docx", Limits(unpacked_bytes=100_000)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    path.chmod(0)
    with pytest.raises(SourceError, match=r"a\.txt: cannot be opened: Permission denied"):
        list(read_file(path))


def test_a_folder_is_read_in_order_without_what_is_hidden_or_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.md", "deep/c.txt", "d.json", "e.png", ".hidden.txt", ".git/f.txt"):
        write(tmp_path, name, STORY)
    assert list(find_files([tmp_path])) == [tmp_path / name for name in ("a.md", "b.txt", "deep/c.txt")]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    assert list(find_files([path, tmp_path])) == [path]


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: no such file or folder; name files"):
        find_files([tmp_path / "nowhere"])


def test_what_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "")
    write(tmp_path, "b.txt", STORY)
    error, source = read_paths([tmp_path])
    assert isinstance(error, SourceError) and error.name == "a.txt"
    assert isinstance(source, Source) and source.name == "b.txt"
