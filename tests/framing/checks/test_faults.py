"""Findings proven: the calm scene has none, and every fault gives exactly its own finding.

Where the advice names a move, it is made, and then the finding is gone. Turning the whole world about
changes nothing.
"""

from __future__ import annotations

import copy
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.fault_scenes import (
    HALF,
    Fault,
    Scene,
    alone,
    both,
    calm,
    camera,
    cosmonaut,
    crate,
    cut_to,
    lab,
    lens,
    make_set,
    nobody,
    put,
    shot,
    surgeon,
    yaw,
)  # fmt: skip
from framing.small_scene import build, turned
from zeroshot.framing.checks.cuts import Take, find_cut_findings
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.lens.sight import Sight
from zeroshot.framing.obstacles.sightlines import WELL_SEEN, seen_share
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.gui.sentences import grammar_of
from zeroshot.spatial import DOWN, FORWARD, RIGHT, compose, quaternion_from_axis_angle

LEANING = [0.0, -float(np.sin(np.radians(22.5))), float(np.cos(np.radians(22.5))), 0.0]
GIANT = {"body": {"sex": "male", "stature_m": 2.1}}
OPERATOR = {"body": {"sex": "male", "stature_m": 1.78}}


def crew_opposite(scene: Scene) -> None:
    """Put a second camera with its operator opposite, which only the first shot's camera looks at."""
    second = {**copy.deepcopy(camera(scene)), "id": "b", "name": "B camera", "operator": OPERATOR}
    scene["cameras"].append(
        {**second, "position_m": [0.0, -1.3, -0.1], "orientation_xyzw": [0.0, 0.0, HALF, HALF]}
    )


def lamp_behind(scene: Scene) -> None:
    """Put the brightest lamp behind the camera and in line with the surgeon's face."""
    place = [-0.55, 1.75, 0.2]
    scene["lights"] = [{"id": "key", "position_m": place, "orientation_xyzw": yaw(-60.0), "lumens": 9000.0}]


def upside_down_in_1b(scene: Scene) -> None:
    scene["shots"][1]["blocking"] = {
        "surgeon": {"orientation_xyzw": [0.0, 1.0, 0.0, 0.0], "position_m": [0.534, -0.1, -0.6]}
    }


