"""Hypothesis strategies for whole scenes: any document that the models allow, small enough to be quick."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from zeroshot.scene.assemblies import ASSEMBLIES
from zeroshot.scene.document import Document
from zeroshot.scene.references import ANCHOR_OWNERS, BLOCKABLE

Data = dict[str, Any]

CUES = ("picture", "people", "lamps", "deck", "labels", "things", "earth")
IDS = (
    "a", "B", "1a", "0", "surgeon", "cosmonaut", "flight-engineer_2", "x" * 64, "lab", "node-1", "Z_", "k--",
    "key", "laptop", "9", "b-cam", "true", "null", "NaN", "eyes", "extra", "id", "con", "e1",
)  # fmt: skip
NAMES = (
    "", "Surgeon", "Космонавт", "宇航员", "quote \" and \\ slash", "two\nlines\r\n\ttab",
    "🚀👩‍🚀", "\x00\x1f\x7f",
    "\u2028\u2029", "</script>", "{text} %s", " leading and trailing ", "é", "\ufeffmark", "\uffff",
)  # fmt: skip
EFFECTORS = ["left_hand", "right_hand", "left_foot", "right_foot"]
AXES = [("+Z", "-X", "-Y"), ("+X", "+Y", "+Z"), ("-Z", "+X", "-Y"), ("-X", "+Y", "-Z"), ("+Y", "+Z", "+X")]


def numbers(lowest: float, highest: float, **more: Any) -> st.SearchStrategy[float]:
    """Numbers of a range, whole ones as ints too."""
    return st.floats(lowest, highest, **more)


names = st.sampled_from(NAMES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
points = st.sampled_from(["eyes", "handrail-12", "left.hand", "leftHand", "w_1"])
json_data: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(names, json_data, max_size=2)
# Drawing nested data is slow; a scene draws it once, and its parts take one of these.
few_extras: st.SearchStrategy[Data] = st.sampled_from(
    [{}, {"a": 1, "b": 1.0, "": None}, {"deep": {"er": [[], {}, [0.1, -0.0, 1e-300, "x"], True]}}]
)
positions = st.tuples(*[numbers(-10_000.0, 10_000.0)] * 3)
orientations = st.tuples(*[numbers(-1e6, 1e6)] * 4).filter(any)
colors = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
axes = st.sampled_from(AXES).map(lambda axis: dict(zip(("forward", "right", "down"), axis, strict=True)))
shapes = st.sampled_from(["neutral", "grip", "long hair", "скафандр"])
tones = shapes | st.sampled_from(["#aA00ff", "#000000"])
poses = st.fixed_dictionaries(
    {"name": names},
    optional={
        "face": st.none() | shapes,
        "left_hand": st.none() | shapes,
        "right_hand": st.none() | shapes,
        "seed": st.none() | st.integers(0, 2**31 - 1),
        "mirrored": st.none() | st.booleans(),
        "joints_deg": st.dictionaries(
            st.sampled_from(["head", "neck", "leftHand"]),
            st.tuples(*[numbers(-360.0, 360.0)] * 3),
            max_size=2,
        ),
    },
)
lens_fields: Data = {
    "focal_length_mm": numbers(1.0, 3000.0),
    "squeeze": numbers(1.0, 2.5),
    "f_stop": numbers(0.5, 64.0),
    "focus_m": numbers(0.0, 10_000.0, exclude_min=True),
    "shift": st.tuples(*[numbers(-2.0, 2.0)] * 2),
    "circle_of_confusion_mm": st.none() | numbers(1e-4, 1.0),
}
lenses = st.fixed_dictionaries({}, optional=lens_fields)
sensors = st.fixed_dictionaries(
    {"width_mm": numbers(1.0, 200.0), "height_mm": numbers(1.0, 200.0)}, optional={"name": names}
)
aspects = st.none() | numbers(0.1, 10.0)
scales = numbers(1e-4, 1e4)
light_fields: Data = {"lumens": numbers(0.0, 1e6), "kelvin": numbers(1000.0, 20_000.0)}
place_fields: Data = {
    "position_m": positions,
    "orientation_xyzw": orientations,
    "hidden": st.booleans(),
}


# Who somebody looks at, holds to or films is drawn as a number and led to an id afterwards: strategies that
# are the same for every scene are built once, which makes drawing many times faster.
someone = st.integers(0, 30)
gazes = st.none() | st.tuples(someone, st.none() | points)
anchors = st.lists(
    st.tuples(st.sampled_from(EFFECTORS), someone, points), max_size=2, unique_by=lambda anchor: anchor[0]
)
options = st.dictionaries(points, names, max_size=2)
of_model: Data = {"scale": scales, "axes": st.none() | axes, "options": st.none() | options}
bodies = st.fixed_dictionaries(
    {},
    optional={
        "sex": st.sampled_from(["female", "male"]),
        "stature_m": numbers(1.4, 2.1),
        "build": st.none() | numbers(-1.0, 1.0),
        "skin": st.none() | tones,
        "hair": st.none() | shapes,
        "hair_color": st.none() | tones,
        "figure": st.none() | st.just("figures/своя.glb"),
    },
)
wardrobes: Data = {
    "clothes": st.none() | st.lists(shapes, min_size=1, max_size=3),
    "name_tag": st.none() | st.sampled_from(["T. Доу", "\u2028", " x "]),
}
operators = st.none() | st.fixed_dictionaries(
    {}, optional={"name": names, "color": colors, "body": bodies, **wardrobes}
)
levels = st.dictionaries(points, numbers(0.0, 1.0), max_size=2)
exposures = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "iso": numbers(1.0, 1e6),
        "shutter_angle_deg": numbers(1.0, 360.0),
        "fps": numbers(1.0, 10_000.0),
        "nd_stops": numbers(0.0, 20.0),
    },
)
fittings = st.fixed_dictionaries(
    {}, optional={"options": st.none() | options, "lights": st.none() | levels, "extra": few_extras}
)
assemblies = st.sampled_from(sorted(ASSEMBLIES)).flatmap(
    lambda name: st.fixed_dictionaries(
        {"assembly": st.just(name)},
        optional={"fittings": st.dictionaries(st.sampled_from(ASSEMBLIES[name]), fittings, max_size=2)},
    )
)
orbits = st.fixed_dictionaries({"minute": numbers(0.0, 92.0)}, optional={"beta_deg": numbers(-75.0, 75.0)})
kept: Data = {"locked": st.booleans(), "group": st.none() | names}
fields: dict[str, Data] = {
    "module": {**kept, **place_fields, **of_model, "lights": st.none() | levels},
    "actor": {
        **kept,
        **place_fields,
        "name": names,
        "color": colors,
        "body": bodies,
        **wardrobes,
        "pose": poses,
        "gaze": gazes,
        "anchors": anchors,
    },
    "camera": {
        **kept,
        **place_fields,
        "name": names,
        "sensor": sensors,
        "aspect": aspects,
        "lens": lenses,
        "operator": operators,
        "exposure": exposures,
    },
    "prop": {**kept, **place_fields, **of_model, "name": names},
    "light": {**kept, **place_fields, **light_fields, "name": names, "width_m": numbers(0.001, 20.0)},
}
models = st.sampled_from(["destiny", "laptop", "meshes/стол.glb"])
blockings = st.fixed_dictionaries(
    {}, optional={name: own[name] for kind, own in fields.items() for name in sorted(BLOCKABLE[kind])}
)
shots = st.fixed_dictionaries(
    {"camera": someone},
    optional={
        "name": names,
        "notes": names,
        "target_planes": st.none() | st.integers(1, 12),
        "intended_down": st.none() | st.sampled_from(["station", "camera"]) | someone,
        "duration_s": numbers(0.0, 86_400.0, exclude_min=True),
        "blocking": st.dictionaries(someone, blockings, max_size=1),
        "extra": few_extras,
    },
)
items = {
    kind: st.lists(
        st.fixed_dictionaries(
            {"model": models} if "scale" in own else {},
            optional={**own, "extra": few_extras},
        ),
        max_size=2 if kind in ("actor", "camera") else 1,
    )
    for kind, own in fields.items()
}
casts = st.fixed_dictionaries(
    {},
    optional={
        **items,
        "shot": st.lists(shots, max_size=2),
        "orbit": st.none() | orbits,
        "assembly": st.none() | assemblies,
    },
)
heads = st.fixed_dictionaries(
    {"format": st.just("zeroshot.scene"), "version": st.just(1)},
    optional={
        "title": names,
        "notes": names,
        "plane_tolerance_deg": numbers(0.0, 90.0, exclude_min=True),
        "cue_weights": st.none() | st.dictionaries(st.sampled_from(CUES), numbers(0.0, 10.0), max_size=3),
        "extra": extras,
    },
)
id_lists = st.integers(0, len(IDS) - 1).map(lambda start: [*IDS[start:], *IDS[:start]])


def _one_of(owners: list[str], number: int, *, but: str) -> str | None:
    others = [owner for owner in owners if owner != but]
    return others[number % len(others)] if others else None


def _lead(thing: Data, item_id: str, kinds: dict[str, str]) -> None:
    """Turn the numbers in an actor's gaze and anchors into ids."""
    if thing.get("gaze") is not None:
        number, point = thing["gaze"]
        owner = _one_of(list(kinds), number, but=item_id)
        thing["gaze"] = owner and {"at": f"{owner}/{point}" if point else owner}
    if "anchors" in thing:
        holders = [name for name, kind in kinds.items() if kind in ANCHOR_OWNERS]
        led = (
            (effector, _one_of(holders, number, but=item_id), point)
            for effector, number, point in thing["anchors"]
        )
        thing["anchors"] = [
            {"effector": effector, "to": f"{owner}/{point}"} for effector, owner, point in led if owner
        ]


