"""Lamps of a shot in the world: those of modules and props, as they are switched, and the film's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zeroshot.errors import AssetError, SceneFileError, did_you_mean
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.places.points import StagedModel
from zeroshot.library.facts import NamedPoint
from zeroshot.scene.document import Light, Module
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import DOWN, FORWARD, RIGHT, Array, rotate

Triple = tuple[float, float, float]

_kept = KeptByIdentity["tuple[Luminaire, ...]"](512)

LUMINAIRE = "luminaire"
ALL = "all"
"""The switch that every lamp of a module answers to."""


@dataclass(frozen=True)
class Luminaire:
    """A rectangle that gives light, in the world.

    direction_in_world: its long axis. normal_in_world: the way it shines. size_m: along the long axis and
    across it. lumens: what it gives as it is switched, 0 when off. owner_id: the module or prop it is built
    into, or the light itself.
    """

    position_in_world: Triple
    direction_in_world: Triple
    normal_in_world: Triple
    size_m: tuple[float, float]
    lumens: float
    kelvin: float
    owner_id: str


def find_luminaires(models: Iterable[StagedModel], lights: Iterable[Light]) -> tuple[Luminaire, ...]:
    """Return the lamps of a shot, in a fixed order: those built in first.

    Raises AssetError for a luminaire whose facts are unfinished; SceneFileError for a switch that a module
    does not have, with the nearest.
    """
    built_in = (lamp for staged in models for lamp in _built_in(staged))
    return (*built_in, *(_luminaire_of_light(light) for light in lights))


def level_of(name: str, group: str, levels: Mapping[str, float]) -> float:
    """Return how bright a lamp is switched, 0 to 1: by its own name, else its group, else "all", else 1."""
    for switch in (name, group, ALL):
        if switch and switch in levels:
            return levels[switch]
    return 1.0


def check_switches(staged: StagedModel, levels: Mapping[str, float]) -> None:
    """Raise SceneFileError for a name that switches nothing in this module, with the nearest that does."""
    lamps = dict(_lamps_of(staged))
    known = sorted({ALL, *lamps, *(lamp.group for lamp in lamps.values() if lamp.group)})
    for switch in levels:
        if switch in known:
            continue
        groups = ", ".join(f'"{name}"' for name in known if name not in lamps)
        near = did_you_mean(switch, known) or f": it has {groups}"
        raise SceneFileError(f'the module "{staged.item.id}" has no lights called "{switch}"{near}')


def _lamps_of(staged: StagedModel) -> Iterator[tuple[str, NamedPoint]]:
    points = staged.model.facts.points.items()
    return ((name, point) for name, point in points if point.kind == LUMINAIRE)


def _built_in(staged: StagedModel) -> tuple[Luminaire, ...]:
    return _kept.get([staged], lambda: tuple(_switched(staged)))


def _switched(staged: StagedModel) -> Iterator[Luminaire]:
    switches = staged.item.lights if isinstance(staged.item, Module) else None
    levels: Mapping[str, float] = switches or {}
    check_switches(staged, levels)
    for name, lamp in _lamps_of(staged):
        yield _luminaire_of_model(staged, name, lamp, level_of(name, lamp.group, levels))


def _luminaire_of_model(staged: StagedModel, name: str, lamp: NamedPoint, level: float) -> Luminaire:
    place = staged.point(name)
    if place.direction_in_world is None or place.normal_in_world is None:
        raise _unfinished(staged, name)
    if lamp.size_m is None or lamp.lumens is None or lamp.kelvin is None:
        raise _unfinished(staged, name)
    return Luminaire(
        position_in_world=_triple(place.position_in_world),
        direction_in_world=_triple(place.direction_in_world),
        normal_in_world=_triple(place.normal_in_world),
        size_m=(lamp.size_m[0] * staged.scale, lamp.size_m[1] * staged.scale),
        lumens=lamp.lumens * level,
        kelvin=lamp.kelvin,
        owner_id=staged.item.id,
    )


def _unfinished(staged: StagedModel, name: str) -> AssetError:
    return AssetError(
        f'the luminaire "{name}" of the model "{staged.model.name}" cannot be lit: its facts need '
        "direction, normal, size_m, lumens and kelvin"
    )


def _luminaire_of_light(light: Light) -> Luminaire:
    """A panel shines along its +X; its width lies along its right and its height along its down."""
    turn = placement_of(light).orientation_xyzw
    is_wide = light.width_m >= light.height_m
    return Luminaire(
        position_in_world=light.position_m,
        direction_in_world=_triple(rotate(turn, RIGHT if is_wide else DOWN)),
        normal_in_world=_triple(rotate(turn, FORWARD)),
        size_m=(max(light.width_m, light.height_m), min(light.width_m, light.height_m)),
        lumens=light.lumens,
        kelvin=light.kelvin,
        owner_id=light.id,
    )


def _triple(vector: Array) -> Triple:
    x, y, z = (float(value) for value in vector)
    return x, y, z
