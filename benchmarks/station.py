"""Time a shot in Destiny alone and the same shot with Destiny in the whole station, in turns, in one process.

Run: python benchmarks/station.py [--runs N]. Read the ratios, not the seconds: "first" is
a painter's first picture, its meshes read anew; "next" a further one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from zeroshot.framing.obstacles.portals import modules_in_sight
from zeroshot.framing.staging import stage
from zeroshot.library.meshes import forget_meshes
from zeroshot.render.painter import Painter
from zeroshot.scene.content import document_from_data, text_from_document
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document

ROOT = Path(__file__).parents[1]
SIZE_PX = (1920, 804)
GOAL = 1.3


def documents() -> tuple[Document, Document]:
    """Return the scene of Destiny's still, set in Destiny alone and in the station."""
    alone = read_document(ROOT / "scenes" / "modules" / "destiny.json")
    module = alone.set.modules[0]
    # The assembly calls it destiny; whoever holds to it must say so, too.
    text = text_from_document(alone).replace(f'"{module.id}/', '"destiny/')
    data = {**json.loads(text), "set": {"assembly": "station"}}
    return alone, document_from_data(data)


def timed(document: Document, painter: Painter) -> float:
    """Return the seconds of staging and drawing the first shot."""
    start = time.perf_counter()
    painter.draw(stage(document), width_px=SIZE_PX[0], height_px=SIZE_PX[1])
    return time.perf_counter() - start


def main() -> None:
    """Print the figures and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    scenes = dict(zip(("alone", "station"), documents(), strict=True))
    found: dict[tuple[str, str], list[float]] = {(a, b): [] for a in scenes for b in ("first", "next")}
    for _ in range(runs):
        for name, document in scenes.items():
            forget_meshes()
            with Painter() as painter:
                found[name, "first"].append(timed(document, painter))
                found[name, "next"].append(timed(document, painter))
    for when in ("first", "next"):
        medians = {name: statistics.median(found[name, when]) for name in scenes}
        ratio = medians["station"] / medians["alone"]
        said = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items())
        print(f"{when}: {said}, ratio {ratio:.2f} (goal {GOAL})")
    print("drawn of the station:", ", ".join(sorted(modules_in_sight(stage(scenes["station"])) or ())))


if __name__ == "__main__":
    main()
