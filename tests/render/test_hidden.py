"""People hidden behind others are found in what is rendered, and the advised move shows them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from framing.fault_scenes import LEVEL, calm, camera, cosmonaut, make_set, surgeon
from framing.small_scene import build
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.render.reader import Reader
from zeroshot.spatial import look_at

pytestmark = pytest.mark.graphics


def staged(content: dict, folder: Path) -> StagedShot:
    return stage(build(content), "1a", beside=folder)


def test_a_move_that_is_advised_shows_who_was_hidden(tmp_path: Path) -> None:
    folder = make_set(tmp_path)
    content = calm()
    surgeon(content)["position_m"] = [0.3, -1.0, 0.1]
    cosmonaut(content).update(position_m=[0.0, 0.0, 0.05], anchors=[], orientation_xyzw=LEVEL)
    with Reader() as reader:
        reading = reader.read(staged(content, folder), scene="s.json")
        hidden = [one for one in examine(staged(content, folder), reading).findings if one.kind == "hidden"]
        assert [one.subject for one in hidden] == ["surgeon"]
        assert hidden[0].value == pytest.approx(reading.subject("surgeon").visible_share, abs=0.001)
        assert hidden[0].message.startswith("Cosmonaut hides Surgeon: ")
        move = re.search(r"Move A camera (\d+) cm to its (right|left|top|bottom), keeping", hidden[0].message)
        assert move, hidden[0].message
        follow(content, folder, int(move[1]) / 100.0, move[2])
        after = reader.read(staged(content, folder), scene="s.json").subject("surgeon").visible_share
    assert after is not None and after > 2.0 * hidden[0].value and after > 0.35


def follow(content: dict, folder: Path, distance_m: float, way: str) -> None:
    """Move the camera, and keep it aimed at her eyes."""
    before = staged(content, folder)
    step = {"right": (0, 1, 0), "left": (0, -1, 0), "top": (0, 0, -1), "bottom": (0, 0, 1)}[way]
    place = before.camera_placement.apply(distance_m * np.array(step))
    aim = before.actor("surgeon").eyes_in_world - place
    camera(content)["position_m"] = [float(value) for value in place]
    turn = look_at(aim, head_reference_in_world=[0.0, 0.0, -1.0])
    camera(content)["orientation_xyzw"] = [float(value) for value in turn]
