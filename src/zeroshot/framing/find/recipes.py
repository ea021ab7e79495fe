"""Where candidates come from: singles, two heads, over a shoulder, everyone; seeded, all in closed form."""

from __future__ import annotations

import math

import numpy as np

from zeroshot.framing.find.asks import Ask
from zeroshot.framing.find.candidates import (
    GROUP,
    OVER,
    PAIR,
    SINGLE,
    Candidates,
    Indices,
    Scene,
    joined,
    rays_at,
    spans_per_metre,
)
from zeroshot.framing.lens.solve import attitude_from_pairs, two_heads
from zeroshot.framing.lens.subjects import HEADROOM, SIZES
from zeroshot.framing.moves.frames import SIDE_BEARINGS_DEG
from zeroshot.framing.planes.planes import clock_rad
from zeroshot.spatial import Array, matrix_from_quaternion, unit

_USUAL_SIDES = {"front": 3.0, "three-quarter left": 5.0, "three-quarter right": 5.0, "profile left": 2.0,
                "profile right": 2.0, "back left": 0.5, "back right": 0.5}  # fmt: skip
_USUAL_SIZES = {"CU": 2.0, "MCU": 4.0, "MS": 4.0, "MCS": 2.0, "MLS": 2.0, "LS": 1.0}
_USUAL_ANGLES = {"level": 2.0, "high": 1.5, "low": 1.5}
ELEVATIONS_DEG = {"level": (-8.0, 8.0), "high": (13.0, 55.0), "low": (-55.0, -13.0)}

TWO_HEAD_PLACES: tuple[tuple[float, float, float, float], ...] = (
    (0.33, 0.42, 0.67, 0.42), (0.25, 0.45, 0.75, 0.45), (0.34, 0.32, 0.66, 0.62), (0.34, 0.62, 0.66, 0.32),
    (0.30, 0.38, 0.62, 0.55), (0.50, 0.28, 0.50, 0.72), (0.38, 0.40, 0.72, 0.50), (0.42, 0.30, 0.62, 0.66),
)  # fmt: skip
"""Where two people's eyes may lie in the picture: level, wide, diagonal, stacked. Source: ours."""

SHOULDER_PLACES: tuple[tuple[float, float, float, float], ...] = (
    (0.36, 0.40, 0.86, 0.40), (0.40, 0.42, 0.90, 0.55), (0.34, 0.45, 0.84, 0.28), (0.42, 0.36, 0.78, 0.86),
)  # fmt: skip
"""The same where the second is near the lens and seen from behind."""

SHARE_STEPS = 4

_JITTER = 0.03


def make_candidates(scene: Scene, ask: Ask, count: int, rng: np.random.Generator) -> Candidates:
    """Make about so many set-ups for an ask; fewer where what was drawn has no solution."""
    subjects = np.array([scene.index(name) for name in ask.of])
    visible = [scene.index(name) for name in ask.visible]
    partners = visible if len(visible) > 1 else list(range(len(scene.actors)))
    # With only one person there is nobody to share the picture with.
    shares = (0.4, 0.25, 0.15, 0.2) if len(scene.actors) > 1 else (1.0, 0.0, 0.0, 0.0)
    if len(visible) > 1:
        shares = (0.15, 0.4, 0.2, 0.25)
    numbers = [round(count * share) for share in shares]
    parts = [_singles(scene, ask, rng.choice(subjects, numbers[0]), rng)]
    for recipe, number in ((PAIR, numbers[1]), (OVER, numbers[2])):
        if number:
            first = rng.choice(subjects, number)
            parts.append(_pairs(scene, ask, first, _others(first, partners, rng), recipe, rng))
    if numbers[3]:
        everyone = np.array(visible or list(range(len(scene.actors))))
        parts.append(_groups(scene, ask, rng.choice(subjects, numbers[3]), everyone, rng))
    return joined(parts)


