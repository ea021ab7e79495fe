"""One class that turns a staged shot into a picture; the app, the monitor, thumbnails and batch all use it.

Nothing but the set, the people and the props can be drawn here, so a plate is clean by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zeroshot.errors import RenderError
from zeroshot.framing.exposure import ExposureReading, exposure_of
from zeroshot.framing.openings import openings_of
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image
from zeroshot.render.graphics import require_graphics
from zeroshot.render.looks import DEFAULT_LOOK, Look, find_look

if TYPE_CHECKING:
    from zeroshot.render.easel import Easel, Posed
    from zeroshot.render.film import Film
    from zeroshot.render.sky import Sky

LARGEST_SIDE_PX = 16384
"""What the software renderer and common graphics cards can draw at once."""


class Painter:
    """Draw staged shots into memory. Keeps window, geometry and textures between pictures.

    Use it from one thread. Close it, or use it as a context manager.
    """

    def __init__(self, *, ground: tuple[int, int, int] = (0, 0, 0)) -> None:
        """Make ready to draw. Raises NoGraphicsError, which says what to install.

        ground: what is seen where nothing is, sRGB 0 to 255; pictures of people alone want a lighter one.
        """
        require_graphics()
        from zeroshot.render.easel import Easel
        from zeroshot.render.window import Complaints

        self._complaints = Complaints()
        self._easel: Easel = Easel(ground=ground)
        self._sky: Sky | None = None
        self._film_look: Film | None = None

    def __enter__(self) -> Painter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give window and geometry back."""
        if self._film_look is not None:
            self._film_look.close()
            self._film_look = None
        self._easel.close()
        self._sky = None
        self._complaints.close()

    def draw(self, staged: StagedShot, *, width_px: int, height_px: int, look: str = DEFAULT_LOOK) -> Image:
        """Draw a shot: (height_px, width_px, 3) uint8 sRGB, rows from the top.

        The picture spans the gate's whole view whatever the size asked: give `size_px` of the view's aspect.
        Raises RenderError for an impossible size or look; AssetError for a mesh that cannot be used.
        """
        if not (1 <= width_px <= LARGEST_SIDE_PX and 1 <= height_px <= LARGEST_SIDE_PX):
            raise RenderError(
                f"a picture of {width_px}×{height_px} pixels cannot be drawn: "
                f"ask for 1 to {LARGEST_SIDE_PX} a side"
            )
        picture = self._draw(staged, find_look(look), width_px, height_px)
        self._complaints.raise_any()
        return picture

    def _draw(self, staged: StagedShot, look: Look, width_px: int, height_px: int) -> Image:
        from zeroshot.render.lit import light_by_lamps, light_by_place
        from zeroshot.render.things import things_of

        if look.way == "film":
            return self._film().draw(
                staged, exposure_of(staged), look, width_px=width_px, height_px=height_px
            )
        easel = self._easel
        easel.canvas.open(width_px, height_px, samples=look.samples)
        eye = np.asarray(staged.camera_placement.position_m)
        things = list(things_of(staged, is_light=look.is_light))
        posed = easel.pose(things, "lamps" if look.way == "lamps" else "swift", eye_in_world=eye)
        exposure = exposure_of(staged)
        easel.aim(staged, posed)
        if look.way == "lamps":
            light_by_lamps(staged, posed, exposure, is_shaded_softly=True)
        else:
            light_by_place(staged, posed, exposure)
        self._draw_sky(staged, exposure, posed, width_px=width_px)
        easel.canvas.window.Render()
        return easel.canvas.read_bytes()

    def _film(self) -> Film:
        from zeroshot.render.film import Film

        self._film_look = self._film_look or Film(self._easel)
        return self._film_look

    def _draw_sky(
        self, staged: StagedShot, exposure: ExposureReading, posed: Posed, *, width_px: int
    ) -> None:
        """Put the sky behind everything; VTK draws what is opaque in the order in which it was added."""
        from zeroshot.render.sky import Sky

        if staged.orbit is None:
            return
        openings = openings_of(staged)
        if openings is not None and not len(openings):
            return
        self._sky = self._sky or Sky()
        self._sky.set(
            staged.orbit,
            staged.camera_placement,
            staged.view,
            exposure,
            openings=openings,
            half_m=posed.farthest_m,
            width_px=width_px,
        )
        self._easel.canvas.renderer.AddActor(self._sky.actor)
