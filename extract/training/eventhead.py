"""Train the head for words that tell events: ``python -m claimgraph.extract.training.eventhead FOLDER... -w weights``.

Each FOLDER holds ``NAME.txt`` and ``NAME.json`` side by side (the annotation format). The encoder is trained with it;
what the recognizer has learned is kept by distillation (Li and Hoiem, Learning without Forgetting, 2016): its labels
for the same words before are what its head is held to. GENEVA (Parekh et al., ACL 2023; CC BY 3.0), where it is given,
teaches what an event word is like by a head of its own, which is then dropped. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import bisect
import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from ..encoder import CLASSES, LONGEST_WORD, shape_of
from .corpora import lines_of
from .fitting import Fitting, padded
from .recognizer import Classifier, encoder_folder, export
from .train_salience import stretch_of

WORDS = 250
"""Words in a passage, at most."""
PIECES = 500
BATCH = 4
SHARE = 0.25
"""The part of GENEVA's sentences that an epoch reads."""
TOGETHER = 24
"""Sentences of GENEVA in a batch."""
KEEP = 0.5
"""How much it counts that the recognizer's labels stay as they are."""
RATES = 1e-4, 1e-3
"""Of the encoder and of the fresh heads."""
WARM = 0.06
"""The part of the steps over which the rates rise."""
SMALL = frozenset(
    "a an the of to in on and by was were is are been be has had have would will that for at with from".split()
)
_WORD = re.compile(r"\w+(?:[.’'-]\w+)*|[^\w\s]")


@dataclass(eq=False)
class Lesson:
    """Pieces, the shapes of their words, the first piece of each word, and what each word tells (0: nothing)."""

    pieces: list[int]
    shapes: list[int]
    heads: list[int]
    told: list[int]
    frames: bool = False
    """Whether what is told is a frame of GENEVA rather than a class of ours."""
    before: torch.Tensor | None = None
    """The recognizer's scores before the training."""


def lesson(words: Sequence[str], told: list[int], tokenizer: AutoTokenizer, frames: bool = False) -> Lesson | None:
    """Words as the encoder reads them; None where they have too many pieces."""
    out = Lesson([tokenizer.cls_token_id], [0], [], told, frames)
    for word, own in zip(
        words, tokenizer([w[:LONGEST_WORD] for w in words], add_special_tokens=False)["input_ids"], strict=True
    ):
        out.heads.append(len(out.pieces))
        out.pieces += own or [tokenizer.unk_token_id]
        out.shapes += [shape_of(word)] * max(1, len(own))
    out.pieces.append(tokenizer.sep_token_id)
    out.shapes.append(0)
    return out if len(out.pieces) <= PIECES else None


def report_lessons(path: Path, tokenizer: AutoTokenizer) -> Iterator[Lesson]:
    """The passages of one annotated report."""
    text = path.read_text("utf8")
    found = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    words = [text[start:end] for start, end in found]
    told = [0] * len(words)
    for event in json.loads(path.with_suffix(".json").read_text("utf8"))["events"]:
        stretch = stretch_of(text, event["quote"], event["trigger"])
        if stretch is not None and event["class"] in CLASSES:
            inside = [i for i, (start, end) in enumerate(found) if start < stretch[1] and end > stretch[0]]
            for i in [i for i in inside if words[i].lower() not in SMALL][:3]:
                told[i] = 1 + CLASSES.index(event["class"])
    ends = [i + 1 for i in range(len(words) - 1) if words[i] in ".!?”" or "\n" in text[found[i][1] : found[i + 1][0]]]
    begin = 0
    while begin < len(words):
        end = begin + WORDS
        if end < len(words):
            last = bisect.bisect_right(ends, end) - 1
            end = ends[last] if last >= 0 and ends[last] > begin else end
        if each := lesson(words[begin:end], told[begin:end], tokenizer):
            yield each
        begin = end


def geneva_lessons(path: Path, tokenizer: AutoTokenizer) -> tuple[list[Lesson], int]:
    """The sentences of GENEVA, and how many frames there are with none."""
    frames: dict[str, int] = {}
    lessons = []
    for line in lines_of(path):
        row = json.loads(line)
        told = [0] * len(row["tokens"])
        for event in row["event_mentions"]:
            frame = frames.setdefault(event["event_type"], len(frames) + 1)
            for i in range(event["trigger"]["start"], min(event["trigger"]["end"], len(told))):
                told[i] = frame
        if each := lesson(row["tokens"], told, tokenizer, frames=True):
            lessons.append(each)
    return lessons, len(frames) + 1


