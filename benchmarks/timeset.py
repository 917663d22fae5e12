"""How many of the salient events of a report are found, how many with the right date, and with whom: TimeSET.

    python -m benchmarks.timeset FILE.tar.xz [--known FOLDER ...]

FILE is a part of TimeSET (https://github.com/kimihiroh/timeset) in brat's format. An event is found if the head of its
words is that of a trigger of ours. A date is right if ours begins with what the annotators' note says. Arguments count
whatever their role: right if the word that heads one of ours stands in one of the event. Ours are names and what stands
for them, TimeSET's any phrase, so the arguments that hold a name are counted apart. Texts that stand in a FOLDER, which
claimgraph was trained on, are reported apart. Beside ours a baseline: the verb at the root of each sentence, with its
subjects and objects, dated by the last date before it, failing that by the dateline.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from spacy.tokens import Doc, Span, Token

from claimgraph.extract.grammar import complements, is_passive, objects, subjects
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.read import read_file
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Source

from .machine import describe
from .templates import Counts

NOTED = re.compile(r"(\d{4})[-_](\d\d|xx)[-_](\d\d|xx)")
SHINGLE = 8
"""Words in a run; texts that share a tenth of their runs are one."""
MEASURES = ("events", "dates", "dates of found", "arguments", "named arguments")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated event: its words, its arguments (of events their words), and the beginning of its date."""

    words: Stretch
    arguments: tuple[Stretch, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """An event as a system has it: the heads of its words, of its participants, and the day it begins."""

    heads: tuple[Token, ...]
    participants: tuple[Token, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its events."""

    source: Source
    events: tuple[Gold, ...]


@dataclass(slots=True)
class Tally:
    """Counts by measure."""

    counts: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in MEASURES})

    def add(self, measure: str, right: float, predicted: int, gold: int) -> None:
        """Count the same number right for precision and recall."""
        self.counts[measure].add(Counts(right, predicted, right, gold))


def articles(path: Path) -> list[Article]:
    """The articles of a part, in the order of their names."""
    with tarfile.open(path) as tar:
        files = {m.name: tar.extractfile(m) for m in sorted(tar.getmembers(), key=lambda m: m.name) if m.isfile()}
        contents = {name: file.read().decode("utf8") for name, file in files.items() if file is not None}
    stems = [name.removesuffix(".ann") for name in contents if name.endswith(".ann")]
    return [Article(_source(f"{s}.txt", contents[f"{s}.txt"]), tuple(events_of(contents[f"{s}.ann"]))) for s in stems]


def _source(name: str, text: str) -> Source:
    """The text as a user's file would be read, with its dateline; offsets must hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name).name
        path.write_text(text, encoding="utf8", newline="")
        (source,) = read_file(path)
    if not isinstance(source, Source) or source.text != text:
        raise ValueError(f"{name}: reads otherwise than it stands")
    return source


def events_of(annotation: str) -> Iterator[Gold]:
    """The events of a file of brat.

    >>> list(events_of("T1\\tevent 4 8\\tsent\\nT2\\tentity 0 3\\tAnn\\nE1\\tevent:T1 ARG0-:T2"))
    [Gold(words=(4, 8), arguments=((0, 3),), date=None)]
    """
    rows = [line.split("\t") for line in annotation.splitlines()]
    spans = {row[0]: _stretch(row[1]) for row in rows if row[0].startswith("T")}
    notes = {row[1].split()[-1]: row[2] for row in rows if row[0].startswith("#") and len(row) > 2}
    links = {row[0]: [part.split(":") for part in row[1].split()] for row in rows if row[0].startswith("E")}
    for parts in links.values():
        named = [(role, links[to][0][1] if to in links else to) for role, to in parts[1:]]
        dates = [_noted(notes[to]) for role, to in named if role.startswith("TIMEX") and to in notes]
        arguments = tuple(spans[to] for role, to in named if role.startswith("ARG"))
        yield Gold(spans[parts[0][1]], arguments, next(filter(None, dates), None))


def _stretch(text: str) -> Stretch:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers[0], numbers[-1]


def _noted(note: str) -> str | None:
    """The beginning of a date, as far as a note gives it.

    >>> _noted("duration: 2018-03-xx thru 2019-01-01"), _noted("none")
    ('2018-03', None)
    """
    found = NOTED.search(note)
    return "-".join(part for part in found.groups() if part != "xx") if found else None


def ours(doc: Doc) -> list[Found]:
    """The events of our reading of a document."""
    out = []
    for event in reading_of(doc).events:
        heads = tuple(span.root for span in (event.trigger, *event.mentions))
        who = tuple(participant.span.root for participant in event.participants)
        out.append(Found(heads, who, event.times[0].interval.begin if event.times else None))
    return out


def baseline(doc: Doc, reading: Reading) -> list[Found]:
    """The verb of each sentence's main clause."""
    out = []
    for sentence in doc.sents:
        verb = sentence.root
        if verb.pos_ != "VERB":
            continue
        who = [*subjects(verb), *objects(verb)]
        who += [token for preposition, token in complements(verb) if preposition == "by" and is_passive(verb)]
        dates = [date.interval.begin for date in reading.dates if date.span.start < verb.i]
        out.append(Found((verb,), tuple(who), dates[-1] if dates else reading.source.published))
    return out


def judge(doc: Doc, events: Sequence[Gold], found: Sequence[Found], tally: Tally) -> None:
    """Add the score of one document."""
    heads = {span.root.i: number for number, gold in enumerate(events) if (span := _span(doc, gold.words)) is not None}
    taken: dict[int, Found] = {}
    hits = 0
    for each in found:
        numbers = [heads[token.i] for token in each.heads if token.i in heads]
        hits += bool(numbers)
        for number in numbers:
            taken.setdefault(number, each)
    counts = tally.counts["events"]
    counts.add(Counts(hits, len(found), len(taken), len(events)))
    for number, gold in enumerate(events):
        system = taken.get(number)
        right = bool(gold.date and system and system.date and system.date.startswith(gold.date))
        tally.add("dates", right, bool(gold.date and system and system.date), bool(gold.date))
        if system is not None:
            tally.add("dates of found", right, bool(gold.date and system.date), bool(gold.date))
        _judge_arguments(doc, gold, system, tally)


def _judge_arguments(doc: Doc, gold: Gold, system: Found | None, tally: Tally) -> None:
    spans = [span for stretch in gold.arguments if (span := _span(doc, stretch)) is not None]
    who = system.participants if system else ()
    right = sum(any(_inside(token, span) for span in spans) for token in who)
    covered = [span for span in spans if any(_inside(token, span) for token in who)]
    tally.counts["arguments"].add(Counts(right, len(who), len(covered), len(spans)))
    named = [span for span in spans if _is_named(span)]
    tally.counts["named arguments"].add(Counts(right, len(who), sum(s in covered for s in named), len(named)))


def _inside(token: Token, span: Span) -> bool:
    return bool(span.start <= token.i < span.end)


def _is_named(span: Span) -> bool:
    return any(token.pos_ == "PROPN" for token in span)


def _span(doc: Doc, stretch: Stretch) -> Span | None:
    return doc.char_span(*stretch, alignment_mode="expand")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def known_among(corpus: Iterable[Article], folders: Iterable[Path]) -> set[str]:
    """The names of the articles whose text stands in a folder, as a whole or in good part."""
    seen = set[tuple[str, ...]]()
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            seen |= runs(path.read_text("utf8"))
    return {
        article.source.name for article in corpus if 10 * len((mine := runs(article.source.text)) & seen) > len(mine)
    }


def main() -> None:
    """Print precision, recall and F1 by measure for the texts that are known and those that are not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--known", type=Path, nargs="*", default=[], metavar="FOLDER", help="texts trained on")
    options = parser.parse_args()
    corpus = articles(options.file)
    known = known_among(corpus, options.known)
    groups = {"unseen": len(corpus) - len(known), "seen in training": len(known)}
    tallies = {(group, system): Tally() for group in groups for system in ("baseline", "claimgraph")}
    nlp = make_nlp()
    for article, doc in zip(corpus, nlp.pipe(make_doc(nlp, a.source) for a in corpus), strict=True):
        group = "seen in training" if article.source.name in known else "unseen"
        judge(doc, article.events, baseline(doc, reading_of(doc)), tallies[group, "baseline"])
        judge(doc, article.events, ours(doc), tallies[group, "claimgraph"])
    print(f"# {describe()}; precision / recall / F1\n")
    print("| texts | system | " + " | ".join(MEASURES) + " |\n|" + "---|" * (len(MEASURES) + 2))
    for (group, system), tally in tallies.items():
        cells = [f"{p:.3f} / {r:.3f} / {f:.3f}" for p, r, f in (tally.counts[name].rates for name in MEASURES)]
        print(f"| {groups[group]} {group} | {system} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
