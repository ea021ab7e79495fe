"""A scene may name a rigged figure to play somebody; what is wrong with one is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.small_scene import build
from rig_builder import write_rig
from zeroshot.errors import SceneFileError
from zeroshot.framing.staging import stage


def scene(figure: str, **actor) -> dict:
    return {
        "actors": [{"id": "one", "body": {"figure": figure}, **actor}],
        "cameras": [{"id": "a", "position_m": [-2, 0, 0]}],
    }


def test_a_figure_beside_the_scene_plays_an_actor(tmp_path: Path) -> None:
    write_rig(tmp_path / "double.vrm", naming="own", humanoid="1")
    document = build(scene("double.vrm", pose={"name": "seated"}))
    first, again = (stage(document, beside=tmp_path).actor("one").figure for _ in range(2))
    assert first is again
    assert first.person.figure is not None
    assert first.mesh.triangle_count == first.person.figure.rig.parts[0].part.triangles.shape[0]
    write_rig(tmp_path / "double.vrm", naming="own", humanoid="1", arms_down_deg=35.0)
    assert stage(document, beside=tmp_path).actor("one").figure is not first


def test_an_operator_may_be_a_figure(tmp_path: Path) -> None:
    write_rig(tmp_path / "double.glb", naming="mixamo", unit=100.0)
    content = scene("double.glb")
    content["cameras"][0]["operator"] = {"body": {"figure": "double.glb"}}
    (crew,) = stage(build(content), beside=tmp_path).crews
    assert crew.person.figure.person.figure is not None


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("./nobody.glb", "does not exist"),
        ("./handless.glb", "no bone for leftHand"),
        ("astronaut", "no model"),
    ],
)
def test_a_figure_that_cannot_play_is_refused_at_its_place(tmp_path: Path, figure: str, words: str) -> None:
    fingers = [f"left{f}{b}" for f in ("Index", "Middle", "Ring", "Little")
               for b in ("Proximal", "Intermediate", "Distal")]  # fmt: skip
    write_rig(tmp_path / "handless.glb", without=("leftHand", *fingers))
    with pytest.raises(SceneFileError, match=words) as caught:
        stage(build(scene(figure)), beside=tmp_path)
    assert caught.value.problems[0].pointer == "/actors/0/body/figure"
