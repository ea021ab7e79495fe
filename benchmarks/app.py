"""Drive the real window without a display and measure what a hand would feel.

Run: python benchmarks/app.py [SCENE] [--seconds S] [--profile]. Printed: from opening to the first picture;
pictures delivered a second while one orbits and while someone is dragged, in a stage of 960×540, alone
and with the monitor beside it; the longest time that the window's own thread was blocked; and a bare
`Painter.draw` of the same picture in this process, since seconds depend on the machine and ratios hardly do.
--profile tells where the thread's time goes while someone is dragged.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

STAGE_PX = (960, 540)
STEP_S = 1.0 / 60.0
"""A mouse tells where it is about so often."""


@dataclass
class Felt:
    """What happened during a drag: pictures by view, and how long the thread was blocked, seconds."""

    seconds: float = 0.0
    pictures: dict[str, int] = field(default_factory=dict)
    blocked_s: list[float] = field(default_factory=list)

    def rate(self, slot: str) -> float:
        """Return pictures a second."""
        return self.pictures.get(slot, 0) / self.seconds


def drag(window: object, move: Callable[[float], None], seconds: float) -> Felt:
    """Move as a hand would and let the window do its work in between."""
    from PySide6.QtWidgets import QApplication

    felt = Felt()
    taken = {}
    for view in (window.stage, window.monitor):
        own = view._take
        taken[view] = own

        def count(reply: object, look: str, own: Callable = own, slot: str = view.slot) -> None:
            felt.pictures[slot] = felt.pictures.get(slot, 0) + 1
            own(reply, look)

        view._take = count
    began = time.perf_counter()
    while (now := time.perf_counter()) - began < seconds:
        move(now - began)
        QApplication.processEvents()
        blocked = time.perf_counter() - now
        felt.blocked_s.append(blocked)
        time.sleep(max(0.0, STEP_S - blocked))
    felt.seconds = time.perf_counter() - began
    for view, own in taken.items():
        view._take = own
    return felt


def bare_s(desk: object, size: tuple[int, int]) -> float:
    """Return how long a bare picture of the stage view takes in this process, seconds."""
    from zeroshot.framing.staging import seen_through
    from zeroshot.render.painter import Painter

    staged = seen_through(desk.staged(), desk.view.as_camera(aspect=size[0] / size[1]))
    with Painter() as painter:
        painter.draw(staged, width_px=size[0], height_px=size[1], look="draft")
        began = time.perf_counter()
        for _ in range(8):
            painter.draw(staged, width_px=size[0], height_px=size[1], look="draft")
        return (time.perf_counter() - began) / 8


def orbiting(window: object) -> Callable[[float], None]:
    """Return what orbits the stage view."""
    from zeroshot.desk import free_camera as free

    view = window.desk.view
    return lambda seconds: window.desk.look_from(free.orbited(view, 0.1 * math.sin(2.0 * seconds), 0.0))


def carrying(window: object) -> Callable[[float], None]:
    """Return what drags the first person to and fro."""
    import numpy as np

    from zeroshot.spatial import Placement

    desk = window.desk
    who = desk.document.actors[0].id
    start = desk.placement(who)

    def move(seconds: float) -> None:
        shift = np.array([0.0, 0.15 * math.sin(2.0 * seconds), 0.0])
        moved = Placement.from_arrays(np.asarray(start.position_m) + shift, start.orientation_xyzw)
        desk.preview(desk.placing({who: moved}))

    return move


def tell(name: str, felt: Felt, slots: tuple[str, ...], bare: float) -> None:
    """Print one line of the table."""
    rates = ", ".join(f"{slot} {felt.rate(slot):5.1f}/s" for slot in slots)
    ratio = felt.rate("stage") * bare
    blocked = sorted(felt.blocked_s)
    print(
        f"{name:28} {rates:32} {ratio:4.2f} of bare   blocked at most {1000 * blocked[-1]:4.0f} ms, "
        f"19 in 20 under {1000 * blocked[int(0.95 * (len(blocked) - 1))]:3.0f} ms"
    )


def main() -> None:
    """Open the window and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    began = time.perf_counter()
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from zeroshot.desk.desk import Desk
    from zeroshot.gui.app import make_application, wait_until_idle
    from zeroshot.gui.window import Window
    from zeroshot.scene.files import read_document

    make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(os.fspath(Path(folder) / "app.ini"), QSettings.Format.IniFormat)
        desk = Desk(read_document(given.scene), path=given.scene)
        window = Window(desk, settings, drafts=Path(folder) / "drafts")
        window.resize(1600, 1300)
        window.show()
        while window.monitor.picture is None and time.perf_counter() - began < 60.0:
            QApplication.processEvents()
            time.sleep(0.005)
        print(f"start to first picture: {time.perf_counter() - began:.1f} s")
        wait_until_idle(window)
        bare = bare_s(desk, STAGE_PX)
        print(f"bare draft of {STAGE_PX[0]}x{STAGE_PX[1]}: {1000 * bare:.0f} ms, {1 / bare:.1f}/s")
        for name, arrangement, make, slots in (
            ("orbit, stage alone", "stage", orbiting, ("stage",)),
            ("drag someone, stage alone", "stage", carrying, ("stage",)),
            ("drag someone, both", "above", carrying, ("stage", "monitor")),
        ):
            window.arrange(arrangement)
            for view in (window.stage, window.monitor):
                view.setFixedSize(*STAGE_PX)
            wait_until_idle(window)
            watch = cProfile.Profile()
            if given.profile and name.startswith("drag"):
                watch.enable()
            felt = drag(window, make(window), given.seconds)
            watch.disable()
            desk.cancel_preview()
            tell(name, felt, slots, bare)
            if given.profile and name.startswith("drag"):
                pstats.Stats(watch).sort_stats("cumulative").print_stats("zeroshot", 25)
            wait_until_idle(window)
        desk.session.mark_saved()
        window.close()


if __name__ == "__main__":
    main()
