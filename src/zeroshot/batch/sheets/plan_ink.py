"""The six views of a module in ink: cut, racks, rails, people as arrows, and the camera with its frustum."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from zeroshot.batch.sheets.pages import ACCENT, DIM, FAINT, INK, POINT_MM, Disc, Ink, Shape, Strokes, Text
from zeroshot.framing.paper.cutting import clip_polygon, clip_segments
from zeroshot.framing.paper.plan_forms import Arrow, Frustum, Panel, Plan, PlanView, Rail
from zeroshot.library.lettering import clipped, width_em
from zeroshot.spatial import Array

SCALES = (
    10,
    15,
    20,
    25,
    30,
    40,
    50,
    60,
    75,
    80,
    100,
    125,
    150,
    200,
    250,
    300,
    400,
    500,
    750,
    1000,
    2000,
    5000,
)
"""1 to so many: round ones, so that a ruler can be laid on."""

TITLE_MM, GAP_MM, _LEAST_COLUMN_MM = 5.0, 5.0, 24.0
RAIL_COLOR, CAMERA_COLOR, HIGHLIGHT = "#2563eb", "#14161a", ACCENT

_OPPOSITE = {
    "forward": "aft",
    "aft": "forward",
    "port": "starboard",
    "starboard": "port",
    "overhead": "deck",
    "deck": "overhead",
}
_LEAST_ARROW_MM = 3.0
"""Shorter on paper than this, a head points at the reader or away, and is drawn as a dot or a cross."""


def scale_for(plan: Plan, width_mm: float, height_mm: float) -> int:
    """Return the largest of the scales, 1 to so many, at which a plan goes into a box."""
    for scale in SCALES:
        long_mm, end_mm = _columns_mm(plan, scale)
        needed_mm = 2.0 * (long_mm + GAP_MM) + end_mm
        if needed_mm <= width_mm and plan_height_mm(plan, scale) <= height_mm:
            return scale
    return SCALES[-1]


def _columns_mm(plan: Plan, scale: int) -> tuple[float, float]:
    """Return how wide the columns of long and of end views are; never too narrow for their titles."""
    long_m, end_m, _ = plan.size_m
    return max(long_m * 1000.0 / scale, _LEAST_COLUMN_MM), max(end_m * 1000.0 / scale, _LEAST_COLUMN_MM)


def plan_height_mm(plan: Plan, scale: int) -> float:
    """Return how high a plan is at a scale."""
    return plan.size_m[2] * 1000.0 / scale + 2.0 * TITLE_MM + GAP_MM


def plan_ink(plan: Plan, *, scale: int, marked: Sequence[str] = ()) -> list[Ink]:
    """Draw six views in two rows from (0, 0) on. marked: rails to single out, as a scene names them."""
    ink: list[Ink] = []
    y = 0.0
    long_mm, _ = _columns_mm(plan, scale)
    for row in (plan.views[:3], plan.views[3:]):
        x = 0.0
        for view in row:
            ink += _Views(view, scale, (x, y + TITLE_MM), marked, has_walls=plan.module is not None).draw()
            x += long_mm + GAP_MM
        y += max(_size_mm(view, scale)[1] for view in row) + TITLE_MM + GAP_MM
    return ink


def _size_mm(view: PlanView, scale: int) -> tuple[float, float]:
    return view.size_m[0] * 1000.0 / scale, view.size_m[1] * 1000.0 / scale


class _Views:
    """One view under way."""

    def __init__(
        self,
        view: PlanView,
        scale: int,
        corner: tuple[float, float],
        marked: Sequence[str],
        *,
        has_walls: bool,
    ) -> None:
        self.view, self.marked = view, set(marked)
        self.name = f"{view.wall.name.capitalize()} wall" if has_walls else f"Toward {view.wall.name}"
        self.per_m = 1000.0 / scale
        self.corner = np.array(corner)
        self.taken: list[tuple[float, float, float, float]] = []

    def draw(self) -> Iterator[Ink]:
        yield from self._title()
        for panel in self.view.panels:
            yield from self._panel(panel)
        yield Strokes(self._paper(self.view.cut), 0.18, INK)
        yield from self._frustum_field(self.view.frustum)
        for rail in sorted(self.view.rails, key=lambda rail: rail.place in self.marked):
            yield from self._rail(rail)
        for arrow in self.view.people:
            yield from self._person(arrow)
        yield from self._camera(self.view.frustum)
        for arrow in self.view.people:
            yield from self._name(arrow)

    def _title(self) -> Iterator[Ink]:
        wall = self.view.wall
        width = self.view.size_m[0] * self.per_m
        x, y = self.corner
        title = Text(float(x), float(y) - 1.6, self.name, 7.5, is_bold=True)
        yield title
        sides = f"← {_OPPOSITE[wall.right]}   {wall.right} →   ↑ {_OPPOSITE[wall.down]}"
        for said in (sides, f"{wall.right} →"):
            if title.width_mm + width_em(said) * 6.0 * POINT_MM + 2.0 <= width:
                yield Text(float(x) + width, float(y) - 1.6, said, 6.0, DIM, anchor="end")
                break

    def _panel(self, panel: Panel) -> Iterator[Ink]:
        fill = {"window": "#dbeafe", "luminaire": "#fef3c7", "hatch": "#f1f2f4"}.get(panel.kind)
        corners = self._paper(clip_polygon(panel.outline, self.view.window))
        if len(corners) < 3:
            return
        yield Shape(corners, fill=fill, stroke=FAINT, width_mm=0.1)
        wide = float(np.ptp(corners[:, 0]))
        if panel.kind == "rack" and width_em(panel.label) * 4.5 * POINT_MM < wide - 1.0:
            x, bottom = float(corners[:, 0].mean()), float(corners[:, 1].max())
            yield Text(x, bottom - 0.8, panel.label, 4.5, DIM, anchor="middle")

    def _rail(self, rail: Rail) -> Iterator[Ink]:
        lines = clip_segments(rail.ends[None], self.view.window)
        if not len(lines):
            return
        on_paper = self._paper(lines)
        if rail.kind != "handrail" and rail.place not in self.marked:
            if rail.is_on_wall:
                yield Strokes(on_paper, 0.12, FAINT)
            return
        is_marked = rail.place in self.marked
        color = HIGHLIGHT if is_marked else RAIL_COLOR
        yield Strokes(on_paper, (0.9 if is_marked else 0.55) if rail.is_on_wall else 0.35, color)
        if rail.is_on_wall:
            yield from self._rail_number(on_paper[0], rail, color, is_marked)

    def _rail_number(self, ends: Array, rail: Rail, color: str, is_marked: bool) -> Iterator[Ink]:
        number = rail.place.rpartition("-")[2]
        size_pt = 5.5 if is_marked else 4.5
        along = ends[1] - ends[0]
        x, y = (float(value) for value in ends.mean(axis=0))
        if abs(along[0]) >= abs(along[1]):
            label = Text(x, y - 0.7, number, size_pt, color, is_marked, "middle")
        else:
            label = Text(x + 0.8, y + size_pt * POINT_MM * 0.35, number, size_pt, color, is_marked)
        if self._is_free(label):
            yield label

    def _person(self, arrow: Arrow) -> Iterator[Ink]:
        yield Strokes(self._paper(clip_segments(arrow.bones, self.view.window)), 0.3, arrow.color)
        ends = self._paper(arrow.feet_to_crown)
        way = ends[1] - ends[0]
        length = float(np.linalg.norm(way))
        if length >= _LEAST_ARROW_MM:
            yield from self._arrow(ends, arrow.color, width_mm=0.8, head_mm=2.2)
        elif self._is_inside(ends[1]):
            x, y = (float(value) for value in ends[1])
            yield Disc(x, y, 1.6, fill="#ffffff", stroke=arrow.color, width_mm=0.5)
            if arrow.head_is_away:
                cross = np.array([[(-1, -1), (1, 1)], [(-1, 1), (1, -1)]]) * 1.1 + np.array([x, y])
                yield Strokes(cross, 0.4, arrow.color)
            else:
                yield Disc(x, y, 0.6, fill=arrow.color)
        gaze = self._paper(arrow.gaze)
        if float(np.linalg.norm(gaze[1] - gaze[0])) > 1.0:
            yield from self._arrow(gaze, INK, width_mm=0.25, head_mm=1.1)

    def _arrow(self, ends: Array, color: str, *, width_mm: float, head_mm: float) -> Iterator[Ink]:
        lines = clip_segments(ends[None], self._window_mm)
        if len(lines):
            yield Strokes(lines, width_mm, color)
        way = ends[1] - ends[0]
        along = way / np.linalg.norm(way)
        across = np.array([-along[1], along[0]])
        base = ends[1] - along * head_mm
        head = np.stack([ends[1], base + across * head_mm * 0.5, base - across * head_mm * 0.5])
        corners = clip_polygon(head, self._window_mm)
        if len(corners) >= 3:
            yield Shape(corners, fill=color)

    def _frustum_field(self, frustum: Frustum) -> Iterator[Ink]:
        for first, second in ((0, 1), (1, 2), (2, 3), (3, 0)):
            side = np.stack([frustum.pupil, frustum.corners[first], frustum.corners[second]])
            corners = self._paper(clip_polygon(side, self.view.window))
            if len(corners) >= 3:
                yield Shape(corners, fill="#f59e0b", opacity=0.10)

    def _camera(self, frustum: Frustum) -> Iterator[Ink]:
        rays = np.stack([np.stack([frustum.pupil, corner]) for corner in frustum.corners])
        edges = np.stack([np.stack([frustum.corners[i], frustum.corners[(i + 1) % 4]]) for i in range(4)])
        yield Strokes(self._paper(clip_segments(rays, self.view.window)), 0.2, CAMERA_COLOR)
        yield Strokes(self._paper(clip_segments(edges, self.view.window)), 0.25, CAMERA_COLOR)
        # The picture's top edge is drawn thick: it tells how the camera is rolled.
        yield Strokes(self._paper(clip_segments(edges[:1], self.view.window)), 0.6, CAMERA_COLOR)
        pupil = self._paper(frustum.pupil)
        if not self._is_inside(pupil):
            return
        x, y = (float(value) for value in pupil)
        yield Disc(x, y, 1.2, fill=CAMERA_COLOR)
        yield Disc(x, y, 0.5, fill="#ffffff")
        self.taken.append((x - 1.5, y - 1.5, x + 1.5, y + 1.5))

    def _name(self, arrow: Arrow) -> Iterator[Ink]:
        """Write a name where there is room for it, nearest to the head."""
        name = clipped(arrow.name, 26.0 / (5.5 * POINT_MM))
        wide = width_em(name, is_bold=True) * 5.5 * POINT_MM
        crown = self._paper(arrow.feet_to_crown)[1]
        for reach in (2.0, 4.0, 6.0, 9.0):
            for turn in range(0, 360, 45):
                x = float(crown[0]) + reach * math.sin(math.radians(turn)) * 1.3 - wide / 2.0
                y = float(crown[1]) - reach * math.cos(math.radians(turn)) + 0.7
                label = Text(x, y, name, 5.5, arrow.color, is_bold=True)
                if self._is_free(label):
                    yield self._halo(label)
                    yield label
                    return

    def _halo(self, label: Text) -> Shape:
        left, top, right, bottom = _rim(label)
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        return Shape(corners, fill="#ffffff", opacity=0.75)

    def _is_free(self, label: Text) -> bool:
        """Tell whether a label lies in the view and on no other one, and keep its place if so."""
        left, top, right, bottom = _rim(label)
        window = self._window_mm
        if left < window[0] or top < window[1] or right > window[2] or bottom > window[3]:
            return False
        for other in self.taken:
            if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                return False
        self.taken.append((left, top, right, bottom))
        return True

    def _is_inside(self, point: Array) -> bool:
        left, top, right, bottom = self._window_mm
        return bool(left <= point[0] <= right and top <= point[1] <= bottom)

    @property
    def _window_mm(self) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.view.window
        (x0, y0), (x1, y1) = self._paper(np.array([(left, top), (right, bottom)])).tolist()
        return x0, y0, x1, y1

    def _paper(self, points: Array) -> Array:
        """Bring metres (..., 2) of the view onto the page."""
        origin = np.array(self.view.window[:2])
        return np.asarray(self.corner + (points - origin) * self.per_m)


def _rim(label: Text) -> tuple[float, float, float, float]:
    size = label.size_pt * POINT_MM
    left = label.left_mm
    return left - 0.3, label.y_mm - size * 0.8, left + label.width_mm + 0.3, label.y_mm + size * 0.25
