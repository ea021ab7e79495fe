"""Poses of two people, put together at whatever attitude and stature they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from zeroshot.errors import EditError
from zeroshot.framing.moves.base import ROUNDS, SETTLED_M, Move, actor_of, placed
from zeroshot.framing.places.points import EYES
from zeroshot.framing.staging import StagedActor
from zeroshot.people.pairs import Pair, Role, find_pair
from zeroshot.people.proportions import BodyError
from zeroshot.scene.document import Document
from zeroshot.spatial import IDENTITY, Array, angle_between, compose, inverse, look_at, rotate


@dataclass(frozen=True, kw_only=True)
class PoseTogether(Move):
    """Give two people a pose that they take together, and put them together in it.

    pose: "handshake", "hugging", "cpr" or another; `zeroshot poses --together` lists them. a: who does it.
    b: to whom, or with whom. keep: "a" or "b" stays where they are, as they are turned; the other comes.
    Hands that touch the other hold on to them from then on; what the one who stays held with other limbs,
    they still hold.
    """

    a: str
    b: str
    pose: str
    keep: Literal["a", "b"] = "a"
    verb = "Pose together"

    def _moved(self, document: Document) -> Document:
        if self.a == self.b:
            raise EditError("a pose of two people needs two: name two of them")
        if self.keep not in ("a", "b"):
            raise EditError('keep is "a" or "b"')
        try:
            pair = find_pair(self.pose)
        except BodyError as error:
            raise EditError(str(error)) from error
        document = self._posed(document, pair)
        for _ in range(ROUNDS):
            document, error_m = self._step(document, pair)
            if error_m < SETTLED_M:
                break
        return document

    def _posed(self, document: Document, pair: Pair) -> Document:
        """Give both their poses, gazes and holds."""
        before = self.see(document)
        ids: dict[Role, str] = {"first": self.a, "second": self.b}
        stays = self.a if self.keep == "a" else self.b
        for role, actor_id in ids.items():
            other = ids["second" if role == "first" else "first"]
            own = [hold for hold in pair.holds if hold.who == role]
            anchors = [{"effector": hold.effector, "to": f"{other}/{hold.to}"} for hold in own]
            if actor_id == stays:
                busy = {hold.effector for hold in own} | _moved_by(pair, role)
                held = actor_of(before, actor_id).actor.anchors
                anchors += [anchor.model_dump() for anchor in held if anchor.effector not in busy]
            changes: Mapping[str, Any] = {
                "pose": {"name": pair.first if role == "first" else pair.second},
                "gaze": {"at": other} if role in pair.looking else None,
                "anchors": anchors,
            }
            document = self.with_changes(document, actor_id, changes)
        return document

    def _step(self, document: Document, pair: Pair) -> tuple[Document, float]:
        """Put who comes where the places meet; return how far that was."""
        staged = self.see(document)
        first, second = actor_of(staged, self.a), actor_of(staged, self.b)
        turn = look_at(pair.facing, head_reference_in_world=pair.head)
        stays, comes = (first, second) if self.keep == "a" else (second, first)
        from_first = compose(
            stays.placement.orientation_xyzw, inverse(turn) if self.keep == "b" else IDENTITY
        )
        attitude = compose(from_first, turn) if self.keep == "a" else from_first
        gaps = [
            place_of(first, meeting.first, from_first)
            + rotate(from_first, meeting.offset_m)
            - place_of(second, meeting.second, compose(from_first, turn))
            for meeting in pair.meetings
        ]
        gap = np.mean(gaps, axis=0) * (1.0 if self.keep == "a" else -1.0)
        before = np.asarray(comes.placement.position_m)
        fresh = placed(before + gap, attitude)
        turned = angle_between(comes.placement.orientation_xyzw, fresh.orientation_xyzw)
        off = max(float(np.linalg.norm(gap)), float(turned))
        return self.with_placement(document, comes.actor.id, fresh), off


def _moved_by(pair: Pair, role: Role) -> set[str]:
    """Return the hands that the meeting itself puts to the other."""
    names = [getattr(meeting, role) for meeting in pair.meetings]
    return {f"{side}_hand" for side in ("left", "right") for name in names if _is_of_hand(name, side)}


def _is_of_hand(name: str, side: str) -> bool:
    return name in {f"{side}{part}" for part in ("Palm", "HandHeel", "HandBack", "Knuckles")}


def place_of(actor: StagedActor, name: str, orientation_xyzw: Any) -> Array:
    """Return a contact, joint or landmark (3,) in the world, were the person turned like that."""
    figure = actor.figure
    if name in figure.contacts_in_actor:
        point = figure.contacts_in_actor[name].position
    elif name == EYES:
        point = figure.eyes_in_actor
    else:
        point = {**figure.joints_in_actor, **figure.landmarks_in_actor}[name]
    return np.asarray(actor.placement.position_m) + rotate(orientation_xyzw, point)
