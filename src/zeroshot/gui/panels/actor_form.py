"""The inspector of someone: who they are, what they wear, how they hold themselves, where they look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zeroshot.gui.actions import pose_title, translated
from zeroshot.gui.fields import ChoiceField, ColorField, NumberField, TextField
from zeroshot.gui.form import Form, choices, titled
from zeroshot.gui.panels.anchor_list import AnchorList
from zeroshot.gui.panels.placement_form import add_placement
from zeroshot.people.clothes import GARMENTS, USUAL_CLOTHES
from zeroshot.people.faces import FACES
from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.poses import pose_library
from zeroshot.people.tones import HAIR_COLORS, HAIR_CUTS, SKIN_TONES
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Actor


class ActorForm(Form):
    """Someone."""

    def build(self) -> None:
        """Add who, pose, gaze, anchors and place."""
        self._build_pose()
        self._build_person()
        add_placement(self)

    def _build_pose(self) -> None:
        self.group(self.tr("Pose"))
        poses = [(name, pose_title(pose.title)) for name, pose in pose_library().items()]
        self.row(self.tr("Pose"), ChoiceField(poses), lambda a: a.pose.name, _posed("name"))
        faces = choices(tuple(FACES), none=self.tr("As the pose"))
        self.row(self.tr("Face"), ChoiceField(faces), lambda a: a.pose.face, _posed("face"))
        hands = choices(tuple(HAND_SHAPES), none=self.tr("As the pose"))
        self.row(self.tr("Left hand"), ChoiceField(hands), lambda a: a.pose.left_hand, _posed("left_hand"))
        self.row(self.tr("Right hand"), ChoiceField(hands), lambda a: a.pose.right_hand, _posed("right_hand"))
        sides = [(None, self.tr("As drawn")), (True, self.tr("Mirrored"))]
        self.row(self.tr("Sides"), ChoiceField(sides), lambda a: a.pose.mirrored or None, _posed("mirrored"))
        gaze = ChoiceField((), is_open=True)
        self.row(self.tr("Looks at"), gaze, lambda a: None if a.gaze is None else a.gaze.at, _looking)
        self.watch(lambda actor: self._offer_targets(gaze, actor))
        self.words(self.tr("Out of reach"), self._misses)
        anchors = AnchorList(self.desk)
        self.add_widget(anchors)
        self.watch(anchors.show_actor)

    def _build_person(self) -> None:
        self.group(self.tr("Person"))
        self.row(self.tr("Name"), TextField(), lambda a: a.name, lambda _a, name: {"name": name})
        self.row(self.tr("Colour"), ColorField(), lambda a: a.color, lambda _a, color: {"color": color})
        sexes = [("female", self.tr("Woman")), ("male", self.tr("Man"))]
        self.row(self.tr("Body"), ChoiceField(sexes), lambda a: a.body.sex, _sexed)
        stature = NumberField(lowest=1.40, highest=2.10, step=0.01, unit="m", usual=1.70)
        self.row(self.tr("Stature"), stature, lambda a: a.body.stature_m, _bodied("stature_m"))
        build = NumberField(lowest=-1.0, highest=1.0, step=0.05, usual=0.0)
        self.row(self.tr("Build"), build, lambda a: a.body.build or 0.0, _bodied("build"))
        skin = ChoiceField(choices(tuple(SKIN_TONES), none=self.tr("Usual")), is_open=True)
        self.row(self.tr("Skin"), skin, lambda a: a.body.skin, _bodied("skin"))
        hair = ChoiceField()
        self.row(self.tr("Hair"), hair, lambda a: a.body.hair, _bodied("hair"))
        self.watch(lambda actor: self._offer_cuts(hair, actor))
        tones = ChoiceField(choices(tuple(HAIR_COLORS), none=self.tr("Usual")), is_open=True)
        self.row(self.tr("Hair colour"), tones, lambda a: a.body.hair_color, _bodied("hair_color"))
        for title, covers in (
            (self.tr("Wears"), "trunk"),
            (self.tr("And"), "thighs"),
            (self.tr("Feet"), "feet"),
        ):
            self._add_garment(title, covers)
        self.row(self.tr("Name tag"), TextField(), lambda a: a.name_tag or "", _tagged)

    def _add_garment(self, title: str, covers: str) -> None:
        names = [name for name, garment in GARMENTS.items() if covers in garment.covers]
        field = ChoiceField(choices(names, none=self.tr("Nothing")))
        self.row(
            title, field, lambda actor: _garment_over(actor, covers), lambda a, name: _worn(a, covers, name)
        )

    def _offer_cuts(self, field: ChoiceField, actor: Actor) -> None:
        field.set_choices(choices(HAIR_CUTS[actor.body.sex], none=self.tr("Usual")))
        field.show_value(actor.body.hair)

    def _offer_targets(self, field: ChoiceField, actor: Actor) -> None:
        field.set_choices(self._targets(actor))
        field.show_value(None if actor.gaze is None else actor.gaze.at)

    def _targets(self, actor: Actor) -> list[tuple[Any, str]]:
        items = self.desk.document.items()
        listed = [(item_id, getattr(item, "name", "") or item_id) for item_id, item in items.items()]
        others = [(item_id, title) for item_id, title in listed if item_id != actor.id]
        return [(None, self.tr("Nothing")), *others]

    def _misses(self, actor: Actor) -> str:
        staged = self.desk.staged()
        if staged is None:
            return "–"
        try:
            misses = staged.actor(actor.id).figure.misses
        except KeyError:
            return "–"
        said = [
            f"{titled(miss.effector)}: {miss.distance_m * 100.0:.0f} {translated('cm')}" for miss in misses
        ]
        return ", ".join(said) or self.tr("Nothing")


def _posed(key: str) -> Any:
    def change(actor: Actor, value: object) -> Mapping[str, object]:
        pose = {**plain_data(actor.pose), key: value}
        if key == "name":
            pose.pop("joints_deg", None)  # what differed from the old pose says nothing of the new one
        return {"pose": {name: kept for name, kept in pose.items() if kept is not None}}

    return change


def _bodied(key: str) -> Any:
    def change(actor: Actor, value: object) -> Mapping[str, object]:
        body = {**plain_data(actor.body), key: value}
        return {"body": {name: kept for name, kept in body.items() if kept is not None}}

    return change


def _sexed(actor: Actor, sex: str) -> Mapping[str, object]:
    body = {**plain_data(actor.body), "sex": sex}
    if body.get("hair") not in HAIR_CUTS[sex]:
        body.pop("hair", None)
    return {"body": {name: kept for name, kept in body.items() if kept is not None}}


def _looking(_actor: Actor, at: object) -> Mapping[str, object]:
    return {"gaze": None if at in (None, "") else {"at": str(at)}}


def _tagged(_actor: Actor, text: str) -> Mapping[str, object]:
    return {"name_tag": text or None}


def _worn_by(actor: Actor) -> tuple[str, ...]:
    return tuple(actor.clothes) if actor.clothes is not None else USUAL_CLOTHES


def _garment_over(actor: Actor, covers: str) -> str | None:
    worn = (name for name in _worn_by(actor) if name in GARMENTS and covers in GARMENTS[name].covers)
    return next(worn, None)


def _worn(actor: Actor, covers: str, name: str | None) -> Mapping[str, object]:
    """Put on a garment, or take off what covers a part; whatever it cannot be worn with comes off too."""
    kept = [old for old in _worn_by(actor) if old in GARMENTS and covers not in GARMENTS[old].covers]
    if name is not None:
        kept = [old for old in kept if not GARMENTS[old].covers & GARMENTS[name].covers]
        kept.append(name)
    return {"clothes": tuple(kept)}
