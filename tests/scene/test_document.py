"""The models: ranges, attitudes, ids, references, and that nothing can be changed in place."""

from __future__ import annotations

import copy
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import scene_strategies
from zeroshot.errors import SceneFileError
from zeroshot.scene.content import document_from_data, document_from_text, text_from_document
from zeroshot.scene.document import Actor, Axes, Blocking, Document, Lens, LensBlocking
from zeroshot.scene.values import FrozenDict
from zeroshot.spatial import angle_between

HEAD = {"format": "zeroshot.scene", "version": 1}


def scene(**fields: Any) -> dict[str, Any]:
    """A scene with an actor and a camera, and these fields besides."""
    return {**HEAD, "actors": [{"id": "one"}, {"id": "two"}], "cameras": [{"id": "a"}], **fields}


def problems_of(data: Any) -> dict[str, str]:
    """Read data that cannot be read and return its problems by pointer."""
    with pytest.raises(SceneFileError) as caught:
        document_from_data(data)
    return {problem.pointer: problem.message for problem in caught.value.problems}


LENS = "/cameras/0/lens"
RANGES = [
    (f"{LENS}/focal_length_mm", 1, 3000),
    (f"{LENS}/squeeze", 1, 2.5),
    (f"{LENS}/f_stop", 0.5, 64),
    (f"{LENS}/focus_m", 1e-9, 10_000),
    (f"{LENS}/shift/1", -2, 2),
    (f"{LENS}/circle_of_confusion_mm", 1e-4, 1),
    ("/cameras/0/sensor/width_mm", 1, 200),
    ("/cameras/0/sensor/height_mm", 1, 200),
    ("/cameras/0/aspect", 0.1, 10),
    ("/actors/0/body/stature_m", 1.40, 2.10),
    ("/actors/0/position_m/2", -10_000, 10_000),
    ("/actors/0/orientation_xyzw/3", -1e6, 1e6),
    ("/actors/0/pose/joints_deg/head/0", -360, 360),
    ("/props/0/scale", 1e-4, 1e4),
    ("/set/modules/0/scale", 1e-4, 1e4),
    ("/lights/0/lumens", 0, 1e6),
    ("/lights/0/kelvin", 1000, 20_000),
    ("/lights/0/width_m", 0.001, 20),
    ("/lights/0/height_m", 0.001, 20),
    ("/shots/0/duration_s", 1e-9, 86_400),
    ("/shots/0/target_planes", 1, 12),
    ("/plane_tolerance_deg", 1e-9, 90),
    ("/cue_weights/lamps", 0, 10),
]


def ranged_scene(pointer: str, value: object) -> dict[str, Any]:
    """A scene that has something at every place of RANGES, and this value at one of them."""
    data = scene(
        actors=[
            {
                "id": "one",
                "body": {"stature_m": 1.7},
                "position_m": [0, 0, 0],
                "orientation_xyzw": [0, 0, 1, 0],
                "pose": {"joints_deg": {"head": [0, 0, 0]}},
            }
        ],
        cameras=[{"id": "a", "lens": {"shift": [0, 0]}, "sensor": {"width_mm": 24, "height_mm": 18}}],
        props=[{"id": "laptop", "model": "laptop"}],
        lights=[{"id": "key"}],
        set={"modules": [{"id": "lab", "model": "destiny"}]},
        shots=[{"id": "1", "camera": "a"}],
        cue_weights={},
    )
    *path, last = pointer.strip("/").split("/")
    place: Any = data
    for key in path:
        place = place[int(key)] if isinstance(place, list) else place[key]
    place[int(last) if isinstance(place, list) else last] = value
    return data


@pytest.mark.parametrize(("pointer", "lowest", "highest"), RANGES)
def test_every_number_has_a_range(pointer: str, lowest: float, highest: float) -> None:
    step = 1 if pointer.endswith("planes") else max(abs(highest), 1.0) * 1e-6
    for inside in (lowest, highest):
        document_from_data(ranged_scene(pointer, inside))
    for outside in (lowest - step, highest + step):
        assert pointer in problems_of(ranged_scene(pointer, outside))


