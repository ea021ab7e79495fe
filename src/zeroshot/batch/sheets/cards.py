"""Set-up cards: one page a shot for the crew who will shoot it, with a plan of the module in six views."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from zeroshot.batch.sheets.clocks import clock_pieces
from zeroshot.batch.sheets.contact import bookmark_title, numbered
from zeroshot.batch.sheets.pages import (
    ACCENT,
    DIM,
    FAINT,
    Bookmark,
    Ink,
    Page,
    Piece,
    Strokes,
    Text,
    height_of,
    lines_of,
    moved,
    placed,
    space,
    taken,
)
from zeroshot.batch.sheets.papers import Paper
from zeroshot.batch.sheets.photos import photo_piece
from zeroshot.batch.sheets.plan_ink import plan_height_mm, plan_ink, scale_for
from zeroshot.batch.sheets.records import ShotRecord
from zeroshot.framing.paper.plan_forms import Plan
from zeroshot.framing.paper.plans import draw_plans
from zeroshot.framing.picture.words import listed
from zeroshot.library.lettering import printable

_STILL_SHARE = 0.55
"""Of the page's width; the rest is for the words."""

_LEAST_PLAN_SHARE, _LEAST_STILL_SHARE = 0.42, 0.45
"""Of the page's height; what is left goes to the plan where the words leave it."""

_SIZE_PT, _GAP_MM = 7.2, 6.0


def card_pages(records: Sequence[ShotRecord], paper: Paper) -> list[Page]:
    """Lay out one page for every shot; words that are too many for it go on to another.

    Where people are in other modules than the camera, a page with the plan of each of those follows.
    """
    pages: list[Page] = []
    for _, group in groupby(records, key=lambda record: record.scene):
        for index, record in enumerate(group):
            scene = (Bookmark(printable(record.scene_title)),) if index == 0 else ()
            pages += _card(record, paper, (*scene, Bookmark(bookmark_title(record), level=1)))
    return numbered(pages, paper)


def _card(record: ShotRecord, paper: Paper, bookmarks: tuple[Bookmark, ...]) -> Iterator[Page]:
    plan, *more_plans = draw_plans(record.staged)
    head, head_mm = _header(record, paper)
    top = paper.margin_mm + head_mm
    still_mm = paper.inner_width_mm * _STILL_SHARE
    words = list(_words(record, (plan, *more_plans), paper.inner_width_mm - still_mm - _GAP_MM))
    body_mm = paper.inner_height_mm - head_mm - 2.0
    for_plan = max(body_mm * _LEAST_PLAN_SHARE, body_mm - max(height_of(words), body_mm * _LEAST_STILL_SHARE))
    scale = scale_for(plan, paper.inner_width_mm, for_plan)
    plan_mm = plan_height_mm(plan, scale)
    room_mm = body_mm - plan_mm
    left, left_rest = taken(_left_column(record, still_mm, room_mm), room_mm)
    right, right_rest = taken(words, room_mm)
    right_x = paper.margin_mm + still_mm + _GAP_MM
    plan_top = paper.margin_mm + paper.inner_height_mm - plan_mm
    drawn = plan_ink(plan, scale=scale, marked=_marked(record))
    ink = [
        *head,
        *placed(left, paper.margin_mm, top),
        *placed(right, right_x, top),
        *(moved(each, paper.margin_mm, plan_top) for each in drawn),
        *_legend(scale, paper),
    ]
    yield Page(paper.width_mm, paper.height_mm, tuple(ink), bookmarks)
    for other in more_plans:
        yield _plan_page(other, record, paper)
    yield from _more([*left_rest, *right_rest], record, paper)


def _marked(record: ShotRecord) -> list[str]:
    return [rail.place for rail in record.setup.rails]