FAULTS = (
    # The camera as a thing.
    Fault("camera in a wall", put(camera, position_m=[0.0, 1.77, -0.1]), "error", "camera-in-wall", "a", 10.5,
          says="the starboard wall of lab", is_followed=True),
    Fault("camera wholly in a wall", put(camera, position_m=[0.0, 2.3, -0.1]), "warning", "camera-outside",
          "a", 0.3),
    Fault("camera in a crate", crate((0.0, 0.95, 0.12)), "error", "camera-in-prop", "a", 7.5, within=1.0,
          says="Crate", is_followed=True),
    Fault("camera in someone", put(camera, position_m=[0.25, 0.22, 0.05], orientation_xyzw=yaw(-150.0)),
          "error", "camera-in-person", "a", 1.0, within=1.0, says="Surgeon's", is_followed=True),
    Fault("camera in a tight place", put(camera, position_m=[0.0, 1.63, -0.05]), "note", "camera-tight",
          "a", 3.5),
    Fault("a hatch too small for him", put(lab, model="./closet.obj"), "warning", "hatch-too-small",
          "cosmonaut",
          10.7, says="hatch-aft, is 45 × 40 cm"),
    Fault("a hatch too small for who films", both(put(lab, model="./porthole.obj"), put(camera,
          operator=GIANT)),
          "warning", "hatch-too-small", "a", 2.0, within=2.0, says="A camera with who carries it"),
    # The lens.
    Fault("focus within the lens", lens(focus_m=0.015), "error", "focus", "a", 0.015),
    Fault("nearer than lenses focus", lens(focus_m=0.2, f_stop=64.0), "warning", "close-focus", "a", 0.2),
    Fault("one of two out of focus", both(lens(f_stop=1.0), put(surgeon, position_m=[0.534, -0.3, 0.1])),
          "note", "out-of-focus", "surgeon", 1.09, within=0.02),
    # The picture.
    Fault("nobody in it", put(camera, orientation_xyzw=[0.0, 0.0, HALF, HALF], position_m=[0.0, 0.6, -0.1]),
          "error", "nobody-in-frame", "1a"),
    Fault("someone out of it", put(surgeon, position_m=[2.034, 0.9, 0.1]), "note", "out-of-frame", "surgeon",
          92.0,
          within=3.0),
    Fault("someone whom the shot wants out of it", put(shot, blocking={"surgeon": {"position_m": [2.0, 0.9,
          0.1]}}),
          "warning", "out-of-frame", "surgeon", 92.0, within=3.0, says="the shot gives them a place"),
    Fault("an empty picture", both(nobody, lambda scene: scene.update(set={"modules": []})),
          "error", "shot-empty", "1a"),
    Fault("an empty picture beside a thing", both(nobody, lambda scene: scene.update(set={"modules": []}),
          crate((0.0, 2.0, 0.0))), "error", "shot-empty", "1a"),
    Fault("every lamp out", put(lab, model="./dark.obj"), "error", "black", "1a", 1.0),
    Fault("a camera set too dark to see", both(put(camera, exposure={"iso": 100}), lens(f_stop=22.0)),
          "error", "black", "1a", 1.0, says="ISO 69,000", is_followed=True),
    Fault("a camera set too dark", put(camera, exposure={"iso": 3200}), "warning", "exposure", "a", -3.5,
          says="under", is_followed=True),
    Fault("a camera set too light", both(put(camera, exposure={"iso": 6400}), lens(f_stop=2.0)), "warning",
          "exposure", "a", 3.5, within=0.3, says="over", is_followed=True),
    Fault("someone half hidden", lambda scene: None, "warning", "hidden", "surgeon", 0.2, within=0.001,
          says="Cosmonaut hides Surgeon: 20 % shows", sees={"surgeon": (0.2, ("cosmonaut",))}),
    Fault("someone lost", lambda scene: None, "error", "hidden", "cosmonaut", 0.02, within=0.001,
          says="lab and Surgeon hide", sees={"cosmonaut": (0.02, ("lab", "surgeon"))}),
    Fault("cut at the neck", both(alone, put(camera, position_m=[0.3, 0.8, -0.62]),
          lens(focal_length_mm=45.0)),
          "note", "cut-at-joint", "surgeon", 0.0, within=3.0, says="the neck", is_followed=True),
    Fault("cut at the elbow", put(camera, position_m=[0.1, 0.8, -0.9]), "note", "cut-at-joint", "surgeon",
          0.0, within=3.0, says="elbow", is_followed=True),
    Fault("cut at the ankle", put(camera, position_m=[0.0, 1.5, -0.15]), "note", "cut-at-joint", "surgeon",
          0.0, within=3.0, says="ankle", is_followed=True),
    Fault("cut at the wrist", both(put(camera, position_m=[0.3, 0.8, -0.62]), lens(focal_length_mm=24.0)),
          "note", "cut-at-joint", "surgeon", 0.0, within=3.0, says="wrist", is_followed=True),
    Fault("cut at the knee", put(camera, position_m=[0.0, 0.94, -0.1]), "note", "cut-at-joint",
          "cosmonaut", 0.0, within=3.0,
          says="knee", is_followed=True),
    # Bodies.
    Fault("feet in the deck", put(surgeon, position_m=[0.534, -0.1, 1.14]), "warning", "through-wall",
          "surgeon",
          4.0, within=1.0, says="feet", is_followed=True),
    Fault("a back through the wall", put(surgeon, position_m=[0.534, -1.9, 0.1]), "error", "through-wall",
          "surgeon", 26.8, within=10.0, is_followed=True),
    Fault("an operator's back in the wall", put(camera, operator=OPERATOR, position_m=[0.0, 1.58, 0.0]),
          "error", "through-wall", "a-operator", 11.3, within=0.5, says="move the camera", is_followed=True),
    Fault("a crate in someone's lap", crate((0.2, -0.1, 0.3)), "error", "through-prop", "surgeon", 9.7,
          within=1.0, says="Crate", is_followed=True),
    Fault("a hand in a crate", crate((0.0, -0.3, 0.2)), "error", "through-prop", "surgeon", 5.8, within=1.0,
          says="right hand", is_followed=True),
    Fault("two people in one place", put(surgeon, position_m=[0.034, -0.1, 0.1]), "error", "through-person",
          "surgeon", 8.4, within=1.0, says="Cosmonaut's", is_followed=True),
    Fault("legs in each other", put(surgeon, position_m=[0.084, -0.1, 0.1]), "warning", "through-person",
          "surgeon", 3.6, within=1.0, says="shin", is_followed=True),
    Fault("an arm through her own body", put(surgeon, pose={"joints_deg": {
          "rightUpperArm": [19.0, -16.0, 28.0], "rightLowerArm": [0.0, 89.0, 0.0]}}), "warning",
          "through-self", "surgeon", 6.9, within=0.5,
          says="right forearm is 7 cm inside her own waist"),
    Fault("a hand just short", put(cosmonaut, position_m=[-0.986, 0.24, 0.1]), "warning", "anchor-reach",
          "cosmonaut", 3.3, within=0.7),
    Fault("a hand far off", put(cosmonaut, position_m=[-0.936, 0.5, 0.1]), "error", "anchor-reach",
          "cosmonaut",
          16.5, within=1.0, says="lab/rail-1"),
    Fault("nobody holding on", put(cosmonaut, anchors=[]), "note", "nobody-holds-on", "1a", 2,
          says="cm from lab/rail-2"),
    Fault("an elbow bent too far", put(surgeon, pose={"joints_deg": {"leftLowerArm": [0.0, 170.0, 0.0]}}),
          "warning", "joint-limit", "surgeon", 20.0, says="left elbow", is_followed=True),
    Fault("a shoulder turned too far", put(surgeon, pose={"joints_deg": {"rightUpperArm": [60.0, 0.0, 0.0]}}),
          "warning", "joint-limit", "surgeon", 5.0, says="right shoulder", is_followed=True),
    # The crew.
    Fault("another camera's crew in the picture", crew_opposite, "warning", "crew-in-picture",
          "b-operator", 17, within=8,
          says="B camera"),
    Fault("the operator's own hand", both(put(camera, operator=OPERATOR), lens(focal_length_mm=2.5)),
          "warning",
          "crew-in-picture", "a-operator", 1.0, says="hand"),
    Fault("the camera's shadow on a face", both(put(camera, operator=OPERATOR), lamp_behind), "warning",
          "camera-shadow", "surgeon", 1.0, within=0.5),
    # From shot to shot.
    Fault("over the line", cut_to(position_m=[0.0, -1.0, -0.12], orientation_xyzw=[0.0, 0.0, HALF, HALF]),
          "warning", "line-crossed", "surgeon", 109.0, within=5.0, says="bring it to the other side"),
    Fault("a plane flips", both(cut_to(position_m=[0.6, 0.9, -0.1], orientation_xyzw=yaw(-115.0)),
          upside_down_in_1b), "warning", "plane-flip", "surgeon", 180.0, within=1.0,
          is_followed=True),
    Fault("a cut jumps", cut_to(position_m=[0.05, 0.75, -0.1]), "note", "jump-cut", "cosmonaut", 1.7,
          within=3.0,
          says="the cut will jump"),
    # Files.
    Fault("a texture is missing", put(lab, model="./papered.obj"), "warning", "missing-file", "lab",
          says="roses.png"),
    # Planes.
    Fault("a plane too few", put(shot, target_planes=2), "warning", "target-planes", "1a", 1,
          says="at least 21°"),
    Fault("a plane too many", both(put(shot, target_planes=1), put(surgeon, orientation_xyzw=LEANING)),
          "warning", "target-planes", "1a", 2, says="at least 25°"),
)  # fmt: skip


