"""One class that turns a staged shot into a picture; the app, the monitor, thumbnails and batch all use it.

Nothing but the set, the people and the props can be drawn here, so a plate is clean by construction. The one
look that draws lines over them, planes, says so in the table of looks: it is a diagram, and no plate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zeroshot.errors import RenderError
from zeroshot.framing.picture.exposure import exposure_of
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image
from zeroshot.render.graphics import require_graphics
from zeroshot.render.looks import DEFAULT_LOOK, Look, find_look
from zeroshot.render.plate import Plate

if TYPE_CHECKING:
    from zeroshot.render.workshop import Workshop

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
        from zeroshot.render.window import Complaints
        from zeroshot.render.workshop import Workshop

        self._complaints = Complaints()
        self._workshop: Workshop = Workshop(ground=ground)

    def __enter__(self) -> Painter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give window and geometry back."""
        self._workshop.close()
        self._complaints.close()

    def draw(self, staged: StagedShot, *, width_px: int, height_px: int, look: str = DEFAULT_LOOK) -> Image:
        """Draw a shot: (height_px, width_px, 3) uint8 sRGB, rows from the top.

        The picture spans the gate's whole view whatever the size asked: give `size_px` of the view's aspect.
        Raises RenderError for an impossible size or look, or one that is no picture; AssetError for a mesh
        that cannot be used.
        """
        picture = self.paint(staged, width_px=width_px, height_px=height_px, look=look).picture
        if picture is None:
            raise RenderError(f'the look "{look}" gives numbers and no picture: ask for another to look at')
        return picture

    def paint(
        self,
        staged: StagedShot,
        *,
        width_px: int,
        height_px: int,
        look: str = DEFAULT_LOOK,
        is_linear: bool = False,
    ) -> Plate:
        """Draw a shot in any look, with what must be known to read it.

        is_linear: linear light without limits, of looks that have it. Raises as `draw` does, and RenderError
        for a look without linear light.
        """
        if not (1 <= width_px <= LARGEST_SIDE_PX and 1 <= height_px <= LARGEST_SIDE_PX):
            raise RenderError(
                f"a picture of {width_px}×{height_px} pixels cannot be drawn: "
                f"ask for 1 to {LARGEST_SIDE_PX} a side"
            )
        chosen = find_look(look)
        if is_linear and not chosen.is_linear:
            raise RenderError(f'the look "{look}" has no linear light: ask for film, or for another format')
        plate = self._paint(staged, chosen, width_px, height_px, is_linear=is_linear)
        self._complaints.raise_any()
        return plate

    def _paint(
        self, staged: StagedShot, look: Look, width_px: int, height_px: int, *, is_linear: bool
    ) -> Plate:
        # Each look is imported where it is asked for: what others need takes a second to load.
        size = {"width_px": width_px, "height_px": height_px}
        shop = self._workshop
        match look.way:
            case "film":
                from zeroshot.render.film import Film

                camera = Film(shop)
                if is_linear:
                    return Plate(camera.gather(staged, exposure_of(staged), look, **size))
                return Plate(camera.draw(staged, exposure_of(staged), look, **size))
            case "clay" | "planes":
                from zeroshot.render.clay import draw_clay, draw_planes

                if look.way == "planes":
                    return draw_planes(shop, staged, look, **size)
                return Plate(draw_clay(shop, staged, look, **size))
            case "storyboard":
                from zeroshot.render.storyboard import draw_storyboard

                return Plate(draw_storyboard(shop, staged, look, **size))
            case "ids" | "depth":
                from zeroshot.render.flat import draw_depth, draw_ids

                draw = draw_ids if look.way == "ids" else draw_depth
                return draw(shop, staged, look, **size)
            case "lamps" | "swift":
                from zeroshot.render.everyday import draw_everyday

                return Plate(draw_everyday(shop, staged, look, **size))
