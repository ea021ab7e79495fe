"""Who is seen and what hides them, counted in a picture whose pixels are ids. Knows arrays, no renderer.

`render.ids` draws such a picture. Every share here is one of pixels, so it is as exact as the picture is
large; the share out of frame alone is one of skin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.lens.optics import View
from zeroshot.mesh import Mesh
from zeroshot.spatial import Placement

NOTHING = 0
"""The id of pixels that nothing covers: the sky."""

HEAD, EYES = "head", "eyes"

HIDES_SHARE = 0.01
"""What hides less of someone than this is not named: it may be a rounding of the outline."""

FEWEST_PIXELS = 12
"""Someone drawn by fewer pixels is too small for shares to mean anything. Source: a convention of ours."""

Ids = NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class IdPicture:
    """A picture of who is where.

    ids: (h, w), rows from the top; NOTHING, or one more than the place in names. names: ids of modules, props
    and actors; of actors also "ID/head" and "ID/eyes", which then are no part of plain "ID". alone: for each
    actor in the frame the same picture with only them in it.
    """

    ids: Ids
    names: tuple[str, ...]
    alone: Mapping[str, Ids] = field(default_factory=dict)

    def is_of(self, name: str) -> NDArray[np.bool_]:
        """Return where a thing is seen (h, w), its head and eyes included; or only "ID/head", "ID/eyes"."""
        return self.codes_of(name)[self.ids]

    def is_alone_of(self, name: str) -> NDArray[np.bool_]:
        """Return where an actor, or "ID/head", would be seen (h, w) if there were nothing else."""
        return self.codes_of(name)[self.alone[owner_of(name)]]

    def codes_of(self, *names: str) -> NDArray[np.bool_]:
        """Tell which ids (names + 1,) stand for any of these; a thing's name stands for its parts, too."""
        known = [False, *(name in names or owner_of(name) in names for name in self.names)]
        return np.array(known, dtype=np.bool_)

    def share_of(self, name: str) -> float:
        """Return the share of the picture's pixels that show a thing."""
        return float(self._counts[self.codes_of(name)].sum() / self.ids.size)

    @cached_property
    def _counts(self) -> NDArray[np.intp]:
        return np.bincount(self.ids.ravel(), minlength=len(self.names) + 1)


@dataclass(frozen=True)
class Sight:
    """How much of an actor the picture shows.

    visible_share: pixels seen of those that they would have alone in the same frame. hidden_by: what covers
    the rest, and the share of those pixels that it covers, the largest first. head_visible_share: the same of
    head, hair and eyes, None where the frame holds no head. pixel_share: their visible pixels of the whole
    picture.
    """

    visible_share: float
    hidden_by: tuple[tuple[str, float], ...]
    head_visible_share: float | None
    pixel_share: float


@dataclass(frozen=True)
class Overlap:
    """Someone covers someone: share of the pixels that the one behind would have alone in the frame."""

    front: str
    behind: str
    share: float


def owner_of(name: str) -> str:
    """Return the thing that a name in a picture belongs to: "surgeon" for "surgeon/head"."""
    return name.partition("/")[0]


def sight_of(picture: IdPicture, actor_id: str) -> Sight | None:
    """Count how much of an actor is seen; None when the frame holds next to nothing of them."""
    alone = picture.alone.get(actor_id)
    counts = None if alone is None else _counts_behind(picture, alone > NOTHING)
    if alone is None or counts is None:
        return None
    seen = int(counts[picture.codes_of(actor_id)].sum())
    return Sight(
        visible_share=seen / int(counts.sum()),
        hidden_by=_covers(picture, counts, besides=actor_id),
        head_visible_share=_head_visible_share(picture, alone, actor_id),
        pixel_share=seen / picture.ids.size,
    )


def overlaps_in(picture: IdPicture) -> tuple[Overlap, ...]:
    """Count who covers whom, the largest share first; only people, see `sight_of` for walls and props."""
    found = []
    for behind, alone in picture.alone.items():
        counts = _counts_behind(picture, alone > NOTHING)
        if counts is not None:
            covers = _covers(picture, counts, besides=behind)
            found += [Overlap(front, behind, share) for front, share in covers if front in picture.alone]
    return tuple(sorted(found, key=lambda overlap: -overlap.share))


def share_out_of_frame(
    mesh: Mesh, placement: Placement, *, world_from_camera: Placement, view: View
) -> float:
    """Return the share of a body's skin, by area, that lies beside, above, below or behind the picture.

    mesh: in the frame of the placement. Every triangle counts by the share of its corners in the picture.
    """
    skin = _skins.get([mesh], lambda: _Skin(mesh))
    camera_from_body = world_from_camera.inverse().compose(placement)
    is_inside = view.contains(camera_from_body.apply(skin.points))
    return max(0.0, float(1.0 - skin.shares[is_inside].sum()))


def _counts_behind(picture: IdPicture, mask: NDArray[np.bool_]) -> NDArray[np.intp] | None:
    """Count, by id, what the picture shows within a mask; None when the mask is too small."""
    shown = picture.ids[mask]
    return np.bincount(shown, minlength=len(picture.names) + 1) if len(shown) >= FEWEST_PIXELS else None


class _Skin:
    """The points (n, 3) of a mesh, and what share of its whole area (n,) each stands for."""

    def __init__(self, mesh: Mesh) -> None:
        self.points = np.concatenate([part.points for part in mesh.parts]).astype(np.float64)
        areas = []
        for part in mesh.parts:
            a, b, c = (part.points[part.triangles[:, corner]] for corner in range(3))
            sizes = np.linalg.norm(np.cross(b - a, c - a), axis=1)
            areas.append(np.bincount(part.triangles.ravel(), np.repeat(sizes, 3), minlength=len(part.points)))
        whole = np.concatenate(areas)
        self.shares = whole / max(float(whole.sum()), 1e-30)


_skins = KeptByIdentity[_Skin](64)


def _covers(picture: IdPicture, counts: NDArray[np.intp], *, besides: str) -> tuple[tuple[str, float], ...]:
    total, pixels = int(counts.sum()), dict[str, int]()
    for code in np.flatnonzero(counts):
        if code != NOTHING and owner_of(picture.names[code - 1]) != besides:
            owner = owner_of(picture.names[code - 1])
            pixels[owner] = pixels.get(owner, 0) + int(counts[code])
    shares = [(owner, number / total) for owner, number in pixels.items() if number >= HIDES_SHARE * total]
    return tuple(sorted(shares, key=lambda row: (-row[1], row[0])))


def _head_visible_share(picture: IdPicture, alone: Ids, actor_id: str) -> float | None:
    codes = picture.codes_of(f"{actor_id}/{HEAD}", f"{actor_id}/{EYES}")
    counts = _counts_behind(picture, codes[alone])
    return None if counts is None else float(counts[codes].sum() / counts.sum())


def picture_from_colors(colors: ArrayLike, names: tuple[str, ...]) -> Ids:
    """Return ids (h, w) from a picture (h, w, 3) whose red counts ones and whose green counts 256s.

    Raises ValueError for a colour that stands for no name: something was blended.
    """
    red, green, _ = np.moveaxis(np.asarray(colors, dtype=np.uint16), -1, 0)
    ids = np.asarray(red + green * np.uint16(256), dtype=np.uint16)
    if int(ids.max(initial=0)) > len(names):
        raise ValueError("a picture of ids holds a colour that stands for nothing")
    return ids
