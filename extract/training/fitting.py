"""What every training of the encoder shares: padding, a rate that rises and falls, and one step down the gradient.

Needs the extra ``train``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import nn


class Fitting:
    """AdamW whose rates rise over the first ``warm`` part of ``steps`` and fall to nothing (Goyal et al., 2017).

    ``groups`` pairs the parameters to fit with the highest rate of each.
    """

    def __init__(
        self, model: nn.Module, groups: Iterable[tuple[Iterable[nn.Parameter], float]], steps: int, warm: float
    ) -> None:
        self.model = model
        rated = [{"params": list(parameters), "lr": rate} for parameters, rate in groups]
        self.optimizer = torch.optim.AdamW(rated, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(step / (warm * steps + 1), max(0.0, (steps - step) / ((1 - warm) * steps)))
        )

    def step(self, loss: torch.Tensor) -> float:
        """Go one step down the gradient of a loss; its value."""
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        return float(loss.detach())


def padded(rows: Sequence[Sequence[int]], shapes: Sequence[Sequence[int]]) -> tuple[torch.Tensor, ...]:
    """Pieces and the shapes of their words, filled up with 0 to the longest, and a mask: (texts, pieces) each."""
    longest = max(map(len, rows))
    filled = [torch.tensor([[*row, *[0] * (longest - len(row))] for row in each]) for each in (rows, shapes)]
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return filled[0], filled[1], mask
