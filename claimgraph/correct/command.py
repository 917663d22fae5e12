"""The command ``correct``: a decision written down, listed, taken back, or taken over from somebody else."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CorrectionError, UsageError
from ..files import locked
from ..folder import Folder
from ..graph.texts import printable
from .correction import KINDS, VERBS, Correction, load, make, signed

if TYPE_CHECKING:
    from ..ontology.vocabulary import Vocabulary

WHAT = "merge A B...; apart A B; split A SOURCE...; rename A NAME; retype A TYPE; reject or confirm A|CLAIM"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes beside the graph's folder."""
    parser.add_argument("verb", nargs="?", choices=VERBS, metavar="VERB", help=", ".join(VERBS))
    parser.add_argument("arguments", nargs="*", metavar="WHAT", help=WHAT)
    parser.add_argument("--why", default="", help="the reason, kept with the decision")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: Git's user name, else the account's)")
    parser.add_argument("--list", action="store_true", help="print the decisions with their numbers")
    parser.add_argument(
        "--undo", nargs="?", type=int, const=0, metavar="N", help="take back the last decision, or that of a number"
    )
    parser.add_argument(
        "--import", dest="imported", metavar="FILE", help="take over the decisions in somebody's corrections.toml"
    )


def correct(options: argparse.Namespace) -> tuple[bool, list[str]]:
    """Do what the options say. Returns whether the graph must be built again, and what is to be said of that.

    Raises CorrectionError and UsageError.
    """
    given = [options.verb is not None, options.list, options.undo is not None, options.imported is not None]
    if sum(given) != 1:
        raise UsageError(f"give one of: a decision ({WHAT}), --list, --undo [N], --import FILE")
    folder = Folder.open(options.folder)
    if options.list:
        return _list(folder)
    if options.undo is not None:
        return _undo(folder, options.undo)
    if options.imported is not None:
        return _take_over(folder, Path(options.imported))
    return _decide(folder, options)


def _list(folder: Folder) -> tuple[bool, list[str]]:
    from .file import listing

    held = load(folder.corrections)
    print(listing(held) if held else f"{folder.corrections}: no corrections")
    return False, []


def _undo(folder: Folder, number: int) -> tuple[bool, list[str]]:
    from .file import take_back

    with locked(folder.path):
        gone = take_back(folder.corrections, number or max(1, len(load(folder.corrections))))
    print(f"{folder.corrections}: taken back: {printable(gone.told)}")
    return True, []


def _decide(folder: Folder, options: argparse.Namespace) -> tuple[bool, list[str]]:
    from ..content import content_of, open_content
    from .file import append, editor, today, witnessed

    content, kg = open_content(options.folder, anchored=True)
    made = make(options.verb, options.arguments, options.why, kg.find)
    if made.do == "retype":
        _known_class(made.value, kg.vocabulary)
    by = editor(folder.path) if options.by is None else options.by
    correction = signed(witnessed(made, content.lookup), by, today())
    held = load(folder.corrections)
    tried = content_of(folder, corrections=[*held, correction])
    number = len(held) + 1
    if all(decision.number != number for decision in tried.decisions):
        mark = f"correction {number} ("
        raise CorrectionError(next(each.removeprefix(mark) for each in tried.problems if each.startswith(mark)))
    with locked(folder.path):
        append(folder.corrections, [correction])
    print(f"{folder.corrections}: {correction.told}")
    return True, []


def _known_class(name: str, words: Vocabulary) -> None:
    if name not in KINDS and name not in words.classes:
        from rapidfuzz import process

        near = [hit[0] for hit in process.extract(name, sorted({*KINDS, *words.classes}), limit=3, score_cutoff=60)]
        hint = f"near it: {', '.join(near)}" if near else f"it takes {', '.join(KINDS)} or a class of the ontology"
        raise CorrectionError(f"retype got {name!r}, which is no kind and no class; {hint}")


def _take_over(folder: Folder, path: Path) -> tuple[bool, list[str]]:
    """Add somebody's decisions behind those there are: each once, and none that contradicts what was decided here."""
    from ..content import content_of
    from .file import append

    if not path.is_file():
        raise UsageError(f"{path}: no such file; name somebody's corrections.toml")
    held, theirs = load(folder.corrections), load(path)
    new: list[Correction] = []
    for correction in theirs:
        if not any(_is_same(correction, other) for other in (*held, *new)):
            new.append(correction)
    tried = content_of(folder, corrections=[*held, *new])
    taken = [c for number, c in enumerate(new, len(held)) if number not in tried.refused]
    with locked(folder.path):
        append(folder.corrections, taken)
    print(f"{folder.corrections}: {len(taken)} taken over, {len(theirs) - len(new)} known already")
    told = (
        f"{path}: left out: {correction.told}: {tried.refused[number]}, and import again"
        for number, correction in enumerate(new, len(held))
        if number in tried.refused
    )
    return bool(taken), list(told)


def _is_same(one: Correction, other: Correction) -> bool:
    """Whether two decisions are one: about the same things, by their ids or by the words they were made on."""
    if one.decision == other.decision:
        return True
    return bool(one.seen) and (one.do, sorted(one.seen), one.value) == (other.do, sorted(other.seen), other.value)
