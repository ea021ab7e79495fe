"""A view that one moves about in and takes hold of things in: stage view and monitor are both.

Pointing, choosing and dragging things are the same in both; only what a journey moves differs: the stage's
free view, or the shot's camera.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from zeroshot.desk import free_camera as free
from zeroshot.desk.desk import Desk
from zeroshot.desk.free_camera import FreeCamera
from zeroshot.desk.gizmo import Dragged, Gizmo, Handle, Ray, Snap
from zeroshot.desk.handles import DrawnHandle, draw_handles, handle_at
from zeroshot.desk.placing import apply_drag, gizmo_of, put_on_surface, put_to_rail
from zeroshot.framing.obstacles.rays import Hit, first_hit
from zeroshot.framing.staging import StagedShot, seen_through
from zeroshot.gui import marks
from zeroshot.gui.developer import Developer
from zeroshot.gui.gestures import (
    FLY_KEYS,
    FLY_M_PER_S,
    FLY_ROLL_KEYS,
    WHEEL_SHARE,
    Gesture,
    Travel,
    gesture_of,
)
from zeroshot.gui.ghost import MIME, Ghost, drop_ghost, ghost_at, paint_ghost
from zeroshot.gui.joints import JointDrag, drag_joint, joint_at, paint_joints, posed_person, take_joint
from zeroshot.gui.picture_view import PictureView
from zeroshot.spatial import Array, Placement

CLICK_PX = 4.0
"""A press that moved less than this is a click."""

FLY_TICK_MS = 33


@dataclass(frozen=True, eq=False)
class _Hold:
    """Things being dragged: by a handle, or by themselves."""

    handle: Handle
    gizmo: Gizmo
    began: Ray
    placements: dict[str, Placement]
    is_by_itself: bool = False


class SceneView(PictureView):
    """Navigation, picking and dragging over a picture."""

    pointed = Signal(object)
    """Emitted with the Hit under a click while something waits for a point, such as focus or gaze."""

    def __init__(self, desk: Desk, developer: Developer, parent: QWidget | None = None) -> None:
        super().__init__(desk, developer, parent)
        self.scheme = "blender"
        self.waits_for_point = False
        self._travel: Travel | None = None
        self._hold: _Hold | None = None
        self._press: QPointF | None = None
        self._pressed_on: Hit | None = None
        self._hovered: Handle | None = None
        self._dragged: Dragged | None = None
        self._joint: JointDrag | None = None
        self._hovered_joint: str | None = None
        self._typed = ""
        self._keys_down: set[int] = set()
        self._fly = QTimer(self)
        self._fly.setInterval(FLY_TICK_MS)
        self._fly.timeout.connect(self._fly_on)
        self._ghost: Ghost | None = None
        self.setAcceptDrops(True)

    # What subclasses say

    def free_view(self) -> FreeCamera | None:
        """Return where the view looks from, as something to travel with."""
        raise NotImplementedError

    def travel_to(self, view: FreeCamera, *, is_done: bool) -> None:
        """Move what the view looks from. is_done: the gesture ends here."""
        raise NotImplementedError

    def cancel_travel(self) -> None:
        """Give back where the view looked from before the gesture."""
        if self._travel is not None:
            self.travel_to(self._travel.view, is_done=True)

    # What lies under the pointer

    def staged(self) -> StagedShot | None:
        """Return the scene as this view sees it."""
        staged, camera = self.desk.staged(), self.camera()
        if staged is None or camera is None:
            return None
        return staged if staged.camera is camera else seen_through(staged, camera)

    def hit(self, position: QPointF) -> Hit | None:
        """Return what lies under a point of the widget."""
        staged, projection = self.staged(), self.projection()
        if staged is None or projection is None:
            return None
        start, direction = projection.ray(self.to_picture(position))
        return first_hit(staged, start, direction)

    def ray(self, position: QPointF) -> Ray | None:
        """Return the line of sight under a point of the widget."""
        projection = self.projection()
        if projection is None:
            return None
        return Ray(*projection.ray(self.to_picture(position)))

    # Handles

    def gizmo(self) -> Gizmo | None:
        """Return the gizmo of what is chosen, None where nothing is or handles are off."""
        if self.desk.tools.handles == "none" or posed_person(self.desk) is not None:
            return None
        chosen = [item_id for item_id in self.desk.selection if self.is_movable(item_id)]
        return gizmo_of(self.desk, chosen) if chosen else None

    def is_movable(self, item_id: str) -> bool:
        """Tell whether an item can be taken hold of in this view."""
        return not self.is_own(item_id) and not self.desk.is_locked(item_id)

    def is_own(self, item_id: str) -> bool:
        """Tell whether an item is what this view looks through, which cannot be taken hold of in it."""
        camera = self.camera()
        return camera is not None and camera.id == item_id

    def drawn_handles(self) -> tuple[DrawnHandle, ...]:
        """Return the handles as they lie in the picture."""
        gizmo, projection = self.gizmo(), self.projection()
        if gizmo is None or projection is None:
            return ()
        return draw_handles(gizmo, projection, kinds=self.desk.tools.handles)

    def paint_handles(self, painter: QPainter) -> None:
        """Paint joints or gizmo, and the numbers of a drag."""
        projection, hold = self.projection(), self._hold
        if projection is None:
            return
        active_joint = self._joint.joint if self._joint is not None else self._hovered_joint
        paint_joints(painter, self.desk, projection, active_joint)
        active = hold.handle if hold is not None and not hold.is_by_itself else self._hovered
        marks.paint_handles(painter, self.drawn_handles(), active)
        if self._ghost is not None:
            paint_ghost(painter, self._ghost, projection)
        if hold is not None and self._dragged is not None:
            at = projection.pixels(hold.gizmo.origin + self._dragged.shift_m)
            marks.paint_amount(painter, at, hold.handle, self._dragged.amount, self._typed)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a journey, take hold of a handle, or press on a thing."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        position = event.position()
        gesture = gesture_of(event, self.scheme)
        self._press = position
        if gesture is not None:
            self._begin_travel(gesture, position)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_on(position)
        event.accept()

    def _press_on(self, position: QPointF) -> None:
        if not self.waits_for_point:
            if self._take_joint(position):
                return
            handle = handle_at(self.drawn_handles(), self.to_picture(position))
            gizmo, ray = self.gizmo(), self.ray(position)
            if handle is not None and gizmo is not None and ray is not None:
                self._take_hold(handle, gizmo, ray)
                return
        self._pressed_on = self.hit(position)

    def _take_joint(self, position: QPointF) -> bool:
        projection, ray = self.projection(), self.ray(position)
        if projection is None or ray is None:
            return False
        joint = joint_at(self.desk, projection, self.to_picture(position))
        if joint is not None:
            self._joint = take_joint(self.desk, joint, ray)
        return self._joint is not None

    def _take_hold(self, handle: Handle, gizmo: Gizmo, ray: Ray, *, is_by_itself: bool = False) -> None:
        placements = {}
        for item_id in self.desk.selection:
            placement = self.desk.placement(item_id)
            if placement is not None and self.is_movable(item_id):
                placements[item_id] = placement
        self._hold = _Hold(handle, gizmo, ray, placements, is_by_itself)
        self._typed = ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with what a press began, or light up the handle under the pointer."""
        position = event.position()
        if self._travel is not None:
            self._travel_on(position)
        elif self._joint is not None:
            self._drag_joint(position, is_final=False)
        elif self._hold is not None:
            self._drag_on(position, event.modifiers())
        elif self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._maybe_begin_drag(position)
        else:
            self._hover(position)
        event.accept()

    def _drag_joint(self, position: QPointF, *, is_final: bool) -> None:
        ray = self.ray(position)
        if self._joint is not None and ray is not None:
            drag_joint(self.desk, self._joint, ray, is_final=is_final)

    def _hover(self, position: QPointF) -> None:
        projection = self.projection()
        joint = None if projection is None else joint_at(self.desk, projection, self.to_picture(position))
        if joint != self._hovered_joint:
            self._hovered_joint = joint
            self.update()
        handle = handle_at(self.drawn_handles(), self.to_picture(position))
        if handle != self._hovered:
            self._hovered = handle
            self.update()

    def _maybe_begin_drag(self, position: QPointF) -> None:
        assert self._press is not None
        if (position - self._press).manhattanLength() < CLICK_PX or self.waits_for_point:
            return
        hit = self._pressed_on
        ray = self.ray(self._press)
        is_movable = hit is not None and self.desk.document.items().get(hit.item_id) is not None
        if hit is None or ray is None or not is_movable or self._is_fixed(hit.item_id):
            # Empty space and walls: the drag turns the view.
            self._begin_travel("orbit", self._press)
            self._travel_on(position)
            return
        if hit.item_id not in self.desk.selection:
            self.desk.select([hit.item_id])
        gizmo = Gizmo(hit.point_in_world, np.eye(3))
        self._take_hold("move-view", gizmo, ray, is_by_itself=True)
        self._drag_on(position, Qt.KeyboardModifier.NoModifier)

    def _is_fixed(self, item_id: str) -> bool:
        """Tell whether dragging an item turns the view instead: walls, and what is locked."""
        is_wall = any(module.id == item_id for module in self.desk.document.set.modules)
        return is_wall or self.desk.is_locked(item_id)

    def _drag_on(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        hold, ray = self._hold, self.ray(position)
        if hold is None or ray is None:
            return
        self._dragged = hold.gizmo.drag(hold.handle, hold.began, ray, snap=self.snap(modifiers))
        placements = None
        wants_surface = modifiers & Qt.KeyboardModifier.ControlModifier or self.desk.tools.snaps_to_surfaces
        if hold.is_by_itself and wants_surface and len(hold.placements) == 1:
            placements = self._on_surface(position, hold)
        if placements is None and self._dragged is not None:
            placements = apply_drag(hold.placements, hold.gizmo, self._dragged)
            if hold.is_by_itself and self.desk.tools.snaps_to_rails and len(placements) == 1:
                placements = self._to_rail(placements)
        if placements is not None:
            self.desk.preview(self.desk.placing(placements, what=_verb(hold.handle)))

    def _to_rail(self, placements: dict[str, Placement]) -> dict[str, Placement]:
        """Bring what is dragged near a rail to it."""
        staged = self.staged()
        ((item_id, placement),) = placements.items()
        there = None if staged is None else put_to_rail(staged, item_id, placement)
        return placements if there is None else {item_id: there}

    def _on_surface(self, position: QPointF, hold: _Hold) -> dict[str, Placement] | None:
        staged, projection = self.staged(), self.projection()
        if staged is None or projection is None:
            return None
        item_id, placement = next(iter(hold.placements.items()))
        start, direction = projection.ray(self.to_picture(position))
        return put_on_surface(staged, item_id, placement, start, direction)

    def snap(self, modifiers: Qt.KeyboardModifier) -> Snap:
        """Return what a drag clicks to: as the tools say, the other way round while Shift is held."""
        tools = self.desk.tools
        step, angle = tools.step_snap_m, tools.angle_snap_deg
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            step, angle = (None, None) if step or angle else (0.05, 15.0)
        return Snap(step, None if angle is None else math.radians(angle))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what a press began: one gesture, one undo."""
        position = event.position()
        if self._travel is not None:
            self._end_travel(position)
        elif self._joint is not None:
            if self.desk.session.is_previewing:
                self._drag_joint(position, is_final=True)
            self._joint = None
        elif self._hold is not None:
            self._let_go()
        elif self._press is not None and event.button() == Qt.MouseButton.LeftButton:
            self._click(event)
        self._press, self._pressed_on = None, None
        event.accept()

    def _let_go(self) -> None:
        hold, self._hold, self._dragged, self._typed = self._hold, None, None, ""
        if hold is None or not self.desk.session.is_previewing:
            return
        placements = {}
        for item_id in hold.placements:
            placement = self.desk.placement(item_id)
            if placement is not None:
                placements[item_id] = placement
        self.desk.do(self.desk.placing(placements, what=_verb(hold.handle)))

    def _click(self, event: QMouseEvent) -> None:
        hit = self._pressed_on
        if self.waits_for_point:
            self.waits_for_point = False
            self.unsetCursor()
            self.pointed.emit(hit)
        elif hit is None:
            self.desk.select([])
        elif event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self.desk.toggle(hit.item_id)
        else:
            self.desk.select([hit.item_id])

    def ask_for_point(self) -> None:
        """Have the next click say what it is on, through `pointed`, instead of choosing it."""
        self.waits_for_point = True
        self.setCursor(Qt.CursorShape.CrossCursor)

    def forget_point(self) -> None:
        """Choose by clicks again."""
        self.waits_for_point = False
        self.unsetCursor()

    # Things dragged from the library

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what comes from the library."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would be: against the surface under the pointer."""
        self._ghost = ghost_at(self, event.mimeData(), event.position())
        self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show it no more."""
        self._ghost = None
        self.update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it there."""
        ghost, self._ghost = ghost_at(self, event.mimeData(), event.position()), None
        if ghost is not None:
            drop_ghost(self.desk, ghost)
        self.update()
        event.acceptProposedAction()

    # Journeys

    def _begin_travel(self, gesture: Gesture, position: QPointF) -> None:
        view = self.free_view()
        if view is None:
            return
        about: Array | None = None
        if gesture in ("orbit", "pan", "dolly"):
            hit = self.hit(position)
            if hit is not None:
                about = hit.point_in_world
                view = view.with_pivot(about)
        self._travel = Travel(gesture, position, view, about, self.turntable_axis())
        if gesture == "look":
            self._keys_down.clear()
            self._fly.start()

    def turntable_axis(self) -> Array | None:
        """Return the direction (3,) that sideways drags turn about; None for no fixed vertical."""
        return None

    def _travel_on(self, position: QPointF) -> None:
        if self._travel is not None:
            rect = self.picture_rect()
            moved = self._travel.moved(position, width=rect.width(), height=rect.height())
            self.travel_to(moved, is_done=False)

    def _end_travel(self, position: QPointF) -> None:
        travel, self._travel = self._travel, None
        self._fly.stop()
        if travel is not None:
            rect = self.picture_rect()
            self.travel_to(travel.moved(position, width=rect.width(), height=rect.height()), is_done=True)

    def _fly_on(self) -> None:
        travel = self._travel
        if travel is None or not self._keys_down:
            return
        step = sum((np.array(FLY_KEYS[key]) for key in self._keys_down if key in FLY_KEYS), np.zeros(3))
        roll = sum(FLY_ROLL_KEYS.get(key, 0.0) for key in self._keys_down)
        speed = FLY_M_PER_S * (3.0 if Qt.Key.Key_Shift in self._keys_down else 1.0)
        seconds = FLY_TICK_MS / 1000.0
        position = QPointF(self.mapFromGlobal(self.cursor().pos()))
        rect = self.picture_rect()
        here = travel.moved(position, width=rect.width(), height=rect.height())
        there = free.flown(here, speed * seconds * step, (roll * seconds * 0.8, 0.0, 0.0))
        self._travel = replace(travel, view=there, began=position)
        self.travel_to(there, is_done=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Dolly toward what is under the pointer; a trackpad's pixels count as parts of a notch."""
        view = self.free_view()
        notches = event.angleDelta().y() / 120.0
        if view is None or not notches:
            return
        hit = self.hit(event.position())
        factor = (1.0 - WHEEL_SHARE) ** notches
        share = 1.0 - factor if factor <= 1.0 else 1.0 / factor - 1.0
        toward = None if hit is None else hit.point_in_world
        self.travel_to(free.dollied(view, share, toward_in_world=toward), is_done=True)
        event.accept()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back; digits typed during a drag say how far; flying keys fly."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._give_back():
            return
        if self._hold is not None and self._type(event):
            return
        if self._travel is not None and self._travel.gesture == "look":
            self._keys_down.add(key)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Stop flying in a direction."""
        if not event.isAutoRepeat():
            self._keys_down.discard(event.key())
        super().keyReleaseEvent(event)

    def _give_back(self) -> bool:
        if self._hold is not None or self._joint is not None:
            self._hold, self._dragged, self._typed, self._joint = None, None, "", None
            self.desk.cancel_preview()
        elif self._travel is not None:
            self.cancel_travel()
            self._travel = None
            self._fly.stop()
        elif self.waits_for_point:
            self.waits_for_point = False
            self.unsetCursor()
        else:
            return False
        return True

    def _type(self, event: QKeyEvent) -> bool:
        hold = self._hold
        assert hold is not None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._let_go()
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif event.text() and event.text() in "0123456789.-":
            self._typed += event.text()
        else:
            return False
        self._apply_typed(hold)
        return True

    def _apply_typed(self, hold: _Hold) -> None:
        try:
            number = float(self._typed)
        except ValueError:
            return
        dragged = hold.gizmo.typed(hold.handle, number)
        if dragged is not None:
            self._dragged = dragged
            placements = apply_drag(hold.placements, hold.gizmo, dragged)
            self.desk.preview(self.desk.placing(placements, what=_verb(hold.handle)))


def _verb(handle: Handle) -> str:
    return "Turn" if handle.startswith("turn") else "Move"