def _plan_page(plan: Plan, record: ShotRecord, paper: Paper) -> Page:
    """Lay out the plan of a module that the camera is not in, as large as the page allows."""
    head, head_mm = _header(record, paper)
    words = _hung(f"Plan of {plan.module}, with {listed(plan.people)}", paper.inner_width_mm)
    pieces = [*words, space(3.0)]
    top = paper.margin_mm + head_mm
    room_mm = paper.inner_height_mm - head_mm - height_of(pieces) - 2.0
    scale = scale_for(plan, paper.inner_width_mm, room_mm)
    drawn = plan_ink(plan, scale=scale, marked=_marked(record))
    below = top + height_of(pieces)
    ink = [
        *head,
        *placed(pieces, paper.margin_mm, top),
        *(moved(each, paper.margin_mm, below) for each in drawn),
        *_legend(scale, paper),
    ]
    return Page(paper.width_mm, paper.height_mm, tuple(ink))


def _more(rest: list[Piece], record: ShotRecord, paper: Paper) -> Iterator[Page]:
    """Lay out what did not go on the card, in two columns."""
    column_mm = (paper.inner_width_mm - _GAP_MM) / 2.0
    while rest:
        heading = lines_of(
            f"{bookmark_title(record)}, continued", paper.inner_width_mm, size_pt=11, is_bold=True
        )
        heading, _ = taken(heading, 20.0)
        top = paper.margin_mm + height_of(heading) + 2.0
        ink = placed(heading, paper.margin_mm, paper.margin_mm)
        for column in (0, 1):
            pieces, rest = taken(rest, paper.inner_height_mm - height_of(heading) - 2.0) if rest else ([], [])
            ink += placed(pieces, paper.margin_mm + column * (column_mm + _GAP_MM), top)
        yield Page(paper.width_mm, paper.height_mm, tuple(ink))


def _header(record: ShotRecord, paper: Paper) -> tuple[list[Ink], float]:
    """Set the shot's number and name to the left, its scene to the right, over a rule."""
    left_mm = paper.inner_width_mm * 0.62
    right_mm = paper.inner_width_mm - left_mm - _GAP_MM
    title = lines_of(bookmark_title(record), left_mm, size_pt=15.0, is_bold=True)
    size = 15.0 if len(title) == 1 else 10.0
    title = lines_of(bookmark_title(record), left_mm, size_pt=size, is_bold=True)
    scene = [
        *lines_of(f"{record.scene_title} · {record.camera_name}", right_mm, size_pt=8.0),
        *lines_of(str(record.scene), right_mm, size_pt=6.0, color=DIM),
    ]
    high = max(height_of(title), height_of(scene)) + 1.0
    x, y = paper.margin_mm, paper.margin_mm
    rule = np.array([[(x, y + high), (x + paper.inner_width_mm, y + high)]])
    ink = [*placed(title, x, y), *placed(scene, x + left_mm + _GAP_MM, y), Strokes(rule, 0.3, FAINT)]
    return ink, high + 2.5


def _left_column(record: ShotRecord, width_mm: float, room_mm: float) -> list[Piece]:
    clocks = clock_pieces(record.clocks, width_mm, size_pt=7.0)
    for_still = max(room_mm * 0.6, room_mm - height_of(clocks) - 2.0)
    photo = photo_piece(record, width_mm, for_still, is_centred=False)
    problem = f"No still: {record.problem}" if record.problem else ""
    return [photo, space(2.0), *clocks, *lines_of(problem, width_mm, size_pt=_SIZE_PT, color=ACCENT)]


def _words(record: ShotRecord, plans: Sequence[Plan], width_mm: float) -> Iterator[Piece]:
    for title, lines in _sections(record, plans):
        if lines:
            (heading,) = lines_of(title, width_mm, size_pt=6.2, color=DIM, is_bold=True)
            first, *others = [piece for line in lines for piece in _hung(line, width_mm)]
            yield _joined(heading, first)
            yield from others
            yield space(1.4)


