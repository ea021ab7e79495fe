"""The library's own models: every facts file says the truth about its mesh."""

from pathlib import Path

import numpy as np
import pytest

from zeroshot.library.meshes import load_mesh
from zeroshot.library.models import find_model

FACTS_FILES = sorted((Path(__file__).parents[2] / "assets" / "models").glob("*.json"))


@pytest.fixture(params=[path.stem for path in FACTS_FILES])
def model(request):
    return find_model(request.param, beside=None)


def test_names_are_the_files_names(model):
    assert model.mesh_path.stem == model.name
    assert model.mesh_path.parent.joinpath(f"{model.name}.json").is_file()


def test_facts_agree_with_the_mesh(model):
    mesh = load_mesh(model.mesh_path, metres_per_unit=model.facts.metres_per_unit, axes=model.facts.axes)
    assert model.missing_files() == ()
    if model.facts.triangles is not None:
        assert mesh.triangle_count == model.facts.triangles
    if model.facts.bounds_m is not None:
        np.testing.assert_allclose(mesh.bounds_m, model.facts.bounds_m, atol=0.002)


def test_says_how_accurate_it_is_and_from_what(model):
    assert model.facts.accuracy != ""
    assert model.facts.sources
    assert model.facts.licence


def test_named_points_lie_on_the_model(model):
    lowest, highest = model.load().bounds_m
    for name, point in model.points.items():
        position = np.array(point.position_m)
        assert np.all(position >= lowest - 0.05), name
        assert np.all(position <= highest + 0.05), name
        for direction in (point.direction, point.normal):
            assert direction is None or np.linalg.norm(direction) == pytest.approx(1.0, abs=1e-3), name
        if point.direction is not None and point.normal is not None:
            assert np.dot(point.direction, point.normal) == pytest.approx(0.0, abs=1e-3), name
