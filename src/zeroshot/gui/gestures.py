"""Which mouse gesture does what in a view: one table a scheme, nothing hidden in handlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from zeroshot.desk import free_camera as free
from zeroshot.desk.free_camera import FreeCamera
from zeroshot.spatial import Array

Gesture = Literal["orbit", "pan", "dolly", "roll", "look"]

_Left, _Middle, _Right = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
_None = Qt.KeyboardModifier.NoModifier
_Shift, _Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_Alt = Qt.KeyboardModifier.AltModifier

SCHEMES: dict[str, dict[tuple[Qt.MouseButton, Qt.KeyboardModifier], Gesture]] = {
    "blender": {
        (_Middle, _None): "orbit",
        (_Middle, _Shift): "pan",
        (_Middle, _Control): "dolly",
        (_Middle, _Alt): "roll",
        (_Right, _None): "look",
        (_Left, _Alt): "orbit",
    },
    "maya": {
        (_Left, _Alt): "orbit",
        (_Middle, _Alt): "pan",
        (_Right, _Alt): "dolly",
        (_Left, _Alt | _Shift): "roll",
        (_Middle, _None): "pan",
        (_Right, _None): "look",
    },
}
"""By the names of the programs that taught them to most people. Dragging empty space orbits in both."""

WHEEL_SHARE = 0.18
"""How much of the way to what is pointed at one notch of the wheel goes."""

FLY_M_PER_S = 0.9
"""How fast one flies: about as astronauts glide through a module; with Shift three times as fast."""

LOOK_RAD_PER_WIDTH = 1.6

FLY_KEYS: dict[int, tuple[float, float, float]] = {
    Qt.Key.Key_W: (1.0, 0.0, 0.0),
    Qt.Key.Key_S: (-1.0, 0.0, 0.0),
    Qt.Key.Key_D: (0.0, 1.0, 0.0),
    Qt.Key.Key_A: (0.0, -1.0, 0.0),
    Qt.Key.Key_Q: (0.0, 0.0, 1.0),
    Qt.Key.Key_E: (0.0, 0.0, -1.0),
}
"""While the looking button is held: forward, right, down of the view."""

FLY_ROLL_KEYS: dict[int, float] = {Qt.Key.Key_Z: -1.0, Qt.Key.Key_C: 1.0}


def gesture_of(event: QMouseEvent, scheme: str) -> Gesture | None:
    """Return what a press begins in a scheme; None for choosing and dragging things."""
    return SCHEMES[scheme].get((event.button(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))


@dataclass(frozen=True, eq=False)
class Travel:
    """A drag of the view under way. about: (3,) what was pointed at when it began, or None."""

    gesture: Gesture
    began: QPointF
    view: FreeCamera
    about: Array | None
    axis: Array | None = None

    def moved(self, position: QPointF, *, width: float, height: float) -> FreeCamera:
        """Return the view after the pointer came to a position."""
        across = (position.x() - self.began.x()) / max(width, 1.0)
        along = (position.y() - self.began.y()) / max(height, 1.0)
        if self.gesture == "orbit":
            return free.orbited(
                self.view,
                across,
                along * height / max(width, 1.0),
                about_in_world=self.about,
                axis_in_world=self.axis,
            )
        if self.gesture == "pan":
            depth_m = self._depth_m()
            return free.panned(self.view, across, along, depth_m=depth_m, aspect=width / max(height, 1.0))
        if self.gesture == "dolly":
            return free.dollied(self.view, max(-0.95, min(0.95, -along * 2.0)), toward_in_world=self.about)
        if self.gesture == "roll":
            return free.rolled(self.view, across * free.ORBIT_RAD_PER_WIDTH)
        turn = (0.0, -along * LOOK_RAD_PER_WIDTH * height / max(width, 1.0), across * LOOK_RAD_PER_WIDTH)
        return free.flown(self.view, (0.0, 0.0, 0.0), turn)

    def _depth_m(self) -> float:
        if self.about is None:
            return self.view.distance_m
        return max(float(self.view.placement.apply_inverse(self.about)[0]), free.NEAREST_M)
