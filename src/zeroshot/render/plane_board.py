"""The same set-up seen in every plane of the scene: one still for each, and a labelled board of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zeroshot.framing import rounding
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.strip import STATION, StripShot
from zeroshot.framing.picture.sweep import CAMERA, SweepPlane, rolled, sweep_planes
from zeroshot.framing.picture.words import counted, listed, shot_title
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image
from zeroshot.render.boards import Cell, Clock, Column, draw_board, draw_strip
from zeroshot.render.painter import Painter
from zeroshot.render.reader import Reader

STATION_COLOR = "#eceff4"

CELL_PX = 560

UNDECIDED = 0.1
"""Below this confidence two ways read as down about equally."""


@dataclass(frozen=True, eq=False)
class PlaneStill:
    """One picture of a sweep with its reading. name: what it is called in a file's name."""

    plane: SweepPlane
    name: str
    title: str
    reading: Reading
    picture: Image

    def to_json(self) -> dict[str, Any]:
        """Return JSON data, the picture aside."""
        plane = self.plane
        return {
            "name": self.name,
            "title": self.title,
            "members": list(plane.members),
            "half": plane.is_half,
            "roll_deg": rounding.degrees(plane.roll_deg),
            "station_roll_deg": rounding.degrees(plane.station_roll_deg),
            "orientation_xyzw": [round(value, 6) + 0.0 for value in plane.placement.orientation_xyzw],
            "plane_count": plane.plane_count,
            "clocks_deg": {each.id: rounding.turn(each.clock_deg) for each in self.reading.subjects},
            "perceived_down": None
            if self.reading.perceived_down is None
            else self.reading.perceived_down.to_json(),
        }


def draw_planes(
    staged: StagedShot, *, scene: str, box_px: tuple[int, int], look: str
) -> Iterator[PlaneStill]:
    """Draw a shot in each of its planes; look: as for stills. Raises what `Painter.draw` raises."""
    names = {actor.actor.id: actor.name for actor in staged.actors}
    width_px, height_px = size_px(staged.view, width_px=box_px[0], height_px=box_px[1])
    with Painter() as painter, Reader() as reader:
        for plane in sweep_planes(staged):
            seen = rolled(staged, plane.placement)
            picture = painter.draw(seen, width_px=width_px, height_px=height_px, look=look)
            reading = reader.read(seen, scene=scene)
            yield PlaneStill(plane, _file_name(plane), _title(plane, names), reading, picture)


def board_of(staged: StagedShot, stills: Sequence[PlaneStill]) -> Image:
    """Lay the stills of a sweep out on a labelled board."""
    colors = {actor.actor.id: actor.actor.color for actor in staged.actors}
    reading = stills[0].reading
    title = f"{staged.resolved.document.title or 'Scene'}: shot {shot_title(reading.shot)}"
    subtitle = "one camera position in every plane; the arrow points where down will be felt"
    cells = [_cell(still, colors) for still in stills]
    return draw_board(title, subtitle, cells, columns=min(3, max(2, len(cells))), cell_px=CELL_PX)


def strip_picture(title: str, strip: Sequence[StripShot], people: Mapping[str, tuple[str, str]]) -> Image:
    """Draw a strip. people: name and colour of each person by id."""
    rows = [clock.who for clock in strip[0].clocks]
    names = ["Station" if who == STATION else people[who][0] for who in rows]
    columns = [
        Column(
            shot_title(shot.shot),
            counted(shot.plane_count, "plane"),
            tuple(
                Clock(
                    "",
                    clock.clock_deg,
                    STATION_COLOR if clock.who == STATION else people[clock.who][1],
                    is_marked=clock.flips,
                )
                for clock in shot.clocks
            ),
        )
        for shot in strip
    ]
    return draw_strip(title, names, columns)


def _cell(still: PlaneStill, colors: Mapping[str, str]) -> Cell:
    plane, down = still.plane, still.reading.perceived_down
    roll = plane.station_roll_deg
    against = "along the station's own head" if roll is None else f"{abs(round(roll))}° to the station"
    lines = [f"{against} · {counted(plane.plane_count, 'plane')}"]
    if down is not None:
        sure = f"confidence {down.confidence:.1f}" if down.confidence >= UNDECIDED else "but hardly"
        lines.append(f"reads as down: {down.station_word}, {sure}")
    clocks = [
        Clock(subject.name, subject.clock_deg, colors[subject.id])
        for subject in still.reading.subjects
        if subject.in_frame
    ]
    return Cell(
        picture=still.picture,
        title=still.title,
        lines=tuple(lines),
        clocks=(Clock("Station", still.reading.station_clock_deg, STATION_COLOR), *clocks),
        arrow_deg=None if down is None else down.clock_deg,
        arrow_share=0.0 if down is None else down.confidence,
        is_chosen=CAMERA in plane.members and not plane.is_half,
    )


def _title(plane: SweepPlane, names: Mapping[str, str]) -> str:
    spoken = [_spoken(member, names) for member in plane.members]
    if plane.is_half:
        return f"Half way between {spoken[0]} and {spoken[1]}"
    if plane.members == (CAMERA,):
        return "The camera as it is"
    return f"In the plane of {listed(spoken)}"


def _spoken(member: str, names: Mapping[str, str]) -> str:
    return {STATION: "the station", CAMERA: "the camera"}.get(member) or names[member]


def _file_name(plane: SweepPlane) -> str:
    return ("half-" if plane.is_half else "") + "-".join(plane.members)
