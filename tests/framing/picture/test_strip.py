"""The strip of clocks of a scene."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import build, two_people
from zeroshot.framing.picture.strip import build_strip
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage


def strip_of(content: dict, folder):
    document = build(content)
    shots = [shot.id for shot in document.shots]
    return build_strip([read_shot(stage(document, shot, beside=folder), scene="s") for shot in shots])


@pytest.mark.parametrize(("roll_deg", "flips"), [(60.0, False), (120.0, True), (-170.0, True)])
def test_a_camera_that_rolls_turns_every_clock(set_folder, roll_deg, flips):
    content = two_people()
    camera = content["cameras"][0]
    turn = Rotation.from_quat(camera["orientation_xyzw"]) * Rotation.from_euler("x", roll_deg, degrees=True)
    blocking = {"a": {"orientation_xyzw": [float(value) for value in turn.as_quat()]}}
    content["shots"].append({"id": "1b", "camera": "a", "blocking": blocking})
    first, second = strip_of(content, set_folder)
    assert [clock.who for clock in first.clocks] == ["station", "surgeon", "cosmonaut"]
    station, surgeon, cosmonaut = second.clocks
    assert cosmonaut.clock_deg is None or cosmonaut.in_frame
    assert first.clocks[0].turned_deg is None
    for clock in (station, surgeon):
        assert clock.turned_deg == pytest.approx(-roll_deg, abs=1e-6)
        assert clock.flips == flips


def test_someone_out_of_the_picture_keeps_the_clock_of_before(set_folder):
    content = two_people()
    away = {"surgeon": {"position_m": [0.0, 3.0, 0.0]}}
    content["shots"] += [{"id": "1b", "camera": "a", "blocking": away}, {"id": "1c", "camera": "a"}]
    first, second, third = strip_of(content, set_folder)
    assert second.clocks[1].clock_deg is None
    assert not second.clocks[1].in_frame
    assert third.clocks[1].turned_deg == pytest.approx(0.0)
    assert third.to_json()["clocks"][1]["clock_deg"] == pytest.approx(first.clocks[1].clock_deg, abs=0.01)
    assert np.isfinite(third.plane_count)
