"""What someone holds on to: a list, with a way to let go and to hold something else."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zeroshot.desk.anchoring import nearest_points
from zeroshot.desk.desk import Desk
from zeroshot.gui.actions import translated
from zeroshot.gui.fields import ChoiceField
from zeroshot.gui.form import titled
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Actor

EFFECTORS = ("left_hand", "right_hand", "left_foot", "right_foot")
OFFERED = 12


class AnchorList(QWidget):
    """For every hand and foot: free, or held to one of the points near it, nearest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._actor_id: str | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, ChoiceField] = {}
        for row, effector in enumerate(EFFECTORS):
            field = ChoiceField((), is_open=True)
            field.setAccessibleName(titled(effector))
            field.chosen.connect(lambda point, effector=effector: self._hold(effector, point))
            self.fields[effector] = field
            grid.addWidget(QLabel(titled(effector)), row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)

    def show_actor(self, actor: Actor) -> None:
        """Show what someone holds, and offer what is near; while they are dragged, once it has ended."""
        if self.desk.session.is_previewing and actor.id == self._actor_id:
            return
        self._actor_id = actor.id
        held: dict[str, str] = {anchor.effector: anchor.to for anchor in actor.anchors}
        staged = self.desk.staged()
        for effector, field in self.fields.items():
            near = () if staged is None else nearest_points(staged, actor.id, effector, count=OFFERED)
            offered: list[tuple[Any, str]] = [(None, self.tr("Free"))]
            offered += [
                (point, f"{point}  ({distance_m * 100:.0f} {translated('cm')})") for point, distance_m in near
            ]
            field.set_choices(offered)
            field.show_value(held.get(effector))

    def _hold(self, effector: str, point: object) -> None:
        actor = None if self._actor_id is None else self.desk.shown(self._actor_id)
        if not isinstance(actor, Actor):
            return
        rest = [plain_data(anchor) for anchor in actor.anchors if anchor.effector != effector]
        if point not in (None, ""):
            rest.append({"effector": effector, "to": str(point)})
        self.desk.do(self.desk.changing(actor.id, {"anchors": rest}, what="Change anchors"))