@pytest.mark.parametrize(("pointer", "lowest", "highest"), RANGES)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, "1", True, [1], 10**400], ids=repr)
def test_every_number_is_a_finite_number(pointer: str, lowest: float, highest: float, value: object) -> None:
    assert any(pointer.startswith(found) for found in problems_of(ranged_scene(pointer, value)) if found)


def numbers_in(schema: Any, path: str = "") -> list[str]:
    """Find numbers in a JSON Schema that have no lowest or no highest value."""
    if isinstance(schema, list):
        return [found for index, item in enumerate(schema) for found in numbers_in(item, f"{path}/{index}")]
    if not isinstance(schema, dict):
        return []
    has_range = {"minimum", "exclusiveMinimum"} & schema.keys() and {
        "maximum",
        "exclusiveMaximum",
    } & schema.keys()
    is_free = schema.get("type") in ("number", "integer") and not has_range
    inner = [found for key, item in schema.items() for found in numbers_in(item, f"{path}/{key}")]
    return [path, *inner] if is_free else inner


def test_no_number_in_the_schema_is_without_a_range() -> None:
    assert numbers_in(Document.model_json_schema()) == []
    assert numbers_in({"a": {"type": "number", "minimum": 0}}) == ["/a"]


@given(scene_strategies.orientations)
def test_attitudes_are_unit_and_the_same_attitude(q: tuple[float, float, float, float]) -> None:
    stored = Actor(id="one", orientation_xyzw=q).orientation_xyzw
    assert abs(math.hypot(*stored) - 1.0) <= 1e-3
    assert angle_between(stored, q) < 1e-7
    assert next(component for component in (stored[3], *stored[:3]) if component != 0.0) > 0.0
    assert Actor(id="one", orientation_xyzw=stored).orientation_xyzw == stored


def test_a_hand_typed_attitude_stays_as_typed() -> None:
    assert Actor(id="one", orientation_xyzw=(0, 0.7071, 0, 0.7071)).orientation_xyzw == (0, 0.7071, 0, 0.7071)
    assert Actor(id="one", orientation_xyzw=(0, 0, 0, -3)).orientation_xyzw == (0, 0, 0, 1)


@pytest.mark.parametrize("zero", [[0, 0, 0, 0], [0, -0.0, 0.0, 0]])
def test_a_zero_attitude_is_refused(zero: list[float]) -> None:
    found = problems_of(scene(actors=[{"id": "one", "orientation_xyzw": zero}]))
    assert "all zeros" in found["/actors/0/orientation_xyzw"]


def test_the_attitude_of_tiny_numbers_is_kept() -> None:
    tiny = Actor(id="one", orientation_xyzw=(5e-324, 0, 0, 5e-324)).orientation_xyzw
    assert tiny == pytest.approx((math.sqrt(0.5), 0, 0, math.sqrt(0.5)))


@pytest.mark.parametrize("bad", ["", "a b", "-a", "a/b", "é", "x" * 65, "a\n", "a.b"])
def test_an_id_is_letters_and_digits(bad: str) -> None:
    assert "/actors/0/id" in problems_of(scene(actors=[{"id": bad}]))


@pytest.mark.parametrize("bad", ["red", "#12345", "#1234567", "#ggg000", "c8553d", "#c8553d\n"])
def test_a_colour_is_six_digits(bad: str) -> None:
    assert "/actors/0/color" in problems_of(scene(actors=[{"id": "one", "color": bad}]))


def test_ids_are_unique_across_kinds() -> None:
    found = problems_of(scene(props=[{"id": "a", "model": "x"}], lights=[{"id": "ONE"}]))
    assert found == {
        "/props/0/id": 'the id "a" is already taken by /cameras/0: give one of them another id',
        "/lights/0/id": 'the id "ONE" differs from "one" (/actors/0) only in capitals: '
        "give one of them another id",
    }


