"""What a picture is made of: the meshes of a staged shot, where they stand, and who lights them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.cast.cast import StagedActor
from zeroshot.framing.cast.name_tags import dressed_mesh
from zeroshot.framing.obstacles.portals import is_in_sight, modules_in_sight
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Mesh
from zeroshot.spatial import Array, Placement


@dataclass(frozen=True, eq=False)
class Thing:
    """One mesh in the picture.

    owner_id: whose it is, for its own balls and lamps. shares: by how much each cabin lights it.
    person: who it is, or None for the set and its things. is_set: a module.
    """

    mesh: Mesh
    placement: Placement
    owner_id: str
    shares: tuple[float, ...]
    person: StagedActor | None = None
    is_set: bool = False

    @property
    def middle_in_world(self) -> Array:
        """Return the middle of its box (3,): where its light is reckoned when one place stands for all."""
        return self.placement.apply(self.mesh.bounds_m.mean(axis=0))

    def farthest_m(self, eye_in_world: Array) -> float:
        """Return a distance from the eye beyond which nothing of it lies, metres."""
        lowest, highest = self.mesh.bounds_m
        corners = np.array(np.meshgrid(*np.stack([lowest, highest], axis=1))).reshape(3, -1).T
        return float(np.linalg.norm(self.placement.apply(corners) - eye_in_world, axis=1).max())


def things_of(staged: StagedShot, *, is_light: bool) -> Iterator[Thing]:
    """Yield what may be seen: the modules in sight, then things and people in or near them."""
    cabins, ids = staged.cabins, modules_in_sight(staged)
    for module in staged.modules:
        if ids is not None and module.item.id not in ids:
            continue
        shares = cabins.shares_of(module.item.id)
        mesh = module.load_mesh(is_light=is_light)
        yield Thing(mesh, module.placement, module.item.id, shares, is_set=True)
    for model in (*staged.props, *staged.rigs_of_others):
        shares = cabins.shares_at(model.placement.position_m)
        if is_in_sight(staged, ids, shares):
            yield Thing(model.load_mesh(is_light=is_light), model.placement, model.item.id, shares)
    for actor in (*staged.actors, *staged.operators):
        shares = cabins.shares_at(actor.placement.position_m)
        if is_in_sight(staged, ids, shares):
            mesh = dressed_mesh(actor.figure, is_light=is_light)
            yield Thing(mesh, actor.placement, actor.actor.id, shares, person=actor)