def _lead_shot(shot: Data, kinds: dict[str, str]) -> None:
    cameras = [name for name, kind in kinds.items() if kind == "camera"]
    shot["camera"] = cameras[shot["camera"] % len(cameras)]
    if isinstance(shot.get("intended_down"), int):
        actors = [name for name, kind in kinds.items() if kind == "actor"]
        shot["intended_down"] = actors[shot["intended_down"] % len(actors)] if actors else None
    led = {list(kinds)[number % len(kinds)]: change for number, change in shot.pop("blocking", {}).items()}
    for item_id, change in led.items():
        for name in change.keys() - BLOCKABLE[kinds[item_id]]:
            del change[name]
        _lead(change, item_id, kinds)
    shot["blocking"] = led


def _assemble(head: Data, cast: Data, taken: list[str]) -> Data:
    """Give everything its id, lead what refers to somebody, and put the scene together."""
    queue = iter(taken)
    kinds = {}
    for kind in fields:
        for member in cast.get(kind, []):
            member["id"] = next(queue)
            kinds[member["id"]] = kind
    for actor in cast.get("actor", []):
        _lead(actor, actor["id"], kinds)
    scene_shots = cast.pop("shot", []) if "camera" in kinds.values() else []
    for shot in scene_shots:
        shot["id"] = next(queue)
        _lead_shot(shot, kinds)
    scene = {**head, **{f"{kind}s": members for kind, members in cast.items() if kind in fields}}
    if "modules" in scene:
        scene["set"] = {"modules": scene.pop("modules")}
    if "orbit" in cast:
        scene["set"] = {**scene.get("set", {}), "orbit": cast["orbit"]}
    if cast.get("assembly") is not None:
        scene["set"] = {**scene.get("set", {}), **cast["assembly"]}
    return {**scene, "shots": scene_shots} if scene_shots else scene


def scene_data() -> st.SearchStrategy[Data]:
    """JSON data of a valid scene, as somebody may write it: defaults left out, quaternions of any length."""
    return st.builds(_assemble, heads, casts, id_lists)


def documents() -> st.SearchStrategy[Document]:
    """Any small document."""
    return scene_data().map(Document.model_validate)