def test_shots_have_ids_of_their_own() -> None:
    document_from_data(scene(shots=[{"id": "a", "camera": "a"}, {"id": "one", "camera": "a"}]))
    found = problems_of(scene(shots=[{"id": "1", "camera": "a"}, {"id": "1", "camera": "a"}]))
    assert list(found) == ["/shots/1/id"]


@pytest.mark.parametrize("word", ["station", "camera", "Station"])
def test_words_of_the_readings_are_no_actors(word: str) -> None:
    assert "/actors/0/id" in problems_of(scene(actors=[{"id": word}]))
    document_from_data({**HEAD, "cameras": [{"id": word}]})


def test_references_to_nobody_name_the_nearest() -> None:
    found = problems_of(
        scene(
            actors=[
                {
                    "id": "one",
                    "gaze": {"at": "twoo/eyes"},
                    "anchors": [{"effector": "left_hand", "to": "lab/x"}],
                },
                {"id": "two"},
            ],
            cameras=[{"id": "a-cam"}],
            shots=[
                {"id": "1", "camera": "acam", "blocking": {"onne": {}, "two": {"gaze": {"at": "nobody"}}}},
                {"id": "2", "camera": "one"},
            ],
        )
    )
    assert found == {
        "/actors/0/gaze/at": 'nothing in the scene has the id "twoo", did you mean "two"?',
        "/actors/0/anchors/0/to": 'nothing in the scene has the id "lab"',
        "/shots/0/camera": 'no camera "acam", did you mean "a-cam"?',
        "/shots/0/blocking/onne": 'nothing in the scene has the id "onne", did you mean "one"?',
        "/shots/0/blocking/two/gaze/at": 'nothing in the scene has the id "nobody"',
        "/shots/1/camera": '"one" is an actor, not a camera',
    }


@pytest.mark.parametrize(
    ("actor", "pointer"),
    [
        ({"gaze": {"at": "one"}}, "/actors/0/gaze/at"),
        ({"gaze": {"at": "one/eyes"}}, "/actors/0/gaze/at"),
        ({"anchors": [{"effector": "left_hand", "to": "one/chest"}]}, "/actors/0/anchors/0/to"),
        ({"anchors": [{"effector": "left_hand", "to": "a/grip"}]}, "/actors/0/anchors/0/to"),
        ({"anchors": [{"effector": "left_hand", "to": "two"}]}, "/actors/0/anchors/0/to"),
        ({"anchors": [{"effector": "left_hand", "to": "two/x"}] * 2}, "/actors/0/anchors/1/effector"),
    ],
)
def test_gaze_and_anchors_must_make_sense(actor: dict[str, Any], pointer: str) -> None:
    assert pointer in problems_of(scene(actors=[{"id": "one", **actor}, {"id": "two"}]))


def test_an_actor_may_look_at_their_own_hand() -> None:
    document_from_data(scene(actors=[{"id": "one", "gaze": {"at": "one/left_hand"}}]))


def test_a_shot_changes_only_what_a_thing_has() -> None:
    shots = [{"id": "1", "camera": "a", "blocking": {"a": {"gaze": None}, "one": {"lens": {}, "lumens": 3}}}]
    found = problems_of(scene(shots=shots))
    assert list(found) == [
        "/shots/0/blocking/a/gaze",
        "/shots/0/blocking/one/lens",
        "/shots/0/blocking/one/lumens",
    ]
    assert found["/shots/0/blocking/a/gaze"].startswith(
        'a camera has no "gaze": a shot may change aspect, exposure, lens'
    )


def test_null_overrides_only_what_may_be_empty() -> None:
    shots = [{"id": "1", "camera": "a", "blocking": {"one": {"gaze": None, "position_m": None}}}]
    assert "position_m" in problems_of(scene(shots=shots))["/shots/0/blocking/one"]


