"""What the parts of a scene say about each other: unique ids, and references to somebody.

The check reads a finished document and raw JSON alike, and trusts no type, so that a file with a wrong
number somewhere is still told of all its other mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zeroshot.errors import Problem, did_you_mean
from zeroshot.scene.assemblies import ASSEMBLIES
from zeroshot.scene.values import printable, quoted

ITEM_KINDS = {"Module": "module", "Actor": "actor", "Camera": "camera", "Prop": "prop", "Light": "light"}

GROUPS = (
    ("module", "/set/modules"), ("actor", "/actors"), ("camera", "/cameras"), ("prop", "/props"),
    ("light", "/lights"),
)  # fmt: skip

PLACE = frozenset({"position_m", "orientation_xyzw", "hidden"})
BLOCKABLE = {
    "module": PLACE | {"scale", "lights"},
    "actor": PLACE | {"pose", "gaze", "anchors"},
    "camera": (PLACE - {"hidden"}) | {"sensor", "aspect", "lens", "operator", "exposure"},
    "prop": PLACE | {"scale"},
    "light": PLACE | {"lumens", "kelvin"},
}
"""What a shot may change of each kind of item."""

ANCHOR_OWNERS = ("module", "prop", "actor")
RESERVED_ACTOR_IDS = ("station", "camera")
"""Words that stand beside actors' ids in a reading's planes, and in what a shot wants for down."""


def escape(key: object) -> str:
    """Write a key as a token of a JSON pointer (RFC 6901), on one line whatever the key holds."""
    return printable(str(key)).replace("~", "~0").replace("/", "~1")


def find_reference_problems(document: Any) -> tuple[Problem, ...]:
    """Find ids used twice and references to nobody, in a Document or in raw JSON."""
    kinds: dict[str, str] = {}
    problems = [*_check_ids(document, kinds), *_check_shot_ids(document), *_check_fittings(document)]
    for pointer, actor in _members(document, "/actors"):
        problems += _check_actor(pointer, actor, _field(actor, "id"), kinds)
    for pointer, shot in _members(document, "/shots"):
        problems += _check_shot(pointer, shot, kinds)
    return tuple(problems)


def _field(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _members(thing: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield (pointer, member) of the array at a path such as "/set/modules"; nothing where there is none."""
    group = thing
    for name in path.strip("/").split("/"):
        group = _field(group, name)
    if isinstance(group, list | tuple):
        for index, member in enumerate(group):
            yield f"{path}/{index}", member


