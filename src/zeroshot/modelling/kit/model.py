"""A model in the making: its surfaces, its named points, and what both become on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.mesh import Material, Mesh, Part
from zeroshot.modelling.kit.atlas import Atlas, build_atlas
from zeroshot.modelling.kit.occlusion import shade_pieces
from zeroshot.modelling.kit.sculpture import Piece, Sculpture
from zeroshot.spatial import Array


@dataclass(frozen=True)
class Finish:
    """How a surface takes light; names in FINISHES. opacity: what of a clear thing is not seen through."""

    roughness: float
    metallic: float = 0.0
    emission: tuple[float, float, float] = (0.0, 0.0, 0.0)
    opacity: float = 1.0


FINISHES = {
    "coat": Finish(0.62),
    "metal": Finish(0.38, 0.35),
    "glass": Finish(0.08, opacity=0.1),
    "lens": Finish(0.08),
    "lamp": Finish(0.5, 0.0, (1.0, 0.97, 0.92)),
    "screen": Finish(0.2, 0.0, (0.05, 0.07, 0.10)),
}


@dataclass
class ModelDraft:
    """What a recipe fills in. points and dimensions_m are written to the facts file as they are.

    options: by name, the values that an option of the model can have; the first is what a scene gets that
    says nothing. Pieces belong to a value by ``Sculpture.only_when``.
    """

    name: str
    title: str
    kind: str
    accuracy: str
    sources: tuple[str, ...]
    sculpture: Sculpture = field(default_factory=Sculpture)
    points: dict[str, dict[str, Any]] = field(default_factory=dict)
    dimensions_m: dict[str, float] = field(default_factory=dict)
    volume_m3: float | None = None
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def placed(
        self, turn: ArrayLike, offset: ArrayLike = (0.0, 0.0, 0.0), *, words: Mapping[str, str] | None = None
    ) -> Iterator[None]:
        """Build and mark inside the block as if it stood elsewhere; see ``Sculpture.placed``.

        words: what directions of the block are called in the model, such as {"port": "forward"}.
        """
        before = self.words
        self.words = {**before, **{word: before.get(name, name) for word, name in (words or {}).items()}}
        try:
            with self.sculpture.placed(turn, offset):
                yield
        finally:
            self.words = before

    def word(self, word: str) -> str:
        """Return what a direction of the block one is in is called in the model."""
        return self.words.get(word, word)

    def mark(self, name: str, kind: str, position: ArrayLike, **more: Any) -> None:
        """Name a point. Arrays in more are directions, but for size_m; words in names become the model's."""
        entry: dict[str, Any] = {"kind": kind, "position_m": rounded(self.sculpture.carried(position))}
        for key, value in more.items():
            if key in ("direction", "normal"):
                entry[key] = rounded(np.asarray(value, float) @ self.sculpture.turn.T)
            elif key in ("group", "label"):
                entry[key] = self._renamed(value)
            else:
                entry[key] = rounded(value) if isinstance(value, (np.ndarray, tuple, list)) else value
        self.points[self._renamed(name)] = entry

    def next_name(self, kind: str, *, digits: int = 2) -> str:
        """Return the next free name of a kind of point, such as handrail-07."""
        taken = sum(1 for name in self.points if name.rpartition("-")[0] == kind)
        return f"{kind}-{taken + 1:0{digits}d}"

    def _renamed(self, name: str) -> str:
        return "-".join(self.word(part) for part in name.split("-"))


def rounded(values: ArrayLike) -> list[float]:
    """Return numbers to a tenth of a millimetre, without negative zeros."""
    return [float(value) for value in np.round(np.asarray(values, float), 4) + 0.0]


def build_mesh(draft: ModelDraft, *, size_px: int = 2048, occlusion: bool = True) -> tuple[Mesh, Atlas]:
    """Turn a draft into parts, one per finish, with one texture for all."""
    atlas = build_atlas((piece.tile for piece in draft.sculpture.pieces), size_px=size_px)
    return _mesh_of(draft.sculpture.pieces, atlas, occlusion=occlusion), atlas


def build_levels(full: ModelDraft, light: ModelDraft, *, size_px: int = 2048) -> tuple[Mesh, Mesh]:
    """Turn a draft and the same draft made lighter into two meshes that share one texture."""
    mesh, atlas = build_mesh(full, size_px=size_px)
    return mesh, _mesh_of(light.sculpture.pieces, atlas, occlusion=True)


def _mesh_of(pieces: list[Piece], atlas: Atlas, *, occlusion: bool) -> Mesh:
    light = shade_pieces(pieces) if occlusion else [np.ones(len(piece.points)) for piece in pieces]
    parts = []
    for kind in sorted({(piece.choice, piece.finish) for piece in pieces}):
        both = zip(pieces, light, strict=True)
        chosen = [(piece, shade) for piece, shade in both if (piece.choice, piece.finish) == kind]
        parts.append(_merge(*kind, chosen, atlas))
    return Mesh(tuple(parts))


def _merge(choice: str, finish: str, chosen: list[tuple[Piece, Array]], atlas: Atlas) -> Part:
    look = FINISHES[finish]
    material = Material(
        name=finish,
        base_color=(1.0, 1.0, 1.0, look.opacity),
        texture=atlas.picture,
        roughness=look.roughness,
        metallic=look.metallic,
        emission=look.emission,
    )
    colors, triangles, start = [], [], 0
    for piece, shade in chosen:
        tint = np.array([*piece.tint, 1.0]) * 255.0
        factor = np.stack([shade, shade, shade, np.ones_like(shade)], axis=-1)
        colors.append(np.rint(tint * factor).clip(0, 255).astype(np.uint8))
        triangles.append(piece.triangles + start)
        start += len(piece.points)
    return Part(
        points=np.concatenate([piece.points for piece, _ in chosen]).astype(np.float32),
        normals=np.concatenate([piece.normals for piece, _ in chosen]).astype(np.float32),
        triangles=np.concatenate(triangles).astype(np.int32),
        material=material,
        uvs=np.concatenate([atlas.uvs(piece.tile, piece.uvs) for piece, _ in chosen]).astype(np.float32),
        colors=np.concatenate(colors),
        choice=choice,
    )
