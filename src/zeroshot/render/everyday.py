"""What the light shows, at once: by every lamp at every pixel, or swiftly by the light of the place."""

from __future__ import annotations

from zeroshot.framing.picture.exposure import exposure_of
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image
from zeroshot.render.lit import light_by_lamps, light_swiftly
from zeroshot.render.looks import Look
from zeroshot.render.things import things_of
from zeroshot.render.workshop import Workshop, eye_of


def draw_everyday(
    workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int
) -> Image:
    """Draw a shot: (h, w, 3) uint8 sRGB, rows from the top."""
    easel = workshop.easel
    workshop.expect_sky(staged)
    easel.canvas.open(width_px, height_px, samples=look.samples)
    things = list(things_of(staged, is_light=look.is_light))
    is_by_lamps = look.way == "lamps"
    posed = easel.pose(things, "lamps" if is_by_lamps else "swift", eye_in_world=eye_of(staged))
    exposure = exposure_of(staged)
    easel.aim(staged, posed)
    if is_by_lamps:
        light_by_lamps(staged, posed, exposure, is_shaded_softly=True)
    else:
        light_swiftly(staged, posed, exposure)
    workshop.draw_sky(staged, exposure, posed, width_px=width_px)
    easel.canvas.window.Render()
    return easel.canvas.read_bytes()