def _singles(scene: Scene, ask: Ask, subject: Indices, rng: np.random.Generator) -> Candidates:
    """Frame one person by size, side and angle; the picture's top follows one of the references."""
    count = len(subject)
    lens, roll = rng.integers(len(scene.views), size=count), _drawn_rolls(scene, count, rng)
    toward = _directions_to_camera(scene, ask, subject, rng)
    head = np.array([reference.head for reference in scene.references])[roll]
    clock = np.array([reference.clock_rad for reference in scene.references])[roll]
    keep = np.linalg.norm(np.cross(toward, head), axis=1) > 0.25
    subject, lens, roll, toward, head, clock = (
        values[keep] for values in (subject, lens, roll, toward, head, clock)
    )
    tangents = scene.tangents[lens]
    screen = np.full((len(subject), 2), 0.5)
    for _ in range(2):  # where they look and where their head points is known only once the camera is turned
        attitude = attitude_with_clock(rays_at(tangents, screen), -toward, head, clock)
        screen = _composed_screen(scene, attitude, subject, toward, rng)
    rays = rays_at(tangents, screen)
    attitude = attitude_with_clock(rays, -toward, head, clock)
    distance = _distance_for_size(scene, ask, attitude, rays, tangents, subject, rng)
    position = scene.eyes[subject] + toward * distance[:, None]
    recipe, nobody = np.full(len(subject), SINGLE), np.full(len(subject), -1)
    return Candidates(position, attitude, lens, recipe, subject, nobody, roll)


def _pairs(
    scene: Scene, ask: Ask, first: Indices, second: Indices, recipe: int, rng: np.random.Generator
) -> Candidates:
    """Put two people's eyes at places of the picture; the place along the torus follows from the size."""
    count = len(first)
    places = np.array(SHOULDER_PLACES if recipe == OVER else TWO_HEAD_PLACES)
    screen = places[rng.integers(len(places), size=count)] + rng.uniform(-_JITTER, _JITTER, (count, 4))
    is_mirrored = rng.random(count) < 0.5
    screen[is_mirrored, 0], screen[is_mirrored, 2] = (
        1.0 - screen[is_mirrored, 0],
        1.0 - screen[is_mirrored, 2],
    )
    lens = rng.integers(len(scene.views), size=count)
    tangents = scene.tangents[lens]
    rays = rays_at(tangents, screen[:, :2]), rays_at(tangents, screen[:, 2:])
    around = rng.uniform(-math.pi, math.pi, count)
    share = rng.uniform(0.02, 0.2, count) if recipe == OVER else rng.uniform(0.12, 0.88, count)
    share, is_near = _share_for_size(scene, ask, (first, second), rays, tangents, around, share, rng)
    position, attitude = _two_heads(scene, first, second, rays, share, around)
    found = Candidates(position, attitude, lens, np.full(count, recipe), first, second, np.full(count, -1))
    return found.taken(is_near)


def _share_for_size(
    scene: Scene,
    ask: Ask,
    pair: tuple[Indices, Indices],
    rays: tuple[Array, Array],
    tangents: Array,
    around: Array,
    share: Array,
    rng: np.random.Generator,
) -> tuple[Array, np.typing.NDArray[np.bool_]]:
    """Move each place along its arc until the first has a size asked for; say also which arcs reach it.

    The law of sines gives B's corner from A's distance; the size depends a little on the roll, which depends
    on the place, so it is done again a few times.
    """
    first, second = pair
    wanted = _drawn_reach(ask, len(first), rng) * scene.statures[first] / (1.0 - HEADROOM)
    apex = np.arccos(np.clip(np.sum(rays[0] * rays[1], axis=1), -1.0, 1.0))
    apart = np.linalg.norm(scene.eyes[second] - scene.eyes[first], axis=1)
    is_far_side = share < 0.5
    for _ in range(SHARE_STEPS):
        _, attitude = _two_heads(scene, first, second, rays, share, around)
        span = spans_per_metre(tangents, _clocks(scene, attitude, rays[0], first))
        sine = wanted / (span * rays[0][:, 0]) * np.sin(apex) / np.maximum(apart, 1e-6)
        acute = np.arcsin(np.clip(sine, 0.0, 1.0))
        at_b = np.where(is_far_side, np.pi - acute, acute)
        share = np.clip(1.0 - at_b / (np.pi - apex), 0.01, 0.99)
    # Beyond the end of the arc the other corner would have to be nothing.
    return share, np.asarray((sine <= 1.0) & (share > 0.01) & (share < 0.99))


