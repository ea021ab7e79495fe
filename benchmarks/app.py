"""Drive the real window without a display, by events of the mouse, and measure what a hand would feel.

Run: python benchmarks/app.py [SCENE] [--seconds S] [--profile] [--only WORDS]. A scene with fewer than four
people gets more. Printed: from the start of a process to the first picture; for each thing a hand does the
pictures a second in views of 960×540, seconds of one core that drawing one took, the longest time that the
window's own thread was blocked, and how long after the hand let go the clean picture was there, and the one
with everyone posed; and a bare `Painter.draw` of the same picture in this process, since seconds depend on
the machine and on who else uses it, and ratios hardly do.
--profile tells where the window's thread spends its time in each.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

STAGE_PX = (960, 540)
STEP_S = 1.0 / 60.0
"""A mouse tells where it is about so often."""

LONGEST_S = 60.0


@dataclass
class Felt:
    """What happened: pictures by view, how long the thread was blocked, and how long the good ones took.

    good_s: to the clean picture; posed_s: to the one in which everyone is posed anew.
    """

    seconds: float = 0.0
    drawing_cpu_s: float = 0.0
    pictures: dict[str, int] = field(default_factory=dict)
    blocked_s: list[float] = field(default_factory=list)
    good_s: float = math.nan
    posed_s: float = math.nan

    def rate(self, slot: str) -> float:
        """Return pictures a second."""
        return self.pictures.get(slot, 0) / self.seconds if self.seconds else math.nan


class Driver:
    """Moves the mouse in a window and watches."""

    def __init__(self, window: object) -> None:
        self.window = window
        self.views = (window.stage, window.monitor)

    def turn(self, felt: Felt, work: Callable[[], None] = lambda: None) -> None:
        """Let the window work once, and note how long its thread was blocked."""
        from PySide6.QtWidgets import QApplication

        began = time.perf_counter()
        work()
        QApplication.processEvents()
        blocked = time.perf_counter() - began
        felt.blocked_s.append(blocked)
        time.sleep(max(0.001, STEP_S - blocked))

    def mouse(self, view: object, kind: str, at: tuple[float, float], button: str = "left") -> None:
        """Send one event of the mouse to a view."""
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        own = {"left": Qt.MouseButton.LeftButton, "middle": Qt.MouseButton.MiddleButton}[button]
        types = {
            "press": QEvent.Type.MouseButtonPress,
            "move": QEvent.Type.MouseMove,
            "release": QEvent.Type.MouseButtonRelease,
        }
        point = QPointF(*at)
        held = Qt.MouseButton.NoButton if kind == "release" else own
        changed = Qt.MouseButton.NoButton if kind == "move" else own
        event = QMouseEvent(
            types[kind], point, view.mapToGlobal(point), changed, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, event)

    @contextmanager
    def counting(self, felt: Felt) -> Iterator[None]:
        """Count the pictures that reach the views."""
        before = {view: view._take for view in self.views}

        def watched(view: object) -> Callable[[object], None]:
            def count(reply: object) -> None:
                felt.pictures[view.slot] = felt.pictures.get(view.slot, 0) + 1
                before[view](reply)

            return count

        for view in self.views:
            view._take = watched(view)
        began = self.drawing_cpu_s()
        try:
            yield
        finally:
            felt.drawing_cpu_s = self.drawing_cpu_s() - began
            for view in self.views:
                view._take = before[view]

    def drawing_cpu_s(self) -> float:
        """Return the seconds of one core that the processes of both views have used; NaN off Linux."""
        total = 0.0
        for name in ("stage", "monitor"):
            process = self.window.developer._rooms[name]._drawer
            try:
                told = Path(f"/proc/{process.process.pid}/stat").read_text().rpartition(")")[2].split()
            except (OSError, AttributeError):
                continue
            total += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        return total

    def drag(self, view: object, start: tuple[float, float], seconds: float, button: str = "left") -> Felt:
        """Drag to and fro from a point of a view, let go, and wait for the good pictures."""
        felt = Felt()
        self.mouse(view, "press", start, button)
        with self.counting(felt):
            began = time.perf_counter()
            while (now := time.perf_counter() - began) < seconds:
                swing = (60.0 * math.sin(2.5 * now), 25.0 * math.sin(1.7 * now))
                at = (start[0] + swing[0] + 8.0, start[1] + swing[1])
                self.turn(felt, lambda at=at: self.mouse(view, "move", at, button))
            felt.seconds = time.perf_counter() - began
        still = self.window.monitor if button == "middle" and view is self.window.stage else None
        self.wait_for_good(felt, lambda: self.mouse(view, "release", at, button), still=still)
        return felt

    def wait_for_good(self, felt: Felt, work: Callable[[], None], *, still: object = None) -> None:
        """Do something and wait until every view that it changes shows a good picture of what has come of it.

        still: a view that it does not change.
        """
        shown = [view for view in self.views if view.isVisible() and view is not still]
        taken: set[object] = set()
        posed: set[object] = set()
        before = {view: view._take for view in shown}

        def watched(view: object) -> Callable[[object], None]:
            def look_at(reply: object) -> None:
                before[view](reply)
                if view.look_shown != "draft" and not self.window.desk.session.is_previewing:
                    taken.add(view)
                    if reply.figures is not None:
                        posed.add(view)

            return look_at

        for view in shown:
            view._take = watched(view)
        began = time.perf_counter()
        self.turn(felt, work)
        while len(posed) < len(shown) and time.perf_counter() - began < LONGEST_S:
            self.turn(felt)
            if len(taken) == len(shown) and math.isnan(felt.good_s):
                felt.good_s = time.perf_counter() - began
        felt.posed_s = time.perf_counter() - began
        for view in shown:
            view._take = before[view]


def bare_s(desk: object, size: tuple[int, int]) -> tuple[float, float]:
    """Return how long a bare picture of the stage view takes in this process: seconds, and of one core."""
    from zeroshot.framing.staging import seen_through
    from zeroshot.render.painter import Painter

    staged = seen_through(desk.staged(), desk.view.as_camera(aspect=size[0] / size[1]))
    with Painter() as painter:
        painter.draw(staged, width_px=size[0], height_px=size[1], look="draft")
        began, core = time.perf_counter(), time.process_time()
        for _ in range(8):
            painter.draw(staged, width_px=size[0], height_px=size[1], look="draft")
        return (time.perf_counter() - began) / 8, (time.process_time() - core) / 8


def seen_at(window: object, view: object, name: str | None = None) -> tuple[float, float]:
    """Return where somebody's breastbone, or a joint of theirs, lies in a view."""
    desk, projection = window.desk, view.projection()
    person = desk.staged().actor(desk.document.actors[0].id)
    place = person.points_in_world[name or "chest"]
    corner = view.picture_rect().topLeft()
    x, y = projection.pixels(place)
    return float(x + corner.x()), float(y + corner.y())


