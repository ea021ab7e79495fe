"""Everything that a sheet says of one shot, gathered once for contact sheets, cards and shot lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zeroshot.framing.paper.setup import Setup, read_setup
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.words import counted, listed, shot_title
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.document import Camera, Document

STATION = "station"
STATION_COLOR = "#14161a"


@dataclass(frozen=True)
class ClockFace:
    """Where one head points in the picture; angle_deg is None along the line of sight."""

    name: str
    angle_deg: float | None
    color: str

    @property
    def words(self) -> str:
        """Say whose it is and where it points."""
        if self.angle_deg is None:
            return f"{self.name} along the lens"
        return f"{self.name} {round(self.angle_deg) % 360}°"


@dataclass(frozen=True, eq=False)
class ShotRecord:
    """One shot as sheets tell it. scene: the path of its file. still: its picture, once there is one.

    problem: why there is no picture; "" while nobody has tried.
    """

    scene: Path
    staged: StagedShot
    reading: Reading
    setup: Setup
    still: Path | None = None
    problem: str = ""

    @property
    def document(self) -> Document:
        """Return the scene that the shot is of."""
        return self.staged.resolved.document

    @property
    def camera(self) -> Camera:
        """Return the camera as it is in this shot."""
        return self.staged.camera

    @property
    def number(self) -> str:
        """Return the shot's number as on a slate."""
        return shot_title(self.staged.resolved.shot_id)

    @property
    def name(self) -> str:
        """Return the shot's name, the camera's where the scene has no shots, "" without either."""
        shot = self.staged.resolved.shot
        return self.camera.name if shot is None else shot.name

    @property
    def notes(self) -> str:
        """Return what the director wrote about the shot."""
        shot = self.staged.resolved.shot
        return "" if shot is None else shot.notes

    @property
    def target_planes(self) -> int | None:
        """Return how many planes the director wants."""
        shot = self.staged.resolved.shot
        return None if shot is None else shot.target_planes

    @property
    def misses_target(self) -> bool:
        """Tell whether the shot reads in another number of planes than is wanted."""
        return self.target_planes not in (None, self.reading.plane_count)

    @property
    def scene_title(self) -> str:
        """Return the scene's title, or its file's name."""
        return self.document.title or self.scene.stem

    @property
    def camera_name(self) -> str:
        """Return the camera's name, or its id."""
        return self.camera.name or self.camera.id

    @property
    def lens_words(self) -> str:
        """Say the lens as set: "35 mm, f/2.8, focus 1.20 m"."""
        lens = self.camera.lens
        squeeze = f" anamorphic {lens.squeeze:g}×" if lens.squeeze != 1.0 else ""
        return f"{lens.focal_length_mm:g} mm{squeeze}, f/{lens.f_stop:g}, focus {lens.focus_m:.2f} m"

    @property
    def planes_words(self) -> str:
        """Say how many planes there are and how many are wanted."""
        said = counted(self.reading.plane_count, "plane")
        return said if self.target_planes is None else f"{said}, {self.target_planes} wanted"

    @property
    def plane_groups_words(self) -> str:
        """Say who is in which plane, and its angle to the station's."""
        names = {subject.id: subject.name for subject in self.reading.subjects}
        said = []
        for plane in self.reading.planes:
            members = listed([names.get(member, f"the {member}") for member in plane.members])
            angle = "" if STATION in plane.members else f" at {plane.angle_to_station_deg:.0f}°"
            said.append(f"{members}{angle}")
        return "; ".join(said)

    @property
    def clocks(self) -> tuple[ClockFace, ...]:
        """Return the station's clock and everybody's who is in the picture."""
        colors = {actor.actor.id: actor.actor.color for actor in self.staged.actors}
        faces = [ClockFace("Station", self.reading.station_clock_deg, STATION_COLOR)]
        for subject in self.reading.subjects:
            if subject.in_frame:
                faces.append(
                    ClockFace(subject.name, subject.clock_deg, colors.get(subject.id, STATION_COLOR))
                )
        return tuple(faces)


def read_records(document: Document, shot_ids: Sequence[str], *, scene: Path) -> list[ShotRecord]:
    """Stage and read shots of a scene, by geometry alone. Raises SceneFileError and AssetError."""
    records = []
    for shot_id in shot_ids:
        staged = stage(document, shot_id, beside=scene.parent)
        reading = read_shot(staged, scene=str(scene))
        records.append(ShotRecord(scene, staged, reading, read_setup(staged)))
    return records