@pytest.fixture(scope="module")
def fault_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_set(tmp_path_factory.mktemp("faults"))


def counted(visible_share: float, hidden_by: tuple[str, ...]) -> Sight:
    """Stand in for a picture of ids in which so much of someone was counted."""
    covers = tuple((name, (1.0 - visible_share) / len(hidden_by)) for name in hidden_by)
    return Sight(visible_share, covers, head_visible_share=None, pixel_share=0.1)


def takes_of(content: Scene, folder: Path, sees: dict | None = None) -> list[Take]:
    takes = []
    for one in content["shots"]:
        staged = stage(build(content), one["id"], beside=folder)
        reading = read_shot(staged, scene="s.json")
        if sees:
            subjects = tuple(
                replace(subject, sight=counted(*sees[subject.id])) if subject.id in sees else subject
                for subject in reading.subjects
            )
            reading = replace(reading, subjects=subjects)
        takes.append(Take(staged, examine(staged, reading)))
    return takes


def all_findings(content: Scene, folder: Path, sees: dict | None = None) -> list[Finding]:
    takes = takes_of(content, folder, sees)
    cuts = [finding for _, finding in find_cut_findings(takes)]
    return [*(finding for take in takes for finding in take.reading.findings), *cuts]


def faulty(fault: Fault) -> Scene:
    content = calm()
    fault.change(content)
    return content


