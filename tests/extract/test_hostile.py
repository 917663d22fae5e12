"""Documents that mean harm, built by code: each is read, or named in one line, in bounded time; nothing is fetched."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claimgraph.errors import SourceError
from claimgraph.extract.find import find_files
from claimgraph.extract.limits import Limits
from claimgraph.extract.read import MOST_ERRORS, read_file, sources_in
from claimgraph.extract.reader import BIG, Reader
from claimgraph.model import Source

STORY = (
    "Dockers in three ports stopped work on Sunday, and the ferries stayed where they were for the day. "
    "Nobody was hurt, said the harbor master of Hull."
)
SECRET = "the words of another file"
LAUGHS = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LIMITS = Limits(unpacked_bytes=10_000_000, seconds=30, memory_bytes=1_000_000_000)

Item = Source | SourceError


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One reader for all documents, as in a build."""
    with Reader(LIMITS) as one:
        yield one


@pytest.fixture
def read(tmp_path: Path, reader: Reader) -> Callable[[str, bytes], list[Item]]:
    """A function from the end of a name and the content of a file to what is read in it."""

    def run(suffix: str, content: bytes) -> list[Item]:
        path = tmp_path / f"report{suffix}"
        path.write_bytes(content)
        items = list(reader.read(path))
        for item in items:
            if isinstance(item, SourceError):
                assert "\n" not in str(item) and item.name.startswith("report") and item.reason and item.remedy
        return items

    return run


def page(body: str = "", head: str = "", doctype: str = "") -> bytes:
    """A page with a report in it, behind a body that means harm."""
    return f"{doctype}<html><head>{head}</head><body><article>{body}<p>{STORY}</p></article></body></html>".encode()


def word(**parts: str | bytes) -> bytes:
    """A Word file with parts replaced or added; ``document`` is its text."""
    import docx

    whole = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(STORY)
    document.save(whole)
    with zipfile.ZipFile(whole) as archive:
        found: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        found["word/document.xml" if name == "document" else name] = content
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def body(blocks: str = "", doctype: str = "") -> str:
    """The text part of a Word file."""
    report = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"
    return f'{doctype}<w:document xmlns:w="{WORD}"><w:body>{blocks}{report}</w:body></w:document>'


def pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content.encode() if isinstance(content, str) else content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return out + head + table + end.replace(b"HERE", str(len(out)).encode())


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


CATALOG, PAGES = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
PAGE = f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << {FONT} /XObject << /X 5 0 R >> >> >>"
TEXT = f"BT /F1 12 Tf 50 780 Td ({STORY}) Tj ET".encode()
FORM = "/Type /XObject /Subtype /Form /Resources << /XObject << /X {} 0 R >> >>"
CELL = "<w:tbl><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl>"

