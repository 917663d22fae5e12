"""Fixtures shared by the tests: the real pipeline, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Source

# A machine that is busy is no fault of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline with its default model."""
    return make_nlp()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[..., Doc]:
    """A function from a text (and metadata of its source) to the annotated document."""

    def run(text: str, **metadata: str) -> Doc:
        return nlp(make_doc(nlp, Source.of("test.txt", text, **metadata)))

    return run


@pytest.fixture(scope="session")
def read_text(annotate: Callable[..., Doc]) -> Callable[..., Reading]:
    """A function from a text (and metadata) to all that was read in it."""

    def run(text: str, **metadata: str) -> Reading:
        return reading_of(annotate(text, **metadata))

    return run