def epoch(reports: list[Lesson], geneva: list[Lesson], dice: random.Random) -> list[list[Lesson]]:
    """The batches of one epoch."""
    dice.shuffle(reports)
    dice.shuffle(geneva)
    part = sorted(geneva[: int(len(geneva) * SHARE)], key=lambda each: len(each.pieces))
    out = [reports[i : i + BATCH] for i in range(0, len(reports), BATCH)]
    out += [part[i : i + TOGETHER] for i in range(0, len(part), TOGETHER)]
    dice.shuffle(out)
    return out


def tensors(batch: Sequence[Lesson]) -> tuple[torch.Tensor, ...]:
    """Padded pieces, shapes and mask."""
    return padded([each.pieces for each in batch], [each.shapes for each in batch])


def remember(model: Classifier, lessons: Iterable[Lesson]) -> None:
    """Keep what the recognizer's head says of each lesson before the training."""
    model.eval()
    with torch.no_grad():
        for each in lessons:
            scores, _ = model(*tensors([each]))
            each.before = torch.log_softmax(scores[0], -1).half()


def loss_of(model: Classifier, frames: nn.Linear, batch: Sequence[Lesson]) -> torch.Tensor:
    """What a batch costs: wrong words for events, and labels of the recognizer that are no longer what they were."""
    pieces, shapes, mask = tensors(batch)
    states = model.states(pieces, shapes, mask)
    words = torch.cat([states[i, torch.tensor(each.heads)] for i, each in enumerate(batch)])
    told = torch.tensor([label for each in batch for label in each.told])
    of_frames = batch[0].frames
    learned = nn.functional.cross_entropy((frames if of_frames else model.events)(words), told)
    now = torch.log_softmax(model.head(states[mask.bool()]), -1)
    before = torch.cat([each.before for each in batch if each.before is not None]).float()
    kept = nn.functional.kl_div(now, before, reduction="batchmean", log_target=True)
    return learned * (0.5 if of_frames else 1) + KEEP * kept


def train(model: Classifier, reports: list[Lesson], geneva: list[Lesson], frames: int, epochs: int, save: Path) -> None:
    """Fit the model, and save it after each epoch."""
    dice = random.Random(0)
    remember(model, [*reports, *geneva])
    of_frames = nn.Linear(model.encoder.config.hidden_size, frames)
    fresh = [*model.events.parameters(), *of_frames.parameters()]
    own = [p for name, p in model.named_parameters() if not name.startswith("events.")]
    steps = epochs * len(epoch(list(reports), list(geneva), random.Random(0)))
    fitting = Fitting(model, [(own, RATES[0]), (fresh, RATES[1])], steps, WARM)
    model.train()
    for number in range(epochs):
        started, total = time.monotonic(), 0.0
        batches = epoch(reports, geneva, dice)
        for batch in batches:
            total += fitting.step(loss_of(model, of_frames, batch))
        passed = time.monotonic() - started
        print(f"epoch {number + 1}: loss {total / len(batches):.4f}, {passed:.0f} s", flush=True)
        torch.save(model.state_dict(), save)
    model.eval()


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="annotated reports")
    parser.add_argument("-w", "--weights", type=Path, required=True, help="weights.pt of training/recognizer.py")
    parser.add_argument("-g", "--geneva", type=Path, help="GENEVA's merged.jsonl.xz")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--export-only", action="store_true", help="export the weights given")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    folder = encoder_folder()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Classifier(AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager"))
    model.load_state_dict(torch.load(options.weights), strict=False)
    if not options.export_only:
        paths = [path for each in options.folders for path in sorted(each.glob("*.txt"))]
        reports = [each for path in paths for each in report_lessons(path, tokenizer)]
        geneva, frames = geneva_lessons(options.geneva, tokenizer) if options.geneva else ([], 1)
        train(model, reports, geneva, frames, options.epochs, options.output / "weights.pt")
    export(model, tokenizer, options.output)


if __name__ == "__main__":
    main()
