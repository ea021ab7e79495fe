"""Composing moves in scenes turned any way: what each promises is measured after it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import two_people
from zeroshot.errors import EditError
from zeroshot.framing.moves.base import Move
from zeroshot.framing.moves.cameras import Aim, DollyZoom, Orbit, PanTilt, Track, screen_of
from zeroshot.framing.moves.frames import (
    ANGLES_DEG,
    REACHES,
    SIDE_BEARINGS_DEG,
    Frame,
    OverTheShoulder,
    TwoHeads,
    TwoShot,
)
from zeroshot.framing.moves.people import FaceToFace, StandOn
from zeroshot.framing.moves.place import ChangeItem, PlaceItems
from zeroshot.framing.moves.planes import (
    CopyAttitude,
    MatchPlane,
    MirrorThrough,
    SplitPlanes,
    StationAttitude,
    TurnBy,
)
from zeroshot.framing.moves.table import MOVES, build_move, parameters_of, sentence_of
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.document import Document
from zeroshot.scene.session import Session
from zeroshot.spatial import forward_of, head_of

seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=12)


def turned(seed: int) -> Document:
    """Two people and a camera at random attitudes, within three metres of each other."""
    rng = np.random.default_rng(seed)
    scene: dict[str, Any] = two_people()
    scene["set"] = {"modules": []}
    for item in (*scene["actors"], *scene["cameras"]):
        item["position_m"] = rng.uniform(-1.5, 1.5, 3).tolist()
        item["orientation_xyzw"] = Rotation.random(random_state=rng).as_quat().tolist()
        item.pop("gaze", None)
        item.pop("anchors", None)
    scene["shots"] = [
        {"id": "1a", "camera": "a"},
        {"id": "1b", "camera": "a", "blocking": {"a": {"orientation_xyzw": [0, 0, 0, 1]}}},
    ]
    return Document.model_validate({"format": "zeroshot.scene", "version": 1, **scene})


def after(move: Move, document: Document) -> StagedShot:
    return stage(move.apply(document), move.shot_id)


def angle_deg(a: np.ndarray, b: np.ndarray) -> float:
    cosine = np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b)
    return math.degrees(math.acos(np.clip(cosine, -1.0, 1.0)))


@few
@given(seeds, st.sampled_from([0.0, 90.0, 180.0, -37.0]), st.sampled_from([0.5, 1.1]), st.booleans())
def test_face_to_face(seed: int, roll: float, distance: float, middle: bool) -> None:
    document = turned(seed)
    before = stage(document)
    move = FaceToFace(
        a="surgeon", b="cosmonaut", roll_deg=roll, distance_m=distance, keep="middle" if middle else "a"
    )
    staged = after(move, document)
    a, b = staged.actor("surgeon"), staged.actor("cosmonaut")
    between = b.eyes_in_world - a.eyes_in_world
    assert np.linalg.norm(between) == pytest.approx(distance, abs=2e-3)
    facing = forward_of(a.placement.orientation_xyzw)
    # A gaze settles within a quarter of a degree, which moves the eyes by up to a millimetre.
    assert angle_deg(between, facing) < 0.25
    assert angle_deg(-between, forward_of(b.placement.orientation_xyzw)) < 0.25
    heads = [head_of(person.placement.orientation_xyzw) for person in (a, b)]
    found = math.degrees(math.atan2(np.cross(heads[0], heads[1]) @ facing, heads[0] @ heads[1]))
    assert math.remainder(found - roll, 360.0) == pytest.approx(0.0, abs=0.1)
    assert a.actor.gaze is not None and a.actor.gaze.at == "cosmonaut"
    if middle:
        eyes = [before.actor(name).eyes_in_world for name in ("surgeon", "cosmonaut")]
        middle_after = (a.eyes_in_world + b.eyes_in_world) / 2
        np.testing.assert_allclose(middle_after, (eyes[0] + eyes[1]) / 2, atol=2e-3)
    else:
        assert a.placement.position_m == document.actor("surgeon").position_m


@few
@given(seeds, st.sampled_from(["station", "cosmonaut", "a"]))
def test_a_person_takes_a_plane_by_the_shortest_turn(seed: int, to: str) -> None:
    document = turned(seed)
    before, staged = stage(document), after(MatchPlane(item="surgeon", to=to), document)
    wanted = before.station_head if to == "station" else head_of(document.item(to).orientation_xyzw)
    was, now = (s.actor("surgeon").placement.orientation_xyzw for s in (before, staged))
    assert angle_deg(head_of(now), wanted) < 1e-4
    turn = (Rotation.from_quat(now) * Rotation.from_quat(was).inv()).magnitude()
    assert math.degrees(turn) == pytest.approx(angle_deg(head_of(was), wanted), abs=1e-4)


@few
@given(seeds)
def test_a_camera_takes_a_plane_by_rolling(seed: int) -> None:
    document = turned(seed)
    staged = after(MatchPlane(item="a", to="surgeon"), document)
    forward = forward_of(document.camera("a").orientation_xyzw)
    now = staged.camera_placement.orientation_xyzw
    assert angle_deg(forward_of(now), forward) < 1e-4
    head = head_of(document.actor("surgeon").orientation_xyzw)
    # No other roll brings the picture's top nearer.
    assert np.cross(head_of(now), head) @ forward == pytest.approx(0.0, abs=1e-6)
    assert head_of(now) @ head >= 0.0


def test_the_plane_of_the_shot_before() -> None:
    document = turned(3)
    staged = after(MatchPlane(item="surgeon", to="previous", shot_id="1b"), document)
    wanted = head_of(document.camera("a").orientation_xyzw)
    assert angle_deg(head_of(staged.actor("surgeon").placement.orientation_xyzw), wanted) < 1e-4
    with pytest.raises(EditError, match="no shot before"):
        MatchPlane(item="surgeon", to="previous", shot_id="1a").apply(document)


@few
@given(seeds)
def test_halfway_between_two_planes(seed: int) -> None:
    document = turned(seed)
    staged = after(SplitPlanes(item="surgeon", a="cosmonaut", b="station"), document)
    head = head_of(staged.actor("surgeon").placement.orientation_xyzw)
    sides = head_of(document.actor("cosmonaut").orientation_xyzw), staged.station_head
    assert angle_deg(head, sides[0]) == pytest.approx(angle_deg(head, sides[1]), abs=1e-4)
    assert angle_deg(head, sides[0]) <= 90.0


def test_halfway_between_opposites_is_refused() -> None:
    document = turned(1)
    document = StationAttitude(item="surgeon", feet="deck").apply(document)
    document = StationAttitude(item="cosmonaut", feet="overhead").apply(document)
    with pytest.raises(EditError, match="head against feet"):
        SplitPlanes(item="a", a="surgeon", b="cosmonaut").apply(document)


@few
@given(seeds, st.sampled_from(["roll", "pitch", "yaw"]), st.sampled_from([15.0, 45.0, 90.0, -171.0]))
def test_a_turn_about_own_axes(seed: int, axis: str, angle: float) -> None:
    document = turned(seed)
    staged = after(TurnBy(item="surgeon", axis=axis, angle_deg=angle), document)  # type: ignore[arg-type]
    own = {"roll": [1, 0, 0], "pitch": [0, 1, 0], "yaw": [0, 0, 1]}[axis]
    turn = Rotation.from_rotvec(math.radians(angle) * np.array(own))
    wanted = Rotation.from_quat(document.actor("surgeon").orientation_xyzw) * turn
    now = Rotation.from_quat(staged.actor("surgeon").placement.orientation_xyzw)
    assert (wanted.inv() * now).magnitude() < 1e-6
    assert staged.actor("surgeon").placement.position_m == document.actor("surgeon").position_m


@few
@given(seeds, st.sampled_from(["deck", "overhead", "port", "starboard", "forward", "aft"]))
def test_station_attitudes(seed: int, feet: str) -> None:
    staged = after(StationAttitude(item="surgeon", feet=feet), turned(seed))
    ways = {"deck": [0, 0, 1], "overhead": [0, 0, -1], "port": [0, -1, 0], "starboard": [0, 1, 0]}
    ways |= {"forward": [1, 0, 0], "aft": [-1, 0, 0]}
    turn = staged.actor("surgeon").placement.orientation_xyzw
    np.testing.assert_allclose(-head_of(turn), ways[feet], atol=1e-9)
    assert np.max(np.abs(forward_of(turn))) == pytest.approx(1.0), "facing along a station axis"


def test_an_attitude_is_copied() -> None:
    staged = after(CopyAttitude(item="surgeon", of="cosmonaut"), turned(4))
    assert staged.actor("surgeon").placement.orientation_xyzw == pytest.approx(
        staged.actor("cosmonaut").placement.orientation_xyzw
    )


@few
@given(seeds, st.sampled_from(["head", "right", "forward"]))
def test_a_mirror_twice_is_nothing(seed: int, normal: str) -> None:
    document = turned(seed)
    mirror = MirrorThrough(item="surgeon", of="cosmonaut", normal=normal)  # type: ignore[arg-type]
    once = mirror.apply(document)
    axis = Rotation.from_quat(document.actor("cosmonaut").orientation_xyzw).apply(
        {"head": [0, 0, -1], "right": [0, 1, 0], "forward": [1, 0, 0]}[normal]
    )
    origin = np.array(document.actor("cosmonaut").position_m)
    before, after_ = (np.array(d.actor("surgeon").position_m) - origin for d in (document, once))
    assert before @ axis == pytest.approx(-(after_ @ axis))
    np.testing.assert_allclose(np.cross(before, axis), np.cross(after_, axis), atol=1e-9)
    twice = mirror.apply(once)
    np.testing.assert_allclose(
        twice.actor("surgeon").position_m, document.actor("surgeon").position_m, atol=1e-9
    )
    turns = [Rotation.from_quat(d.actor("surgeon").orientation_xyzw) for d in (document, twice)]
    assert (turns[0].inv() * turns[1]).magnitude() < 1e-6


def _is_low(name: str) -> bool:
    return any(part in name.lower() for part in ("foot", "heel", "toe"))


def test_standing_on_a_surface(folder) -> None:  # type: ignore[no-untyped-def]
    scene = two_people()
    document = Document.model_validate({"format": "zeroshot.scene", "version": 1, **scene})
    move = StandOn(actor="surgeon", surface="lab/rail-1", beside=folder)
    staged = stage(move.apply(document), None, beside=folder)
    actor = staged.actor("surgeon")
    np.testing.assert_allclose(head_of(actor.placement.orientation_xyzw), [0, 1, 0], atol=1e-6)
    feet = [point for name, point in actor.points_in_world.items() if _is_low(name)]
    lowest = min(float(point[1]) for point in feet)
    assert lowest == pytest.approx(-0.25 + 0.02, abs=0.02), "the soles are on the surface"
    with pytest.raises(EditError, match="no wall"):
        StandOn(actor="surgeon", beside=folder).apply(document)
    with pytest.raises(EditError, match="no surface"):
        StandOn(actor="surgeon", surface="lab/nothing", beside=folder).apply(document)


@few
@given(seeds, st.sampled_from([(0.5, 0.5), (0.333, 0.667), (0.9, 0.1)]), st.sampled_from([None, "station"]))
def test_aim(seed: int, screen: tuple[float, float], keep: str | None) -> None:
    document = turned(seed)
    move = Aim(at="surgeon", screen=screen, keep=keep)
    try:
        staged = after(move, document)
    except EditError:
        assert keep is not None
        return
    assert screen_of(staged, staged.actor("surgeon").eyes_in_world) == pytest.approx(screen, abs=1e-5)
    assert staged.camera_placement.position_m == document.camera("a").position_m


def test_aim_between_two() -> None:
    staged = after(Aim(at="surgeon", also="cosmonaut"), turned(8))
    eyes = [actor.eyes_in_world for actor in staged.actors]
    assert screen_of(staged, (eyes[0] + eyes[1]) / 2) == pytest.approx((0.5, 0.5), abs=1e-6)


@few
@given(seeds, st.floats(-170, 170), st.floats(-60, 60))
def test_an_orbit_keeps_the_picture_composed(seed: int, yaw: float, pitch: float) -> None:
    document = turned(seed)
    before = stage(document)
    staged = after(Orbit(about="surgeon", yaw_deg=yaw, pitch_deg=pitch), document)
    eyes = staged.actor("surgeon").eyes_in_world
    seen = [s.camera_placement.apply_inverse(eyes) for s in (before, staged)]
    np.testing.assert_allclose(seen[0], seen[1], atol=1e-6)
    frame = before.actor("surgeon").placement
    was, now = (
        frame.apply_inverse(np.array(s.camera_placement.position_m) - eyes + frame.position_m)
        for s in (before, staged)
    )
    rise = [math.degrees(math.atan2(-v[2], math.hypot(v[0], v[1]))) for v in (was, now)]
    if abs(rise[0] + pitch) < 85.0:
        assert rise[1] == pytest.approx(rise[0] + pitch, abs=1e-3)
        swung = math.degrees(math.atan2(now[1], now[0]) - math.atan2(was[1], was[0]))
        assert math.remainder(swung - yaw, 360.0) == pytest.approx(0.0, abs=1e-3)


def test_a_dolly_goes_along_the_lens_and_a_truck_to_the_right() -> None:
    document = turned(5)
    staged = after(Track(forward_m=0.5, right_m=0.2, down_m=-0.1), document)
    turn = Rotation.from_quat(document.camera("a").orientation_xyzw)
    step = np.subtract(staged.camera_placement.position_m, document.camera("a").position_m)
    np.testing.assert_allclose(turn.inv().apply(step), [0.5, 0.2, -0.1], atol=1e-9)
    staged = after(Track(forward_m=0.5, within="surgeon"), document)
    step = np.subtract(staged.camera_placement.position_m, document.camera("a").position_m)
    facing = forward_of(document.actor("surgeon").orientation_xyzw)
    np.testing.assert_allclose(step, 0.5 * facing, atol=1e-9)


@few
@given(seeds, st.floats(-60, 60))
def test_a_pan_goes_right_about_the_reference(seed: int, pan: float) -> None:
    document = turned(seed)
    staged = after(PanTilt(pan_deg=pan, against="surgeon"), document)
    head = head_of(document.actor("surgeon").orientation_xyzw)
    before, now = (
        forward_of(q)
        for q in (document.camera("a").orientation_xyzw, staged.camera_placement.orientation_xyzw)
    )
    assert angle_deg(before, head) == pytest.approx(angle_deg(now, head), abs=1e-5)
    level = after(PanTilt(pan_deg=pan), document)
    turned_right = (
        Rotation.from_quat(document.camera("a").orientation_xyzw)
        .inv()
        .apply(forward_of(level.camera_placement.orientation_xyzw))
    )
    assert math.degrees(math.atan2(turned_right[1], turned_right[0])) == pytest.approx(pan, abs=1e-5)


@few
@given(seeds, st.sampled_from([18.0, 50.0, 135.0]))
def test_a_dolly_zoom_keeps_size_and_place(seed: int, focal_length_mm: float) -> None:
    document = Aim(at="surgeon", screen=(0.3, 0.6)).apply(turned(seed))
    before = stage(document)
    staged = after(DollyZoom(subject="surgeon", focal_length_mm=focal_length_mm), document)
    assert staged.camera.lens.focal_length_mm == focal_length_mm
    assert screen_of(staged, staged.actor("surgeon").eyes_in_world) == pytest.approx((0.3, 0.6), abs=1e-5)
    # As large: a step sideways at the eyes' depth is as long in the picture.
    eyes = staged.actor("surgeon").eyes_in_world
    beside = eyes + Rotation.from_quat(staged.camera_placement.orientation_xyzw).apply([0.0, 0.1, 0.0])
    steps = [np.subtract(screen_of(s, beside), screen_of(s, eyes)) for s in (before, staged)]
    np.testing.assert_allclose(steps[0], steps[1], atol=1e-6)


@pytest.mark.slow
def test_a_frame_reads_as_it_was_asked() -> None:
    """200 random asks: the reading of the solved camera gives back what was asked."""
    rng = np.random.default_rng(11)
    solved = right = 0
    for _ in range(200):
        size, side = rng.choice(list(REACHES)), rng.choice(list(SIDE_BEARINGS_DEG))
        angle, clock = rng.choice(list(ANGLES_DEG)), rng.choice([None, 0.0, 90.0, 200.0])
        move = Frame(subject="surgeon", size=str(size), side=str(side), angle=str(angle), clock_deg=clock)
        try:
            staged = after(move, turned(int(rng.integers(2**32))))
        except EditError:
            continue
        solved += 1
        read = read_shot(staged, scene="").subject("surgeon")
        got_clock = 0.0 if clock is None else clock
        assert read.clock_deg is not None
        right += (
            (read.size, read.angle) == (size, angle)
            and read.side
            == str(side)
            .replace("back right", "back")
            .replace("back left", "back")
            .replace(
                "back",
                str(read.side) if str(side).startswith("back") and read.side.startswith("back") else "back",
            )
            and abs(math.remainder(read.clock_deg - got_clock, 360.0)) < 0.5
            and read.in_frame
        )
    assert solved >= 190
    assert right >= 0.99 * solved


@few
@given(seeds)
def test_two_heads_in_a_scene(seed: int) -> None:
    move = TwoHeads(a="surgeon", b="cosmonaut", a_screen=(0.25, 0.3), b_screen=(0.7, 0.55))
    staged = after(move, turned(seed))
    for name, place in (("surgeon", (0.25, 0.3)), ("cosmonaut", (0.7, 0.55))):
        assert screen_of(staged, staged.actor(name).eyes_in_world) == pytest.approx(place, abs=1e-4)


@few
@given(seeds)
def test_a_two_shot_is_even_and_the_left_one_is_left(seed: int) -> None:
    staged = after(TwoShot(left="surgeon", right="cosmonaut"), turned(seed))
    eyes = [staged.actor(name).eyes_in_world for name in ("surgeon", "cosmonaut")]
    away = [np.linalg.norm(eye - staged.camera_placement.position_m) for eye in eyes]
    assert away[0] == pytest.approx(away[1], rel=1e-3)
    assert screen_of(staged, eyes[0])[0] < screen_of(staged, eyes[1])[0]


@pytest.mark.parametrize("shoulder", ["right", "left"])
@pytest.mark.parametrize("roll", [0.0, 90.0])
def test_over_the_shoulder(shoulder: str, roll: float) -> None:
    document = FaceToFace(a="surgeon", b="cosmonaut", distance_m=0.9, roll_deg=roll).apply(turned(6))
    staged = after(OverTheShoulder(past="surgeon", at="cosmonaut", shoulder=shoulder), document)
    past, at = staged.actor("surgeon"), staged.actor("cosmonaut")
    camera = past.placement.apply_inverse(staged.camera_placement.position_m) - past.figure.eyes_in_actor
    assert camera[0] < 0.0, "behind whose shoulder it is"
    assert (camera[1] > 0.0) == (shoulder == "right")
    assert abs(camera[2]) < 0.2, "level with their eyes"
    read = read_shot(staged, scene="").subject("cosmonaut")
    assert read.side.startswith(("front", "three-quarter"))
    x = [screen_of(staged, person.eyes_in_world)[0] for person in (past, at)]
    assert (x[0] < x[1]) == (shoulder == "right")


def test_this_shot_only_leaves_the_others_alone() -> None:
    document = turned(2)
    moved = Aim(at="surgeon", shot_id="1a", this_shot_only=True).apply(document)
    assert moved.camera("a") == document.camera("a")
    assert "a" in moved.shot("1a").blocking
    assert moved.shot("1b") == document.shot("1b")


def test_what_a_shot_overrides_is_moved_where_it_is_seen() -> None:
    moved = Aim(at="surgeon", shot_id="1b").apply(turned(2))
    staged = stage(moved, "1b")
    assert screen_of(staged, staged.actor("surgeon").eyes_in_world) == pytest.approx((0.5, 0.5), abs=1e-6)


def test_one_move_is_one_undo() -> None:
    session = Session(turned(9))
    before = session.document
    session.do(FaceToFace(a="surgeon", b="cosmonaut", roll_deg=90.0))
    assert session.history == ("Face to face",)
    session.undo()
    assert session.document is before


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Aim(at="surgeom"), 'did you mean "surgeon"'),
        (Frame(subject="surgeon", size="MCV"), 'no size "MCV"'),
        (Frame(subject="surgeon", side="profile"), "no side"),
        (Frame(subject="surgeon", angle=95.0), "between"),
        (TurnBy(item="a", axis="rol", angle_deg=3), "no axis"),  # type: ignore[arg-type]
        (StationAttitude(item="a", feet="up"), "no station direction"),
        (FaceToFace(a="surgeon", b="surgeon"), "two people"),
        (FaceToFace(a="surgeon", b="cosmonaut", distance_m=-1.0), "above 0"),
        (TwoHeads(a="surgeon", b="cosmonaut", a_screen=(0.5, 0.5), b_screen=(0.5, 0.5)), "same place in"),
        (MirrorThrough(item="a", of="a"), "name another"),
        (DollyZoom(subject="nobody", focal_length_mm=50.0), "nothing"),
        (Orbit(about="surgeon/tail"), "no point"),
    ],
)
def test_what_cannot_be_is_said(move: Move, said: str) -> None:
    document = turned(12)
    with pytest.raises(EditError, match=said):
        move.apply(document)


def test_every_move_is_in_the_table_and_says_what_it_does() -> None:
    # Putting a thing where a hand has dragged it is an edit of this kind, but nothing one composes by.
    # The desk wraps some of them for the app.
    classes = {cls for cls in Move.__subclasses__() if cls.__module__.startswith("zeroshot.framing.")}
    classes -= {PlaceItems, ChangeItem}
    assert set(MOVES.values()) == classes
    for name, cls in MOVES.items():
        assert sentence_of(cls).endswith((".", ":")), name
        assert parameters_of(cls), name


def test_a_move_is_built_from_words() -> None:
    words = {"a": "surgeon", "b": "cosmonaut", "roll_deg": "90", "distance_m": "none"}
    assert build_move("face-to-face", words) == FaceToFace(a="surgeon", b="cosmonaut", roll_deg=90.0)
    assert build_move("aim", {"at": "surgeon", "screen": "0.333,0.4"}) == Aim(
        at="surgeon", screen=(0.333, 0.4)
    )
    assert build_move("frame", {"subject": "surgeon", "angle": "20"}) == Frame(subject="surgeon", angle=20.0)


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("face-2-face", {}, 'did you mean "face-to-face"'),
        ("aim", {}, "needs at"),
        ("aim", {"att": "x"}, 'did you mean "at"'),
        ("turn", {"item": "a", "axis": "roll", "angle_deg": "much"}, "no number"),
        ("turn", {"item": "a", "axis": "roll", "angle_deg": "nan"}, "no number"),
        ("aim", {"at": "a", "screen": "0.3"}, "two shares"),
    ],
)
def test_words_that_make_no_move(name: str, words: dict[str, str], said: str) -> None:
    with pytest.raises(EditError, match=said):
        build_move(name, words)