def test_nothing_is_wrong_with_the_calm_scene(fault_set: Path) -> None:
    assert all_findings(calm(), fault_set) == []


def test_there_are_enough() -> None:
    assert len(FAULTS) >= 30
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_gives_exactly_its_own_finding(fault: Fault, fault_set: Path) -> None:
    found = all_findings(faulty(fault), fault_set, fault.sees)
    assert [(finding.severity, finding.kind, finding.subject) for finding in found] == [
        (fault.severity, fault.kind, fault.subject)
    ], "\n".join(finding.message for finding in found)
    (finding,) = found
    if fault.value is None:
        assert finding.value is None
    else:
        assert finding.value == pytest.approx(fault.value, abs=fault.within)
    assert fault.says in finding.message
    assert grammar_of("ru").say("sentence", finding.message), "the app has no Russian for it"


FOLLOWED = [fault for fault in FAULTS if fault.is_followed]


@pytest.mark.parametrize("fault", FOLLOWED, ids=lambda fault: fault.name)
def test_advice_that_is_followed_was_right(fault: Fault, fault_set: Path) -> None:
    content = faulty(fault)
    (finding,) = all_findings(content, fault_set, fault.sees)
    follow(content, finding)
    left = all_findings(content, fault_set, fault.sees)
    assert [one.message for one in left if one.kind == fault.kind] == [], finding.message


WAYS = {
    "forward": (0, 1), "aft": (0, -1), "to starboard": (1, 1), "to port": (1, -1), "toward the deck": (2, 1),
    "toward overhead": (2, -1),
}  # fmt: skip


def follow(content: Scene, finding: Finding) -> None:
    """Do what the message of a finding says, understood as its reader would."""
    message = finding.message
    moves = re.findall(
        r"(\d+) cm (forward|aft|to starboard|to port|toward the deck|toward overhead)", message
    )
    turn = re.search(
        r"(tilting|panning) (toward its own top|toward its own bottom|right|left).* by ([\d.]+)°", message
    )
    roll = re.search(r"roll the camera of (\S+) (?:at least )?(\d+)° (clockwise|anticlockwise)", message)
    speed = re.search(r"ISO ([\d,]+) is right", message)
    back = re.search(r"take the pose back by (\d+)°", message)
    if moves:
        is_camera = finding.kind.startswith("camera") or "move the camera" in message
        item = camera(content) if is_camera else surgeon(content)
        for distance_cm, way in moves:
            axis, sign = WAYS[way]
            item["position_m"][axis] += sign * int(distance_cm) / 100.0
    elif speed:
        camera(content)["exposure"]["iso"] = float(speed[1].replace(",", ""))
    elif turn:
        axis, sign = {
            "toward its own top": (RIGHT, 1), "toward its own bottom": (RIGHT, -1), "right": (DOWN, 1),
            "left": (DOWN, -1),
        }[turn[2]]  # fmt: skip
        turn_camera(camera(content), axis, sign * float(turn[3]))
    elif roll:
        shot_id = roll[1].lower()
        name = next(one["camera"] for one in content["shots"] if one["id"] == shot_id)
        turn_camera(camera(content, name), FORWARD, float(roll[2]) * (1 if roll[3] == "clockwise" else -1))
    else:
        assert back, f"no advice in: {message}"
        ((_, angles),) = surgeon(content)["pose"]["joints_deg"].items()
        axis = int(np.argmax(np.abs(angles)))
        angles[axis] -= math.copysign(int(back[1]), angles[axis])