# What each is, its kind, how it is made, and what must come of it: STORY is in the text, or this is in the message.
DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "deep elements": (".html", lambda: page("<div>" * 3_000), "no article text"),
    "open brackets": (".html", lambda: b"<" * 300_000, "no article text"),
    "open comments": (".html", lambda: page("<!--" * 50_000), "no article text"),
    "deep JSON in a page": (
        ".html",
        lambda: page(head=f"<script type='application/ld+json'>{'[' * 50_000}</script>"),
        STORY,
    ),
    "scripts": (".html", lambda: page("<script>document.write('x')</script><p onload='x()'>y</p>"), STORY),
    "a charset that runs": (".html", lambda: page(head="<meta charset=utf-7>"), STORY),
    "a page of NULs": (".html", lambda: page("\0" * 50), "is binary"),
    "pages in a ring": (".pdf", lambda: pdf(CATALOG, PAGES.replace("3 0", "2 0"), PAGE, stream(TEXT)), "damaged"),
    "a flate bomb": (
        ".pdf",
        lambda: pdf(CATALOG, PAGES, PAGE, stream(zlib.compress(bytes(80_000_000)), "/Filter /FlateDecode")),
        "damaged",
    ),
    "forms in a ring": (
        ".pdf",
        lambda: pdf(CATALOG, PAGES, PAGE, stream(b"/X Do " + TEXT), stream(b"/X Do", FORM.format(5))),
        STORY,
    ),
    "tables in a ring": (".pdf", lambda: pdf(CATALOG, PAGES, PAGE, stream(TEXT), trailer="/Prev HERE"), STORY),
    "deep arrays": (".pdf", lambda: pdf(CATALOG, PAGES, PAGE, stream(b"[" * 100_000 + TEXT)), "damaged"),
    "more pages than there are": (".pdf", lambda: pdf(CATALOG, PAGES[:-4] + "999999999 >>", PAGE, stream(TEXT)), STORY),
    "a zip bomb": (".docx", lambda: word(document=b" " * 11_000_000), "unpacks to 11,"),
    "entities of entities": (
        ".docx",
        lambda: word(document=body("<w:p>&a9;</w:p>", f"<!DOCTYPE a [<!ENTITY a0 'ha'>{LAUGHS}]>")),
        "damaged",
    ),
    "deep XML": (".docx", lambda: word(document=body("<w:p>" * 20_000)), "damaged"),
    "tables in tables": (".docx", lambda: word(document=body("<w:tbl><w:tr><w:tc>" * 60)), "damaged"),
    "parts outside": (".docx", lambda: word(**{"../../evil": "x", "/etc/evil": "x"}), STORY),
    "a part that is missing": (".docx", lambda: word(**{"[Content_Types].xml": "<Types/>"}), "damaged"),
    "deep quotes": (".md", lambda: f"{'>' * 50_000}{STORY}".encode(), "is empty"),
    "deep lists": (".md", lambda: "".join(f"{'  ' * n}- a\n" for n in range(500)).encode(), ""),
    "open links": (".md", lambda: f"{'[a](' * 1_000}{STORY}".encode(), STORY),
    "deep JSON": (".jsonl", lambda: b'{"text": ' * 50_000, "nested too deep"),
    "a number of many digits": (".jsonl", lambda: b'{"text": "a", "n": ' + b"9" * 9_999 + b"}", "not valid JSON"),
    "fields of other types": (
        ".jsonl",
        lambda: json.dumps({"text": STORY, "title": {"a": [1]}, "id": ["x"], "published": 5, "author": [0]}).encode(),
        STORY,
    ),
    "surrogates": (".jsonl", lambda: b'{"text": "%s \\ud800", "id": "\\udfff\\n"}' % STORY.encode(), STORY),
    "empty lines": (".txt", lambda: f"{chr(10) * 600_000}{STORY}".encode(), STORY),
    "menus": (".txt", lambda: f"{f'a | b | home{chr(10)}' * 20_000}{STORY}".encode(), STORY),
    "glued words": (".txt", lambda: f"{'Ab' * 300_000}\n{'Ab' * 30_000}\n{STORY}".encode(), STORY),
    "inner spaces": (".txt", lambda: f"a{' ' * 600_000}b {STORY}".encode(), STORY),
    "combining marks": (".txt", lambda: f"e{chr(0x301) * 50_000} {STORY}".encode(), STORY),
    "overrides": (".txt", lambda: f"{STORY} \u202egnp.exe\u2066".encode(), f"{STORY} \u202egnp.exe\u2066"),
    "control characters": (".txt", lambda: f"{STORY} \x1b[31mred".encode(), f"{STORY} red"),
    "NULs": (".txt", lambda: f"{STORY} \0".encode(), "is binary"),
    "several encodings": (".txt", lambda: STORY.encode() + "café".encode("cp1252") + "Łódź".encode(), STORY),
    "surrogates in UTF-8": (".txt", lambda: STORY.encode() + b" \xed\xa0\x80", STORY),
    "half a character": (".txt", lambda: STORY.encode("utf-16") + b"\xd8", "begins as UTF-16"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_read_or_named_in_one_line(name: str, read: Callable[[str, bytes], list[Item]]) -> None:
    suffix, made, expected = DOCUMENTS[name]
    (item,) = read(suffix, made())
    assert expected in (item.text if isinstance(item, Source) else str(item)), item


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_is_read_with_and_without_its_mark(name: str, read: Callable[[str, bytes], list[Item]]) -> None:
    (source,) = read(".txt", f"{STORY} Łódź".encode(name))
    assert isinstance(source, Source) and source.text == f"{STORY} Łódź"


def test_nothing_is_fetched_and_no_other_file_is_read(tmp_path: Path, read: Callable[[str, bytes], list[Item]]) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        out = f"http://127.0.0.1:{server.getsockname()[1]}"
        entities = f"<!ENTITY x SYSTEM '{out}/x'><!ENTITY y SYSTEM '{secret.as_uri()}'>"
        pictures = "".join(f"<{tag} src='{out}/a'></{tag}>" for tag in ("img", "iframe", "script", "embed", "video"))
        links = f"<base href='{out}/'><link rel=stylesheet href='{out}/c'><link rel=canonical href='{out}/k'>"
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        related = f'<Relationship Id="r1" Type="{relation}" Target="{out}/t" TargetMode="External"/>'
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        relations = f'<Relationships xmlns="{package}">{related}</Relationships>'
        opened = f"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI ({out}/a) >> >>"
        documents = (
            (".html", page(f"<p>&x;&y;</p>{pictures}", links, f"<!DOCTYPE html [{entities}]>")),
            (".docx", word(document=body("<w:p><w:r><w:t>&x;&y;</w:t></w:r></w:p>", f"<!DOCTYPE a [{entities}]>"))),
            (".docx", word(document=body(doctype=f"<!DOCTYPE a SYSTEM '{out}/a.dtd'>"))),
            (".docx", word(**{"word/_rels/document.xml.rels": relations})),
            (".pdf", pdf(opened, PAGES, PAGE, stream(TEXT, f"/F << /FS /URL /F ({out}/f) >>"))),
            (".md", f"![a]({out}/a) <img src='{out}/a'>\n\n{STORY}".encode()),
        )
        for suffix, content in documents:
            for item in read(suffix, content):
                assert isinstance(item, SourceError) or SECRET not in item.text
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_too_many_broken_lines_are_counted(tmp_path: Path, read: Callable[[str, bytes], list[Item]]) -> None:
    *named, last = read(".jsonl", b"{}\n" * 500 + json.dumps({"text": STORY}).encode())
    assert len(named) == MOST_ERRORS + 1 and isinstance(named[-1], Source)
    assert str(last) == f"report.jsonl: has {500 - MOST_ERRORS} more lines that cannot be read; mend those named first"


def test_a_huge_file_is_named_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with Reader() as reader:
        (error,) = reader.read(path)
    assert str(error) == (
        "huge.txt: has 5,000,000,000 bytes, more than 50,000,000; "
        "split it, or raise file_bytes under [limits] in claimgraph.toml if you trust the file"
    )


SLOW = page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>")


@pytest.mark.parametrize(
    ("name", "content", "limits", "reason"),
    [
        ("slow.html", SLOW, Limits(seconds=0.5), "takes longer to read than 0.5 seconds"),
        ("fat.html", page(), Limits(memory_bytes=50_000_000), "takes more memory to read than 50,000,000 bytes"),
    ],
)
def test_a_document_beyond_its_limits_is_named_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, limits: Limits, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY)
    with Reader(limits) as reader:
        (error,) = reader.read(tmp_path / name)
        (source,) = reader.read(tmp_path / "good.txt")
    assert str(error).startswith(f"{name}: {reason}; save it as plain text, or raise ")
    assert isinstance(source, Source)


