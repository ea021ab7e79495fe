"""Findings that need no measuring: what a reading tells, and the words and advice of each."""

import copy
import math

import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import HALF, build, make_folder, two_people
from zeroshot.framing.planes.planes import group_directions
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage


def clean() -> dict:
    """Return a scene in which nothing is wrong."""
    content = two_people()
    content["cameras"][0]["lens"].update(focus_m=1.45, f_stop=5.6)
    content["shots"][0]["target_planes"] = 2
    return content


def findings_of(content: dict, folder):
    """Find what a reading tells; that nobody here holds on to anything is another test's."""
    found = read_shot(stage(build(content), "1a", beside=folder), scene="s.json").findings
    return tuple(finding for finding in found if finding.kind != "nobody-holds-on")


def only_finding(content: dict, folder):
    (finding,) = findings_of(content, folder)
    return finding


def test_nothing_is_wrong(set_folder):
    assert findings_of(clean(), set_folder) == ()


def test_a_plane_too_few_names_who_and_by_how_much(set_folder):
    content = clean()
    content["shots"][0]["target_planes"] = 3
    finding = only_finding(content, set_folder)
    assert (finding.severity, finding.kind, finding.subject, finding.value) == (
        "warning", "target-planes", "1a", 2
    )  # fmt: skip
    assert finding.message == (
        "Two planes, and the shot wants three: turn Surgeon at least 21° further away from the station and "
        "the camera."
    )
    follow(content, set_folder, 21)


def follow(content: dict, folder, degrees: int) -> None:
    """Do what the advice says, about the surgeon's own forward axis, and see that it was right."""
    content = copy.deepcopy(content)
    surgeon = content["actors"][0]
    roll = Rotation.from_euler("x", degrees, degrees=True)
    surgeon["orientation_xyzw"] = [
        float(value) for value in (Rotation.from_quat(surgeon["orientation_xyzw"]) * roll).as_quat()
    ]
    assert [finding for finding in findings_of(content, folder) if finding.kind == "target-planes"] == []


def test_a_plane_too_many(set_folder):
    content = clean()
    content["shots"][0]["target_planes"] = 1
    finding = only_finding(content, set_folder)
    assert finding.message == (
        "Two planes, and the shot wants one: turn Cosmonaut at least 70° toward the station, Surgeon and the "
        "camera."
    )


def test_more_planes_than_heads(set_folder):
    content = clean()
    content["shots"][0]["target_planes"] = 6
    assert only_finding(content, set_folder).message.endswith(": bring two more into the picture.")


def test_the_camera_rolls_where_nobody_is(set_folder):
    content = clean()
    content["actors"] = []
    content["shots"][0]["target_planes"] = 2
    finding = only_finding(content, set_folder)
    assert finding.message == (
        "One plane, and the shot wants two: roll A camera clockwise by at least 21°, further away from the "
        "station."
    )
    heads = [[0, 0, -1], Rotation.from_euler("y", 21, degrees=True).apply([0, 0, -1])]
    assert len(group_directions(heads, tolerance_rad=math.radians(20.0))) == 2


@pytest.mark.parametrize(("gap_m", "severity"), [(0.03, "warning"), (0.6, "error")])
def test_an_anchor_out_of_reach(set_folder, gap_m, severity):
    content = clean()
    content["actors"] = [{**content["actors"][0], "orientation_xyzw": [0.0, 0.0, 0.0, 1.0]}]
    content["shots"][0]["target_planes"] = 1
    actor = content["actors"][0]
    actor["anchors"] = [{"effector": "left_hand", "to": "lab/rail-1"}]
    actor["position_m"] = [0.0, -0.2, 0.2]
    (miss,) = stage(build(content), "1a", beside=set_folder).actor("surgeon").figure.misses
    # Moving straight toward the rail by what is missing, less the gap, leaves about the gap.
    actor["position_m"][0] += miss.distance_m - gap_m
    anchors = [f for f in findings_of(content, set_folder) if f.kind == "anchor-reach"]
    (finding,) = anchors
    assert finding.severity == severity
    assert finding.subject == "surgeon"
    assert 0.2 < finding.value < gap_m * 100 + 6.0
    assert "Surgeon's left hand ends" in finding.message and "lab/rail-1" in finding.message


def test_someone_out_of_frame(set_folder):
    content = clean()
    content["shots"][0]["target_planes"] = 1
    content["actors"][1]["position_m"] = [-3.5, 0.0, 0.0]
    note = only_finding(content, set_folder)
    assert (note.severity, note.kind, note.subject) == ("note", "out-of-frame", "cosmonaut")
    content["shots"][0]["blocking"] = {"cosmonaut": {"position_m": [-3.5, 0.0, 0.1]}}
    assert only_finding(content, set_folder).severity == "warning"


def test_nobody_in_frame(set_folder):
    content = clean()
    content["shots"][0]["target_planes"] = 1
    content["cameras"][0]["orientation_xyzw"] = [0.0, 0.0, HALF, HALF]
    finding = only_finding(content, set_folder)
    assert (finding.severity, finding.kind) == ("error", "nobody-in-frame")
    assert finding.message == "Nobody is in the picture: aim A camera at Surgeon."


def test_out_of_focus(set_folder):
    content = clean()
    content["cameras"][0]["lens"].update(focus_m=0.5)
    found = findings_of(content, set_folder)
    assert [(finding.severity, finding.kind) for finding in found] == [("warning", "out-of-focus")] * 2
    assert "focus at 1.4" in found[0].message
    content["actors"][1]["position_m"] = [-0.3, 0.25, -0.5]
    beside = [finding for finding in findings_of(content, set_folder) if finding.kind == "out-of-focus"]
    assert [(finding.severity, finding.subject) for finding in beside] == [("note", "surgeon")]


def test_a_lens_that_cannot_focus_so_near(set_folder):
    content = clean()
    content["cameras"][0]["lens"].update(focus_m=0.02)
    finding = only_finding(content, set_folder)
    assert (finding.severity, finding.kind, finding.value) == ("error", "focus", 0.02)
    assert finding.message == "A 24 mm lens cannot focus at 0.02 m: focus farther than 0.024 m."


def test_a_camera_outside_every_module(set_folder):
    content = clean()
    content["cameras"][0]["position_m"] = [0.0, 1.75, -0.4]
    content["cameras"][0]["lens"]["focus_m"] = 1.8
    finding = only_finding(content, set_folder)
    assert (finding.severity, finding.kind, finding.subject) == ("warning", "camera-outside", "a")
    assert finding.value == pytest.approx(0.25), "the room ends 1.5 m to starboard"
    content["set"] = {"modules": []}
    assert findings_of(content, set_folder) == (), "without a set there is no outside"


def test_the_worst_comes_first(set_folder):
    content = clean()
    content["cameras"][0]["lens"].update(focus_m=0.02)
    content["shots"][0]["target_planes"] = 3
    assert [finding.severity for finding in findings_of(content, set_folder)] == ["error", "warning"]


def test_a_missing_texture_is_named(tmp_path):
    folder = make_folder(tmp_path)
    plain = (folder / "room.obj").read_text()
    textured = plain.replace("f 1 4 2", "vt 0 0\nvt 1 0\nvt 1 1\nusemtl wall\nf 1/1 4/3 2/2")
    (folder / "room.obj").write_text(f"mtllib room.mtl\n{textured}")
    (folder / "room.mtl").write_text("newmtl wall\nKd 1 1 1\nmap_Kd rivets.png\n")
    finding = only_finding(clean(), folder)
    assert (finding.severity, finding.kind, finding.subject) == ("warning", "missing-file", "lab")
    assert "rivets.png" in finding.message
