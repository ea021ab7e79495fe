"""zeroshot's painter, as a script would use it. Option: the look; "draft-full" is draft on full meshes."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

from shared import run

from zeroshot.framing.staging import stage
from zeroshot.render.looks import LOOKS
from zeroshot.render.painter import Painter
from zeroshot.render.png import png_bytes
from zeroshot.scene.files import read_document


def prepare(arguments: Any) -> Any:
    """Read the scene and open a painter."""
    LOOKS["draft-full"] = dataclasses.replace(LOOKS["draft"], name="draft-full", is_light=False)
    scene = arguments.case / "scene.json"
    document = read_document(scene)
    painter = Painter()

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        staged = stage(document, document.shots[number].id, beside=scene.parent)
        look = arguments.option or "draft"
        picture = painter.draw(staged, width_px=arguments.width, height_px=arguments.height, look=look)
        seconds = time.perf_counter() - started
        path.write_bytes(png_bytes(picture))
        return seconds

    return draw


if __name__ == "__main__":
    run(prepare)
