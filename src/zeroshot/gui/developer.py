"""Between darkrooms and window: pictures asked for here arrive here, in the window's own thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal

from zeroshot.desk.darkroom.process import Darkroom
from zeroshot.desk.darkroom.requests import Drawn, DrawRequest, ReadRequest, Reply, Request
from zeroshot.desk.darkroom.start import Drawer, drawing_threads
from zeroshot.desk.desk import Desk, scene_name
from zeroshot.framing.obstacles.rays import make_ready
from zeroshot.people.figure import Figure
from zeroshot.scene.document import Camera, Document

ROOMS: dict[str, tuple[str, ...]] = {
    "stage": ("stage",),
    "monitor": ("monitor", "plane", "compared"),
    "back": (),
}
"""The processes, and the slots that each serves; what no room names goes to the back, where nobody waits."""


class Developer(QObject):
    """Asks darkrooms for pictures and readings, and hands each to who asked."""

    _replied = Signal(object)

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, started: Mapping[str, Drawer] | None = None
    ) -> None:
        """Start no process yet; each starts when first asked. started: those that run already, by room."""
        super().__init__(parent)
        self._desk = desk
        desk.is_posed_elsewhere = True
        self._serials = count(1)
        self._waiting: dict[str, tuple[Request, Callable[[Reply], None]]] = {}
        self._rooms = {
            name: Darkroom(
                self._replied.emit,
                name=name,
                threads=drawing_threads() if name != "back" else 1,
                is_modest=name == "back",
                drawer=(started or {}).get(name),
            )
            for name in ROOMS
        }
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="darkroom-beside")
        self._replied.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def draw(
        self,
        slot: str,
        tell: Callable[[Reply], None],
        *,
        box_px: tuple[int, int],
        look: str,
        shot_id: str | None = None,
        camera: Camera | None = None,
        document: Document | None = None,
        is_rough: bool = False,
    ) -> None:
        """Have a shot drawn; tell is called with each reply, the newest that there is.

        is_rough: at once, with people as they were posed last.
        """
        self._ask(
            DrawRequest(
                slot=slot,
                serial=next(self._serials),
                document=document or self._desk.shown_document,
                shot_id=shot_id or self._desk.shot_id,
                beside=None if self._desk.beside is None else os.fspath(self._desk.beside),
                camera=camera,
                box_px=box_px,
                look=look,
                is_rough=is_rough,
            ),
            tell,
        )

    def read(self, slot: str, tell: Callable[[Reply], None], *, shot_id: str) -> None:
        """Have a shot read, in the back."""
        self._ask(
            ReadRequest(
                slot=slot,
                serial=next(self._serials),
                document=self._desk.shown_document,
                shot_id=shot_id,
                beside=None if self._desk.beside is None else os.fspath(self._desk.beside),
                scene=scene_name(self._desk.path),
            ),
            tell,
        )

    def forget(self, slot: str) -> None:
        """Expect nothing for a slot any more."""
        self._waiting.pop(slot, None)
        self._room_of(slot).forget(slot)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is being made or waited for."""
        return not self._waiting and all(room.is_idle for room in self._rooms.values())

    def close(self) -> None:
        """End all processes."""
        self._waiting.clear()
        for room in self._rooms.values():
            room.close()
        self._beside.shutdown(cancel_futures=True)

    def _ask(self, request: Request, tell: Callable[[Reply], None]) -> None:
        self._waiting[request.slot] = (request, tell)
        self._room_of(request.slot).ask(request)

    def _room_of(self, slot: str) -> Darkroom:
        name = next((name for name, slots in ROOMS.items() if slot.split(":")[0] in slots), "back")
        return self._rooms[name]

    def _deliver(self, reply: Reply) -> None:
        waiting = self._waiting.get(reply.slot)
        if waiting is None:
            return
        request, tell = waiting
        if request.serial == reply.serial:
            del self._waiting[reply.slot]
            if isinstance(reply, Drawn) and reply.figures is not None:
                self._take_cast(request, reply.figures)
        # An older picture of the slot is still shown: during a drag it is the newest there is.
        tell(reply)

    def _take_cast(self, request: Request, figures: Mapping[str, Figure]) -> None:
        """Take people as they were posed, and have ready what the next click asks about them."""
        if self._desk.take_cast(request.document, request.shot_id, figures):
            staged = self._desk.staged(request.shot_id)
            if staged is not None:
                self._beside.submit(make_ready, staged)
