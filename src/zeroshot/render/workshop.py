"""What all looks draw with, kept between pictures: an easel, shade maps, textures, skies."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from zeroshot.framing.lens.optics import View
from zeroshot.framing.obstacles.openings import are_in_view, openings_of
from zeroshot.framing.picture.exposure import ExposureReading
from zeroshot.framing.staging import StagedShot
from zeroshot.render.easel import Easel, Posed
from zeroshot.render.measure import Measured, measure
from zeroshot.render.screen import number_texture
from zeroshot.render.shade import Shader
from zeroshot.render.sky import Sky, expect_sky
from zeroshot.render.things import Thing
from zeroshot.spatial import Array, Placement


class Workshop:
    """Tools that are made when first needed. Use it from one thread, and close it."""

    def __init__(self, *, ground: tuple[int, int, int] = (0, 0, 0)) -> None:
        """Make ready; nothing is drawn yet. ground: what is seen where nothing is, sRGB 0 to 255."""
        self.easel = Easel(ground=ground)
        self.shade_texture = number_texture()
        self.mirror_texture = number_texture()
        self.mirror_texture.InterpolateOn()
        self._skies: dict[bool, Sky] = {}

    @cached_property
    def shader(self) -> Shader:
        """Return what makes shade maps."""
        return Shader()

    def close(self) -> None:
        """Give all windows back."""
        if "shader" in vars(self):
            self.shader.close()
            del self.shader
        self._skies.clear()
        self.easel.close()

    def measure_half(
        self, staged: StagedShot, things: list[Thing], *, width_px: int, height_px: int
    ) -> Measured:
        """Measure a shot at half the size of its picture."""
        half = {"width_px": (width_px + 1) // 2, "height_px": (height_px + 1) // 2}
        return measure(self.easel, staged, things, **half)

    def expect_sky(self, staged: StagedShot) -> None:
        """Begin to read what the sky is drawn with, where a shot shows it: people are posed meanwhile."""
        if not self._skies and _sky_seen(staged, staged.camera_placement, staged.view)[0]:
            expect_sky()

    def draw_sky(
        self,
        staged: StagedShot,
        exposure: ExposureReading,
        posed: Posed,
        *,
        width_px: int,
        is_unlimited: bool = False,
        seen: tuple[Placement, View] | None = None,
    ) -> None:
        """Put the sky behind what is posed; VTK draws what is opaque in the order in which it was added.

        is_unlimited: as linear light. seen: from where and with what view, the camera's unless given.
        """
        placement, view = seen or (staged.camera_placement, staged.view)
        is_seen, openings = _sky_seen(staged, placement, view)
        if staged.orbit is None or not is_seen:
            return
        if is_unlimited not in self._skies:
            self._skies[is_unlimited] = Sky(is_unlimited=is_unlimited)
        sky = self._skies[is_unlimited]
        sky.set(
            staged.orbit,
            placement,
            view,
            exposure,
            openings=openings,
            half_m=posed.farthest_m,
            width_px=width_px,
        )
        renderer = self.easel.canvas.renderer
        if not renderer.HasViewProp(sky.actor):
            renderer.AddActor(sky.actor)


def _sky_seen(staged: StagedShot, placement: Placement, view: View) -> tuple[bool, Array | None]:
    """Tell whether a view shows the sky, and through which openings (n, 4, 3); None for all around."""
    openings = openings_of(staged)
    if staged.orbit is None or openings is None:
        return staged.orbit is not None, None
    openings = openings[are_in_view(openings, placement, view)]
    return len(openings) > 0, openings


def eye_of(staged: StagedShot) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return where a shot is seen from (3,)."""
    return np.asarray(staged.camera_placement.position_m, dtype=np.float64)
