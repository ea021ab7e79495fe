"""Folders with a small set of our own, for scenes to stand in."""

from pathlib import Path

import pytest

from framing.small_scene import make_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a model of a room and its facts."""
    return make_folder(tmp_path)


@pytest.fixture(scope="session")
def set_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one such folder for the whole run; hypothesis may read it again and again."""
    return make_folder(tmp_path_factory.mktemp("set"))