def with_four(scene: Path, folder: Path) -> Path:
    """Write a scene with four people, whoever is missing looking on from the side; returns its file."""
    from zeroshot.scene.files import read_document, write_document

    document = read_document(scene)
    actors = list(document.actors)
    while len(actors) < 4:
        forward, right, down = actors[1].position_m
        place = (forward + 0.5 * (len(actors) - 1), -right, down + 0.5)
        changes = {"id": f"more-{len(actors)}", "name": None, "position_m": place}
        actors.append(actors[1].model_copy(update=changes))
    path = folder / scene.name
    write_document(document.model_copy(update={"actors": tuple(actors)}), path)
    return path


def first_picture(scene: Path) -> None:
    """Start as the command does, and tell when the first pictures are there; a process of its own."""
    from zeroshot.desk.darkroom.start import start_early

    started = start_early(scene)
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from zeroshot.desk.desk import Desk
    from zeroshot.gui.app import make_application
    from zeroshot.gui.file_actions import empty_scene
    from zeroshot.gui.window import Window

    make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(os.fspath(Path(folder) / "app.ini"), QSettings.Format.IniFormat)
        window = Window(Desk(empty_scene()), settings, drafts=Path(folder) / "drafts", started=started)
        window.open_path(scene)
        window.show()
        print(f"window {time.monotonic()}", flush=True)
        waiting = {"stage": window.stage, "monitor": window.monitor}
        while waiting:
            QApplication.processEvents()
            for name in [name for name, view in waiting.items() if view.picture is not None]:
                print(f"{name} {time.monotonic()}", flush=True)
                del waiting[name]
            time.sleep(0.002)
        window.desk.session.mark_saved()
        window.close()