def turn_camera(item: Scene, axis: np.ndarray, degrees: float) -> None:
    turn = quaternion_from_axis_angle(axis, math.radians(degrees))
    item["orientation_xyzw"] = [float(value) for value in compose(item["orientation_xyzw"], turn)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_findings_do_not_depend_on_how_the_world_lies(fault: Fault, fault_set: Path) -> None:
    turn = Rotation.from_euler("xyz", [35.0, -70.0, 125.0], degrees=True)
    content = faulty(fault)
    if any("position_m" in change for one in content["shots"] for change in one.get("blocking", {}).values()):
        pytest.skip("what a shot changes is not turned along")
    found = all_findings(turned(content, turn, (1.0, 2.0, -3.0)), fault_set, fault.sees)
    expected = all_findings(content, fault_set, fault.sees)
    for one, other in zip(found, expected, strict=True):
        assert (one.severity, one.kind, one.subject) == (other.severity, other.kind, other.subject)
        assert one.value == pytest.approx(other.value, abs=0.3)
        if other.kind != "missing-file" and "no short move" not in other.message:
            assert re.sub(r"[\d.]+", "N", one.message)[:60] == re.sub(r"[\d.]+", "N", other.message)[:60]


def test_following_the_line_back(fault_set: Path) -> None:
    """A camera that rolls past the horizontal swaps two people; the advice gives them their sides back."""
    content = calm()
    rolled = compose(
        camera(content)["orientation_xyzw"], quaternion_from_axis_angle(FORWARD, math.radians(170.0))
    )
    cut_to(orientation_xyzw=[float(value) for value in rolled])(content)
    line = [one for one in all_findings(content, fault_set) if one.kind == "line-crossed"]
    assert len(line) == 1
    follow(content, line[0])
    assert {one.kind for one in all_findings(content, fault_set)}.isdisjoint({"line-crossed", "plane-flip"})


def test_moving_the_camera_as_advised_shows_who_was_hidden(fault_set: Path) -> None:
    """The cosmonaut floats between the lens and her; the way that is named shows her."""
    content = calm()
    cosmonaut(content).update(position_m=[0.1, 0.4, 0.1], anchors=[])
    takes = takes_of(content, fault_set, {"surgeon": (0.1, ("cosmonaut",))})
    (finding,) = [one for one in takes[0].reading.findings if one.kind == "hidden"]
    way = re.search(r"(\d+) cm to its (right|left|top|bottom)", finding.message)
    assert way, finding.message
    step = {"right": (0, 1, 0), "left": (0, -1, 0), "top": (0, 0, -1), "bottom": (0, 0, 1)}[way[2]]
    staged = takes[0].staged
    there = staged.camera_placement.apply(np.array(step) * int(way[1]) / 100.0)
    here = np.asarray(staged.camera_placement.position_m)
    assert seen_share(staged, "surgeon", from_in_world=here) < WELL_SEEN
    assert seen_share(staged, "surgeon", from_in_world=there) >= WELL_SEEN


def test_a_black_picture_is_seen_as_black(fault_set: Path) -> None:
    staged = stage(build(calm()), "1a", beside=fault_set)
    reading = read_shot(staged, scene="s.json")
    picture = np.full((90, 160, 3), 9, dtype=np.uint8)
    (finding,) = examine(staged, reading, rendered=picture).findings
    assert (finding.severity, finding.kind, finding.value) == ("error", "black", 1.0)
    picture[:, :20] = 120
    assert examine(staged, reading, rendered=picture).findings == ()