def test_a_given_null_differs_from_nothing() -> None:
    assert Blocking(gaze=None) != Blocking()
    assert hash(Blocking(gaze=None)) != hash(Blocking())
    assert LensBlocking(f_stop=2.8) != Blocking()
    document = document_from_data(
        scene(shots=[{"id": "1", "camera": "a", "blocking": {"one": {"gaze": None, "anchors": []}}}])
    )
    again = document_from_text(text_from_document(document))
    assert again == document
    assert again.shots[0].blocking["one"].given == {"gaze", "anchors"}


@pytest.mark.parametrize(
    ("axes", "words"),
    [(("+X", "+X", "+Z"), "one of X"), (("+X", "+Z", "+Y"), "mirror"), (("-X", "+Y", "+Z"), "mirror")],
)
def test_axes_are_right_handed(axes: tuple[Any, Any, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Axes(forward=axes[0], right=axes[1], down=axes[2])


def test_axes_of_gltf_are_right_handed() -> None:
    Axes(forward="+Z", right="-X", down="-Y")


@given(scene_strategies.documents())
def test_documents_hash_copy_and_pickle(document: Document) -> None:
    assert hash(document) == hash(copy.deepcopy(document))
    assert copy.deepcopy(document) == document
    assert pickle.loads(pickle.dumps(document)) == document


def test_nothing_in_a_document_can_be_changed() -> None:
    document = document_from_data(scene(extra={"a": {"b": [1]}}, shots=[{"id": "1", "camera": "a"}]))
    with pytest.raises(ValidationError):
        document.title = "x"  # type: ignore[misc]  # the point of the test
    for change in (
        lambda: document.extra.update(a=1),
        lambda: document.extra["a"].pop("b"),
        lambda: document.shots[0].blocking.__setitem__("one", Blocking()),
        lambda: document.actors[0].pose.joints_deg.clear(),
    ):
        with pytest.raises(TypeError, match="apply an edit"):
            change()
    assert document.extra["a"]["b"] == (1,)


def test_look_ups_find_or_name_the_nearest() -> None:
    document = document_from_data(scene(shots=[{"id": "1a", "camera": "a"}]))
    assert document.actor("two") is document.actors[1]
    assert document.camera("a") is document.cameras[0]
    assert document.shot("1a") is document.shots[0]
    assert document.kind_of("one") == "actor"
    with pytest.raises(SceneFileError, match='no shot in the scene has the id "1b": there is "1a"'):
        document.shot("1b")
    with pytest.raises(SceneFileError, match=r'no actor .* has the id "a": there is "one", "two"'):
        document.actor("a")
    with pytest.raises(SceneFileError, match='nothing in the scene has the id "on", did you mean "one"'):
        document.item("on")
    for look_up in (document.module, document.prop, document.light):
        with pytest.raises(SceneFileError, match="has the id"):
            look_up("x")


def test_own_data_is_kept_and_never_read() -> None:
    own = {"a": [1, 2.0, None, True, "é", {"b": []}], "big": 2**900, "": {}}
    document = document_from_data(scene(extra=own))
    assert document_from_text(text_from_document(document)) == document
    assert document.extra["a"][:5] == (1, 2.0, None, True, "é")
    assert isinstance(document.extra["a"][1], float)


@pytest.mark.parametrize(
    "own",
    [{"a": math.inf}, {"a": object()}, {1: 2}, {"a": 2**2000}, {"a": "\ud800"}, {"\udc00": 1}],
    ids=["infinite", "no JSON", "key", "huge", "half character", "half character in a key"],
)
def test_own_data_is_json(own: dict[Any, Any]) -> None:
    with pytest.raises(ValidationError):
        Lens(extra=own)  # type: ignore[arg-type]  # the point of the test


def test_own_data_ends_somewhere() -> None:
    deep: dict[str, Any] = {}
    for _ in range(500):
        deep = {"a": deep}
    with pytest.raises(ValidationError, match="deeper than 32"):
        Document(extra=FrozenDict(deep))


@given(st.sampled_from(["title", "notes"]), st.text())
def test_any_text_is_a_title(field: str, text: str) -> None:
    document = Document.model_validate({field: text[:200]})
    assert getattr(document_from_text(text_from_document(document)), field) == text[:200]