def _two_heads(
    scene: Scene, first: Indices, second: Indices, rays: tuple[Array, Array], share: Array, around: Array
) -> tuple[Array, Array]:
    return two_heads(
        scene.eyes[first],
        scene.eyes[second],
        ray_a=rays[0],
        ray_b=rays[1],
        share=share,
        around_rad=around,
        reference_in_world=scene.station_head,
    )


def _groups(
    scene: Scene, ask: Ask, subject: Indices, everyone: Indices, rng: np.random.Generator
) -> Candidates:
    """Back off from the middle of everyone's heads until all are in the picture, from any side."""
    count = len(subject)
    toward = unit(rng.normal(size=(count, 3))) @ scene.station_axes.T
    lens, roll = rng.integers(len(scene.views), size=count), _drawn_rolls(scene, count, rng)
    head = np.array([reference.head for reference in scene.references])[roll]
    clock = np.array([reference.clock_rad for reference in scene.references])[roll]
    keep = np.linalg.norm(np.cross(toward, head), axis=1) > 0.25
    subject, lens, roll, toward, head, clock = (
        values[keep] for values in (subject, lens, roll, toward, head, clock)
    )
    count, tangents = len(subject), scene.tangents[lens]
    screen = 0.5 + rng.uniform(-0.06, 0.06, (count, 2))
    attitude = attitude_with_clock(rays_at(tangents, screen), -toward, head, clock)
    points = _points_to_hold(scene, everyone)
    middle = points.mean(axis=0)
    axes = matrix_from_quaternion(attitude)
    offsets = np.einsum("pi,nij->npj", points - middle, axes)
    # A point at distance d along the lens lies inside while |side| ≤ tangent · (d + ahead).
    half = np.stack([tangents[:, 1] - tangents[:, 0], tangents[:, 3] - tangents[:, 2]], axis=1) / 2.0
    margin = rng.uniform(0.72, 0.92, (count, 1, 1))
    needed = np.abs(offsets[:, :, 1:]) / (margin * half[:, None, :]) - offsets[:, :, :1]
    distance = needed.max(axis=(1, 2)) * rng.uniform(1.0, 1.15, count)
    position = middle + toward * distance[:, None]
    recipe, nobody = np.full(count, GROUP), np.full(count, -1)
    return Candidates(position, attitude, lens, recipe, subject, nobody, roll)


def attitude_with_clock(rays: Array, directions: Array, heads: Array, clock: Array) -> Array:
    """Return attitudes (n, 4) that see directions along rays, a head there pointing along a clock.

    In the plane through the ray and the clock's way across the picture lies whatever is seen to point that
    way; so that plane is laid on the one through the direction and the head.
    """
    way = np.stack([np.zeros_like(clock), np.sin(clock), -np.cos(clock)], axis=1)
    return attitude_from_pairs(rays, way, directions, heads)


def _directions_to_camera(scene: Scene, ask: Ask, subject: Indices, rng: np.random.Generator) -> Array:
    """Draw directions (n, 3) from people's eyes toward the camera, by side and angle in their own frame."""
    count = len(subject)
    sides = {name: _USUAL_SIDES.get(name, 1.0) for name in ask.sides} or _USUAL_SIDES
    angles = {name: _USUAL_ANGLES[name] for name in ask.angles} or _USUAL_ANGLES
    side = rng.choice([SIDE_BEARINGS_DEG[name] for name in sides], count, p=_shares(sides))
    bearing = np.radians(side + rng.uniform(-20.0, 20.0, count))
    low, high = np.array([ELEVATIONS_DEG[name] for name in angles])[
        rng.choice(len(angles), count, p=_shares(angles))
    ].T
    elevation = np.radians(rng.uniform(low, high))
    # The side is told by the face, the angle by the body: start from where the face points along the body.
    face = np.einsum("nij,nik->njk", scene.body_axes[subject], scene.face_axes[subject])[:, :, 0]
    azimuth = np.arctan2(face[:, 1], face[:, 0]) + bearing
    level = np.cos(elevation)
    in_body = np.stack([level * np.cos(azimuth), level * np.sin(azimuth), -np.sin(elevation)], axis=1)
    return np.asarray(np.einsum("nij,nj->ni", scene.body_axes[subject], in_body))


