"""The file that holds a trained model, and what is said of those that hold none."""

from __future__ import annotations

import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy
import pytest

from claimgraph.errors import UsageError
from claimgraph.extract.pairmodel import Header, PairModel


def model() -> PairModel:
    """A model of one property with a feature of each sort."""
    keys, table = numpy.array([7], numpy.uint32), numpy.ones((1, 2), numpy.float32)
    one = numpy.ones(1, numpy.float32)
    header = Header(labels=("captain",), kinds=("captain|words>Person",), phrases=(("captain", "skipper"),))
    return PairModel(header, keys, one, table, table, keys, table, keys, one)


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ships.model"
    path.write_bytes(model().dumped())
    back = PairModel.load(path)
    assert asdict(back.header) == asdict(model().header)
    assert back.dumped() == model().dumped()


@pytest.mark.parametrize("length", [0, 10, 300])
def test_a_file_that_was_cut_is_no_model(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.model"
    path.write_bytes(model().dumped()[:length])
    with pytest.raises(UsageError, match=r"no model .*claimgraph train"):
        PairModel.load(path)


def test_a_file_with_broken_bytes_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "broken.model"
    data = bytearray(model().dumped())
    data[60:90] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"no model .*claimgraph train"):
        PairModel.load(path)


@pytest.mark.parametrize("header", ["[]", "{}", '{"format": 0}'])
def test_a_model_of_another_version_is_named(tmp_path: Path, header: str) -> None:
    path, whole = tmp_path / "old.model", tmp_path / "whole.model"
    whole.write_bytes(model().dumped())
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(path, "w") as old:
        for name in archive.namelist():
            old.writestr(name, header if name == "model.json" else archive.read(name))
    with pytest.raises(UsageError, match="another version"):
        PairModel.load(path)