def _check_ids(document: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    """Check that ids are unique, and fill ``kinds`` with the kind of each."""
    owners: dict[str, tuple[str, str]] = {}
    for name in _assembled(document):
        owners[name] = (name, "/set/assembly")
        kinds[name] = "module"
    for kind, path in GROUPS:
        for pointer, member in _members(document, path):
            name = _field(member, "id")
            if not isinstance(name, str):
                continue
            if kind == "actor" and name.lower() in RESERVED_ACTOR_IDS:
                yield Problem(
                    f"{pointer}/id", f"{quoted(name)} is a word of the readings: give the actor another id"
                )
            yield from _check_unique(owners, name, pointer)
            kinds.setdefault(name, kind)


def _assembled(document: Any) -> tuple[str, ...]:
    """Return the ids that the set's assembly brings."""
    name = _field(_field(document, "set"), "assembly")
    return ASSEMBLIES.get(name, ()) if isinstance(name, str) else ()


def _check_fittings(document: Any) -> Iterator[Problem]:
    fittings, known = _field(_field(document, "set"), "fittings"), _assembled(document)
    if not isinstance(fittings, Mapping):
        return
    for name in fittings:
        if name not in known:
            said = f"the assembly has no module {quoted(str(name))}{did_you_mean(str(name), known)}"
            if not known:
                said = "there is no assembly to fit out: name one, or give the modules their own options"
            yield Problem(f"/set/fittings/{escape(name)}", said)


def _check_unique(owners: dict[str, tuple[str, str]], name: str, pointer: str) -> Iterator[Problem]:
    # Ids become names of files, and macOS and Windows cannot tell A.png from a.png.
    other, where = owners.setdefault(name.lower(), (name, pointer))
    if where == pointer:
        return
    said = f"the id {quoted(name)} is already taken by {where}"
    if other != name:
        said = f"the id {quoted(name)} differs from {quoted(other)} ({where}) only in capitals"
    yield Problem(f"{pointer}/id", f"{said}: give one of them another id")


def _check_shot_ids(document: Any) -> Iterator[Problem]:
    owners: dict[str, tuple[str, str]] = {}
    for pointer, shot in _members(document, "/shots"):
        name = _field(shot, "id")
        if isinstance(name, str):
            yield from _check_unique(owners, name, pointer)


def _check_actor(pointer: str, actor: Any, actor_id: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    """Check gaze and anchors of an actor, or of an actor's blocking."""
    yield from _check_gaze(f"{pointer}/gaze/at", _field(_field(actor, "gaze"), "at"), actor_id, kinds)
    seen: set[str] = set()
    for place, anchor in _members(actor, "/anchors"):
        effector = _field(anchor, "effector")
        if isinstance(effector, str) and effector in seen:
            said = f"{quoted(effector)} is held twice: a hand or foot has one anchor"
            yield Problem(f"{pointer}{place}/effector", said)
        elif isinstance(effector, str):
            seen.add(effector)
        yield from _check_anchor(f"{pointer}{place}/to", _field(anchor, "to"), actor_id, kinds)


def _check_gaze(pointer: str, at: Any, actor_id: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(at, str):
        return
    owner, _, point = at.partition("/")
    if owner not in kinds:
        yield _nobody(pointer, owner, kinds)
    elif owner == actor_id and point in ("", "eyes"):
        yield Problem(pointer, "nobody can look into their own eyes: name somebody or something else")


def _check_anchor(pointer: str, to: Any, actor_id: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(to, str):
        return
    owner = to.partition("/")[0]
    if owner not in kinds:
        yield _nobody(pointer, owner, kinds)
    elif kinds[owner] not in ANCHOR_OWNERS:
        yield Problem(
            pointer, f"{quoted(owner)} is {_a(kinds[owner])}: a hand or foot holds to a module, prop or actor"
        )
    elif owner == actor_id:
        yield Problem(pointer, "an actor cannot be anchored to their own body: name something else")


def _check_shot(pointer: str, shot: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    camera = _field(shot, "camera")
    if isinstance(camera, str) and kinds.get(camera) != "camera":
        cameras = [name for name, kind in kinds.items() if kind == "camera"]
        said = f"no camera {quoted(camera)}"
        if camera in kinds:
            said = f"{quoted(camera)} is {_a(kinds[camera])}, not a camera"
        yield Problem(f"{pointer}/camera", said + did_you_mean(camera, cameras))
    yield from _check_intended_down(f"{pointer}/intended_down", _field(shot, "intended_down"), kinds)
    blocking = _field(shot, "blocking")
    if isinstance(blocking, Mapping):
        for item_id, change in blocking.items():
            yield from _check_blocking(f"{pointer}/blocking/{escape(item_id)}", item_id, change, kinds)


def _check_intended_down(pointer: str, whose: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(whose, str) or whose in RESERVED_ACTOR_IDS or kinds.get(whose) == "actor":
        return
    actors = [name for name, kind in kinds.items() if kind == "actor"]
    said = f"{quoted(whose)} is {_a(kinds[whose])}" if whose in kinds else f"no actor {quoted(whose)}"
    near = did_you_mean(whose, [*actors, *RESERVED_ACTOR_IDS])
    yield Problem(pointer, f'{said}{near}: it is "station", "camera" or the id of an actor')


def _check_blocking(pointer: str, item_id: Any, change: Any, kinds: dict[str, str]) -> Iterator[Problem]:
    if item_id not in kinds:
        yield _nobody(pointer, str(item_id), kinds)
        return
    kind = kinds[item_id]
    given = frozenset(change) if isinstance(change, Mapping) else getattr(change, "given", frozenset())
    elsewhere = frozenset[str]().union(*BLOCKABLE.values()) - BLOCKABLE[kind]
    for name in sorted(given & elsewhere):
        known = ", ".join(sorted(BLOCKABLE[kind]))
        yield Problem(f"{pointer}/{name}", f'{_a(kind)} has no "{name}": a shot may change {known}')
    if kind == "actor":
        yield from _check_actor(pointer, change, item_id, kinds)


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "actor" else f"a {kind}"


def _nobody(pointer: str, name: str, kinds: dict[str, str]) -> Problem:
    return Problem(pointer, f"nothing in the scene has the id {quoted(name)}{did_you_mean(name, kinds)}")