def _composed_screen(
    scene: Scene, attitude: Array, subject: Indices, toward: Array, rng: np.random.Generator
) -> Array:
    """Choose where the eyes lie: over the middle along their own head, with room to where they look."""
    axes = matrix_from_quaternion(attitude)
    head = _across(axes, scene.heads[subject])
    face = _across(axes, scene.face_axes[subject][:, :, 0])
    lift = rng.uniform(0.05, 0.2, (len(subject), 1))
    room = rng.uniform(0.0, 0.2, (len(subject), 1))
    return np.clip(0.5 + lift * head - room * face, 0.2, 0.8)


def _across(axes: Array, directions: Array) -> Array:
    """Return how directions (n, 3) run across the picture: right and down (n, 2), 1 long when all across."""
    return np.asarray(np.einsum("ni,nij->nj", directions, axes)[:, 1:])


def _distance_for_size(
    scene: Scene,
    ask: Ask,
    attitude: Array,
    rays: Array,
    tangents: Array,
    subject: Indices,
    rng: np.random.Generator,
) -> Array:
    reach = _drawn_reach(ask, len(subject), rng)
    span = reach * scene.statures[subject] / (1.0 - HEADROOM)
    per_metre = spans_per_metre(tangents, _clocks(scene, attitude, rays, subject))
    return np.asarray(span / per_metre / rays[:, 0])


def _clocks(scene: Scene, attitude: Array, rays: Array, subject: Indices) -> Array:
    axes = matrix_from_quaternion(attitude)
    return clock_rad(np.einsum("ni,nij->nj", scene.heads[subject], axes), rays)


def _drawn_reach(ask: Ask, count: int, rng: np.random.Generator) -> Array:
    """Draw how far below the crown, in statures, pictures of the sizes asked reach; see `subjects.SIZES`."""
    sizes = {name: _USUAL_SIZES.get(name, 1.0) for name in ask.sizes} or _USUAL_SIZES
    tops = dict(SIZES)
    names = list(tops)
    lows = {name: tops[names[i - 1]] if i else 0.09 for i, name in enumerate(names)}
    bounds = np.array([(lows[name], min(tops[name], 2.0 * lows[name])) for name in sizes])
    low, high = bounds[rng.choice(len(bounds), count, p=_shares(sizes))].T
    return np.asarray(low + (high - low) * rng.uniform(0.1, 0.9, count))


def _drawn_rolls(scene: Scene, count: int, rng: np.random.Generator) -> Indices:
    weights = {str(i): reference.weight for i, reference in enumerate(scene.references)}
    return rng.choice(len(weights), count, p=_shares(weights))


def _points_to_hold(scene: Scene, everyone: Indices) -> Array:
    """Return what of people a group's picture must hold: crown, eyes, chest (3 each, 3)."""
    points = [scene.actors[i].points_in_world for i in everyone]
    held = [[point["crown"], point["chest"]] for point in points]
    return np.concatenate([np.reshape(held, (-1, 3)), scene.eyes[everyone]])


def _others(first: Indices, partners: list[int], rng: np.random.Generator) -> Indices:
    """Draw for each another one."""
    drawn = [rng.choice([other for other in partners if other != own]) for own in first]
    return np.asarray(drawn, dtype=np.intp)


def _shares(weights: dict[str, float]) -> Array:
    values = np.array(list(weights.values()))
    return np.asarray(values / values.sum())
