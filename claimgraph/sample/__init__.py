"""Sample reports with a hand-made gold, for the demo, the notebooks and the accuracy benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path


@contextmanager
def sample_folder() -> Iterator[Path]:
    """A folder with ``reports/`` and ``gold/``, for as long as the context lasts.

    >>> with sample_folder() as folder:
    ...     sorted(path.name for path in folder.iterdir() if path.name in ("reports", "gold"))
    ['gold', 'reports']
    """
    with resources.as_file(resources.files(__package__)) as folder:
        yield folder
