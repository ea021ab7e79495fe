"""Sections through our Destiny and Kibo and through NASA's meshes of them, station by station."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import trimesh

from modelling_rays import first_hits, solid_of
from zeroshot.library.models import find_model
from zeroshot.scene.document import Axes

MODELS = Path(__file__).parents[3] / "shared" / "models"
pytestmark = pytest.mark.skipif(not MODELS.is_dir(), reason="the meshes to compare with are not here")

FACE_M, LENGTH = 0.025, 0.03
"""What may differ: 25 mm at the rack faces, 3 % in length."""

OUT = {
    "port": (0, -1, 0),
    "starboard": (0, 1, 0),
    "forward": (1, 0, 0),
    "aft": (-1, 0, 0),
    "deck": (0, 0, 1),
    "overhead": (0, 0, -1),
}
WALLS = {
    "destiny": (("port", "starboard"), ("deck", "overhead")),
    "kibo": (("forward", "aft"), ("deck", "overhead")),
}
ALONG = {"destiny": np.array([1.0, 0.0, 0.0]), "kibo": np.array([0.0, 1.0, 0.0])}
HATCH_M = {"destiny": 6.45 / 2 + 0.95, "kibo": 6.35 * 1.02 / 2 + 0.80 * 1.02}
"""Where our bulkhead's hatch lies ahead of the middle of the racks; theirs lies at the end of their mesh."""


@cache
def theirs(name: str) -> trimesh.Trimesh:
    """Return NASA's mesh, to scale, along its axis where ours lies."""
    if name == "destiny":
        axes = Axes(forward="-Z", right="+X", down="-Y")
        solid = solid_of(find_model("./us_lab/us_lab.obj", beside=MODELS).load(scale=1.0858, axes=axes))
    else:
        axes = Axes(forward="-Y", right="-X", down="-Z")
        solid = solid_of(find_model("./kibo_jpm_untextured.dae", beside=MODELS).load(scale=1.02, axes=axes))
    end = float((solid.vertices @ ALONG[name]).max())
    solid.apply_translation((HATCH_M[name] - end) * ALONG[name])
    return solid


@cache
def ours(name: str) -> trimesh.Trimesh:
    return solid_of(find_model(name, beside=None).load())


def face_distance(solid: trimesh.Trimesh, name: str, bay: int, wall: str) -> float:
    """Return how far a rack's face lies from the mesh's origin: where most rays over its front meet it."""
    along, out = ALONG[name], np.array(OUT[wall], float)
    middle = (3.5 - bay) * 1.067 * along
    x, y = np.meshgrid(np.linspace(-0.36, 0.36, 7), np.linspace(-0.62, 0.55, 9))
    origins = middle + x.reshape(-1, 1) * along + y.reshape(-1, 1) * np.cross(along, out)
    found, _ = first_hits(solid, origins, np.tile(out, (len(origins), 1)))
    # Rails and bags stand nearer, open racks lie deeper.
    near = found[(found > 0.95) & (found < 1.25)]
    return float(np.median(near)) if len(near) > 8 else float("nan")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "walls"), [(name, pair) for name in WALLS for pair in WALLS[name]])
def test_rack_faces_lie_where_theirs_lie(name: str, walls: tuple[str, str]) -> None:
    # The mesh's own axis may lie beside its origin: what counts is the way from wall to wall, halved.
    halves = []
    for solid in (theirs(name), ours(name)):
        faces = [
            np.nanmedian([face_distance(solid, name, bay, wall) for bay in range(1, 7)]) for wall in walls
        ]
        halves.append(float(np.mean(faces)))
    assert halves[1] == pytest.approx(halves[0], abs=FACE_M)


def test_lengths_agree() -> None:
    for name, mesh_end, own_end in (
        ("destiny", -(6.45 / 2 + 1.0), -(6.45 / 2 + 1.0)),
        ("kibo", None, None),
    ):
        along = ALONG[name]
        if mesh_end is None:
            # The bulkhead over the airlock, beside the windows.
            start = np.array([[0.0, -3.4, -0.95]])
            lengths = [
                HATCH_M[name] + 3.4 + float(first_hits(solid, start, -along[None])[0][0])
                for solid in (theirs(name), ours(name))
            ]
        else:
            extent = np.ptp(theirs(name).vertices @ along)
            lengths = [float(extent), HATCH_M[name] - own_end]
        assert lengths[1] == pytest.approx(lengths[0], rel=LENGTH), name