def tell_start(scene: Path) -> None:
    """Print how long a start takes, in a process of its own: the best of three."""
    told: dict[str, float] = {}
    for _ in range(3):
        began = time.monotonic()
        command = [sys.executable, __file__, os.fspath(scene), "--first"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        for name, at in (line.split() for line in lines if line.split()[0] in ("window", "stage", "monitor")):
            told[name] = min(told.get(name, math.inf), float(at) - began)
    print("from the start of the process to the " + ", ".join(f"{n} {s:.2f} s" for n, s in told.items()))


def tell(name: str, felt: Felt, bare: float) -> None:
    """Print one line of the table."""
    rates = ", ".join(f"{slot} {felt.rate(slot):4.1f}/s" for slot in sorted(felt.pictures, reverse=True))
    count = sum(felt.pictures.values())
    blocked = [1000 * each for each in sorted(felt.blocked_s)]
    most = blocked[int(0.95 * (len(blocked) - 1))]
    core = f"{1000 * felt.drawing_cpu_s / count:3.0f} ms core" if count else ""
    ratio = (
        f"{felt.rate('stage' if 'stage' in felt.pictures else 'monitor') * bare:4.2f} of bare"
        if count
        else ""
    )
    print(
        f"{name:30} {rates:30} {core:12} {ratio:12} blocked at most {blocked[-1]:4.0f} ms, "
        f"19 in 20 under {most:3.0f} ms, clean after {1000 * felt.good_s:4.0f} ms, "
        f"posed after {1000 * felt.posed_s:4.0f} ms",
        flush=True,
    )


def trials(driver: Driver, seconds: float) -> Iterator[tuple[str, str, Callable[[], Felt]]]:
    """Yield what a hand does: its name, the arrangement, and what does it."""
    window = driver.window
    desk, stage, monitor = window.desk, window.stage, window.monitor
    who = desk.document.actors[0].id

    def person(view: object) -> Felt:
        desk.select([])
        return driver.drag(view, seen_at(window, view), seconds)

    def hand() -> Felt:
        desk.select([who])
        desk.change_tools(is_posing=True)
        felt = driver.drag(stage, seen_at(window, stage, "leftHand"), seconds)
        desk.change_tools(is_posing=False)
        return felt

    def once(work: Callable[[], object]) -> Felt:
        felt = Felt()
        driver.wait_for_good(felt, work)
        return felt

    def lens() -> object:
        camera = desk.shot_camera
        lens = {"focal_length_mm": camera.lens.focal_length_mm + 3.0}
        return desk.do(desk.changing(camera.id, {"lens": lens}))

    middle = (480.0, 270.0)
    yield "orbit, stage alone", "stage", lambda: driver.drag(stage, middle, seconds, "middle")
    yield "orbit, both shown", "above", lambda: driver.drag(stage, middle, seconds, "middle")
    yield "drag someone, stage alone", "stage", lambda: person(stage)
    yield "drag someone, both shown", "above", lambda: person(stage)
    yield "drag a hand, both shown", "above", hand
    yield "turn the camera in the monitor", "above", lambda: driver.drag(monitor, middle, seconds, "middle")
    yield "undo", "above", lambda: once(desk.undo)
    yield "a name typed", "above", lambda: once(lambda: desk.do(desk.changing(who, {"name": "Somebody"})))
    yield "another lens", "above", lambda: once(lens)
    yield "open the scene again", "above", lambda: once(lambda: window.open_path(desk.path))


def main() -> None:
    """Open the window and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--only", default="", help="trials whose name has this in it")
    parser.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        first_picture(given.scene)
        return
    with tempfile.TemporaryDirectory() as folder:
        given.scene = with_four(given.scene, Path(folder))
        if not given.only or given.only in "start":
            tell_start(given.scene)
        measure(given)


def measure(given: argparse.Namespace) -> None:
    """Do in one window what a hand does."""
    from PySide6.QtCore import QSettings

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
        wait_until_idle(window)
        bare, core = bare_s(desk, STAGE_PX)
        size = f"{STAGE_PX[0]}x{STAGE_PX[1]}"
        print(
            f"bare draft of {size}: {1000 * bare:.0f} ms, {1000 * core:.0f} ms of one core, {1 / bare:.1f}/s"
        )
        for name, arrangement, do in trials(Driver(window), given.seconds):
            if given.only not in name:
                continue
            window.arrange(arrangement)
            for view in (window.stage, window.monitor):
                view.setFixedSize(*STAGE_PX)
            wait_until_idle(window)
            watch = cProfile.Profile()
            if given.profile:
                watch.enable()
            felt = do()
            watch.disable()
            tell(name, felt, bare)
            if given.profile:
                pstats.Stats(watch).sort_stats("cumulative").print_stats("zeroshot", 25)
        desk.session.mark_saved()
        window.close()


if __name__ == "__main__":
    main()
