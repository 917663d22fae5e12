"""ECB+ (CC BY 3.0): news about the same happenings, with the words that tell of each, across documents.

The release's XML holds tokens; here they become a text again, with the characters at which each mention stands.
"""

from __future__ import annotations

import csv
import gzip
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ...model import Source
from ..metadata import read_metadata

Sentence = tuple[str, int]
"""A document's name and the number of a sentence in it."""

_ACTIONS = ("ACTION_", "NEG_ACTION_")
_BEFORE = re.compile(r"[.,;:!?%)\]’'”]|n't|'\w{1,2}")
_AFTER = frozenset("([$#“")
_DASH = re.compile(r"[\w.]")
_CLOSED = re.compile(r"[.!?][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words of a document that tell of a happening; ``event`` is the happening's id in the whole corpus."""

    document: str
    start: int
    end: int
    event: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Its name starts with its topic: ``12_3ecb``."""

    name: str
    source: Source
    mentions: tuple[EventMention, ...]
    checked: tuple[tuple[int, int], ...] = ()
    """The characters of the sentences whose annotation was checked."""

    @property
    def topic(self) -> str:
        """The topic's number; each topic tells of two happenings of one kind."""
        return self.name.split("_")[0]


def selected(path: Path) -> frozenset[Sentence]:
    """The sentences whose annotation was checked, from the release's list (``.csv.gz``)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return frozenset(
            (f"{row['Topic']}_{row['File']}", int(row["Sentence Number"])) for row in csv.DictReader(lines)
        )


def documents(archive: Path, sentences: frozenset[Sentence]) -> list[Document]:
    """The articles of an archive (``.tar.xz``) with the mentions in checked sentences, in the order of their names."""
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar.getmembers() if m.name.endswith(".xml")), key=lambda m: m.name)
        opened = ((Path(m.name).stem, tar.extractfile(m)) for m in members)
        return [document(name, file.read(), sentences) for name, file in opened if file is not None]


def document(name: str, data: bytes, sentences: frozenset[Sentence]) -> Document:
    """One article from its XML.

    >>> xml = b'''<Document><token t_id="1" sentence="0">Fire</token><token t_id="2" sentence="0">.</token>
    ... <Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="1"/></ACTION_OCCURRENCE></Markables>
    ... <Relations/></Document>'''
    >>> read = document("1_1ecb", xml, frozenset({("1_1ecb", 0)}))
    >>> read.source.text, read.mentions[0].start, read.mentions[0].end
    ('Fire.', 0, 4)
    """
    root = ElementTree.fromstring(data)
    tokens = [(int(t.get("t_id", 0)), int(t.get("sentence", 0)), t.text or "") for t in root.iter("token")]
    text, spans = joined(tokens)
    where = {number: sentence for number, sentence, _ in tokens}
    events = _instances(root, name)
    found = []
    for markable in root.findall("Markables/*"):
        anchors = [int(a.get("t_id", 0)) for a in markable.findall("token_anchor")]
        if not markable.tag.startswith(_ACTIONS) or not anchors or (name, where[anchors[0]]) not in sentences:
            continue
        identifier = markable.get("m_id", "")
        start, end = spans[min(anchors)][0], spans[max(anchors)][1]
        found.append(EventMention(name, start, end, events.get(identifier, f"{name} {identifier}")))
    metadata = read_metadata(text)
    source = Source.of(f"{name}.txt", text, title=metadata.title, published=metadata.published)
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, sentence, _ in tokens:
        if (name, sentence) in sentences:
            lines[sentence].append(spans[number])
    checked = tuple((line[0][0], line[-1][1]) for line in lines.values())
    return Document(name, source, tuple(sorted(set(found), key=lambda m: (m.start, m.end, m.event))), checked)


def _instances(root: ElementTree.Element, name: str) -> dict[str, str]:
    """Mention to happening: one across documents has an id of the corpus, one of a single document gets one."""
    named = {m.get("m_id", ""): m.get("instance_id") for m in root.findall("Markables/*")}
    found = {}
    for relation in root.findall("Relations/*"):
        target = relation.find("target")
        if target is None:
            continue
        identifier = target.get("m_id", "")
        event = named.get(identifier) or f"{name} {identifier}"
        for source in relation.findall("source"):
            found[source.get("m_id", "")] = event
    return found


def joined(tokens: Iterable[tuple[int, int, str]]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text of numbered tokens, each with the number of its sentence, and the characters of each token."""
    lines: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, sentence, word in tokens:
        lines[sentence].append((number, word))
    text, spans = "", {}
    for line in lines.values():
        if text:
            text += " " if _CLOSED.search(text) else "\n"
        for (number, word), gap in zip(line, _gaps([word for _, word in line]), strict=True):
            text += gap
            spans[number] = (len(text), len(text) + len(word))
            text += word
    return text, spans


def _gaps(words: list[str]) -> Iterator[str]:
    """What stands before each word of a sentence."""
    address = words[:1] == ["http"] or words[:1] == ["https"]
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        tight = i == 0 or address or _BEFORE.fullmatch(word) or before in _AFTER
        hyphen = "-" in (word, before) and before != word and 0 < i < len(words) - 1
        yield "" if tight or (hyphen and _DASH.match(words[i + 1] if word == "-" else word)) else " "