def test_a_reader_that_dies_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(STORY)
    with Reader() as reader:
        (first,) = reader.read(tmp_path / "a.md")
        assert reader._child is not None
        reader._child.kill()
        reader._child.wait()
        (again,) = reader.read(tmp_path / "a.md")
    assert again == first and isinstance(first, Source)


def test_a_document_that_cannot_be_read_apart_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(page())
    monkeypatch.setattr("sys.executable", os.fspath(tmp_path / "nowhere"))
    with Reader() as reader:
        (error,) = reader.read(tmp_path / "a.html")
    assert str(error) == (
        "a.html: needs a process of its own, which cannot be started: No such file or directory; save it as plain text"
    )


def test_a_big_text_is_read_apart_and_the_same(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text(f"{STORY}\n" + "." * BIG)
    with Reader() as reader:
        assert list(reader.read(path)) == list(read_file(path))
        assert reader._child is not None


ODD = ["-rf.txt", "a\nb.txt", "\x1b[31mred.txt", "'; $(id) #.txt", "\u202etxt.exe.txt", " .txt", "a" * 240 + ".txt"]


def test_odd_names_are_read(tmp_path: Path) -> None:
    for name in ODD:
        (tmp_path / name).write_text(STORY)
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text(STORY)
    with Reader() as reader:
        names = [item.name for path in find_files([tmp_path]) for item in reader.read(path)]
    assert sorted(names) == sorted([*ODD, "\ufffd\ufffd.txt"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_file_is_named_and_nothing_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "zero.txt").symlink_to(os.devnull)
    (tmp_path / "up").symlink_to("..")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(tmp_path / "socket.txt"))
        with Reader(Limits(seconds=5)) as reader:
            told = [str(item) for path in find_files([tmp_path]) for item in reader.read(path)]
    assert told == [
        "gone.txt: cannot be opened: No such file or directory; make it readable",
        "loop.txt: cannot be opened: Too many levels of symbolic links; make it readable",
        "pipe.txt: is not a regular file; name a file or a folder",
        "socket.txt: cannot be opened: No such device or address; make it readable",
        "zero.txt: is not a regular file; name a file or a folder",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    with Reader() as reader:
        told = [str(item) for path in find_files([tmp_path]) for item in reader.read(path)]
    (tmp_path / "closed").chmod(0o700)
    assert told == ["closed: cannot be opened: Permission denied; make it readable"]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="there is no file that holds more than its size")
def test_a_file_that_holds_something_else_than_it_said_is_named(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.symlink_to("/proc/version")
    with pytest.raises(SourceError) as error:
        list(read_file(path))
    assert str(error.value) == "log.txt: was changed while it was read; build again when nothing writes to it"


def test_files_are_found_one_after_the_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").touch()
    files = find_files([tmp_path])
    assert next(files) == tmp_path / "a" / "1.txt"
    (tmp_path / "b" / "0.txt").touch()  # was not looked for yet
    assert [path.name for path in files] == ["0.txt", "1.txt"]


@pytest.mark.parametrize("text", ["By A. B", "\u2028", "&lt;", "a\r\rb", "12 May", "\x85\x85"])
def test_furniture_is_never_empty_and_stays_within_the_text(text: str) -> None:
    for item in sources_in("a.txt", f"{text}\n \u2028 \n{text}\n\n{STORY}".encode()):
        assert isinstance(item, Source)
        assert all(0 <= start < end <= len(item.text) for start, end in item.furniture)