def _joined(over: Piece, under: Piece) -> Piece:
    """Join two pieces, so that no heading stands alone at the foot of a page."""
    ink = (*over.ink, *(moved(each, 0.0, over.height_mm) for each in under.ink))
    return Piece(over.height_mm + under.height_mm, ink)


def _hung(line: str, width_mm: float) -> Iterator[Piece]:
    """Set a line; what is wrapped hangs a little to the right."""
    pieces = lines_of(line, width_mm - 2.5, size_pt=_SIZE_PT)
    for number, piece in enumerate(pieces):
        shift = 2.5 if number else 0.0
        yield Piece(piece.height_mm, tuple(moved(each, shift, 0.0) for each in piece.ink))


def _sections(record: ShotRecord, plans: Sequence[Plan]) -> Iterator[tuple[str, list[str]]]:
    setup = record.setup
    yield "LENS", [record.lens_words, _focus_words(record), _sensor_words(record), *_exposure_words(record)]
    place = f"In {setup.module}" if setup.module else "Outside of every module"
    rails = [
        f"{rail.distance_m * 100.0:.0f} cm to {rail.spoken} (from its middle: {rail.offset_words})"
        for rail in setup.rails
    ]
    yield "CAMERA", [place, _sentence(setup.attitude_words), *rails]
    people = [f"{person.name}: {person.words}" for person in setup.people]
    people += [f"On a plan that follows, of {plan.module}: {listed(plan.people)}" for plan in plans[1:]]
    if plans[0].beyond:
        people.append(f"Not on the plan: {listed(plans[0].beyond)}")
    yield "PEOPLE", people
    yield "PLANES", [f"{_sentence(record.planes_words)}: {record.plane_groups_words}"]
    yield "LIGHTS", list(setup.lights)
    yield "NOTES", [line for line in record.notes.splitlines() if line.strip()]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _focus_words(record: ShotRecord) -> str:
    near, far = record.reading.lens.near_focus_m, record.reading.lens.far_focus_m
    if near is None or far is None:
        return "The lens cannot focus so near"
    return f"Sharp from {near:.2f} m to {'infinity' if math.isinf(far) else f'{far:.2f} m'}"


def _sensor_words(record: ShotRecord) -> str:
    lens = record.reading.lens
    shift_x, shift_y = record.camera.lens.shift
    shift = f", shift {shift_x:+.0%} right, {shift_y:+.0%} down" if shift_x or shift_y else ""
    across, along = lens.horizontal_fov_deg, lens.vertical_fov_deg
    return f"{lens.sensor_name}, {lens.aspect:.2f}:1, sees {across:.0f}° × {along:.0f}°{shift}"


def _exposure_words(record: ShotRecord) -> list[str]:
    exposure = record.camera.exposure
    if exposure is None:
        return []
    filters = f", ND {exposure.nd_stops:g} stops" if exposure.nd_stops else ""
    shutter = f"shutter {exposure.shutter_angle_deg:g}° at {exposure.fps:g} fps"
    return [f"ISO {exposure.iso:g}, {shutter}{filters}"]


def _legend(scale: int, paper: Paper) -> list[Ink]:
    """Say the scale and what the marks mean, at the foot, with a metre to measure by."""
    y = paper.height_mm - paper.margin_mm
    x, metre = paper.margin_mm, 1000.0 / scale
    bar = np.array(
        [[(x, y - 1.0), (x + metre, y - 1.0)], [(x, y - 2.0), (x, y)], [(x + metre, y - 2.0), (x + metre, y)]]
    )
    said = (
        f"1 m   scale 1:{scale}   Walls as seen from within, cut through the middle. Rails are blue, those "
        "measured from orange. A person's arrow points to the crown, the thin one where they look; "
        "a dot: head toward you, a cross: away. The thick edge of the frame is the picture's top."
    )
    return [
        Strokes(bar, 0.25),
        Text(x + metre + 1.5, y, said, 5.4, DIM),
    ]
