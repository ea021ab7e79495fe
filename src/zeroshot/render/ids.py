"""Small flat pictures of who is where, without light or antialiasing, for `framing.lens.sight` to count in.

One window holds the shot and, below it, everyone in it alone, so that a shot costs one drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.lens.sight import EYES, HEAD, IdPicture, Ids, picture_from_colors
from zeroshot.framing.obstacles.portals import modules_in_sight
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Mesh, Part, Points, Triangles
from zeroshot.render.graphics import require_graphics
from zeroshot.scene.document import Module
from zeroshot.spatial import Placement

if TYPE_CHECKING:
    from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

BOX_PX = (256, 192)
"""The picture fits in it. Source: measured: against four times as many pixels, a visible share differs by
under one part in a hundred for anyone whose head is ten pixels high."""

FARTHEST_M = 200.0
"""Nothing farther hides anyone: the whole station is 110 m across."""

KEPT_MESHES = 96

CHUNK_M, CHUNKED_TRIANGLES = 2.2, 12000
"""Larger meshes are cut into cubes of this size, so that what is out of the picture costs nothing."""

_PART_OF_BODY = {"head": HEAD, "hair": HEAD, "eyes": EYES}
"""Which parts of a figure, by material, have an id of their own."""

_SOLID_OPACITY = 0.5
"""What is more transparent than this hides nobody."""


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What draws one thing: its mesh, held so that its identity stays its own, and its parts by name."""

    mesh: Mesh
    parts: tuple[tuple[str, vtkActor], ...]


@dataclass(frozen=True, eq=False)
class _Thing:
    """A mesh in the picture, and where it stands. is_body: its head and eyes have ids of their own."""

    item_id: str
    mesh: Mesh
    placement: Placement
    is_body: bool = False


class IdPainter:
    """Draw staged shots as ids. Keeps window and geometry between pictures.

    Use it from one thread. Close it, or use it as a context manager.
    """

    def __init__(self, *, is_light: bool = True) -> None:
        """Make ready to draw. Raises NoGraphicsError, which says what to install.

        is_light: the set and its things in their lighter level, which hides as much and is drawn in half the
        time; tests that look for cracks want the full one.
        """
        require_graphics()
        self._is_light = is_light
        from zeroshot.render.window import Complaints

        self._complaints = Complaints()
        self._window: Any = None
        self._renderers: list[vtkRenderer] = []
        self._drawn: dict[tuple[str, int], _Drawn] = {}

    def __enter__(self) -> IdPainter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give window and geometry back."""
        for renderer in self._renderers:
            renderer.RemoveAllViewProps()
        self._drawn.clear()
        if self._window is not None:
            self._window.GetRenderers().RemoveAllItems()
            self._window.Finalize()
            self._window = None
        self._renderers = []
        self._complaints.close()

    def draw(self, staged: StagedShot, *, box_px: tuple[int, int] = BOX_PX) -> IdPicture:
        """Draw a shot, and everyone in it alone, as ids; the picture has the view's aspect.

        Raises RenderError when it cannot be drawn, AssetError for a mesh that cannot be used.
        """
        width_px, height_px = size_px(staged.view, width_px=box_px[0], height_px=box_px[1])
        things = dict(self._things_of(staged))
        names = _color([part for drawn in things.values() for part in drawn.parts])
        alone = [actor.actor.id for actor in staged.actors if actor.actor.id in staged.ids_in_frame]
        self._open_window(width_px, height_px, len(alone) + 1)
        self._place(staged, [list(things.values()), *([things[actor_id]] for actor_id in alone)])
        tiles = self._render(names).reshape(-1, height_px, width_px)
        return IdPicture(tiles[0], names, dict(zip(alone, tiles[1:], strict=True)))

    def _things_of(self, staged: StagedShot) -> Iterator[tuple[str, _Drawn]]:
        """Return by id what draws each thing, put where it stands."""
        from zeroshot.render.camera import to_vtk_matrix

        for thing in _things_of(staged, is_light=self._is_light):
            drawn = self._drawn_mesh(thing)
            matrix = to_vtk_matrix(thing.placement.matrix)
            for _, actor in drawn.parts:
                actor.SetUserMatrix(matrix)
            yield thing.item_id, drawn

    def _drawn_mesh(self, thing: _Thing) -> _Drawn:
        key = (thing.item_id, id(thing.mesh))
        drawn = self._drawn.pop(key, None) or _Drawn(thing.mesh, tuple(_parts_of(thing)))
        self._drawn[key] = drawn  # the newest last
        while len(self._drawn) > KEPT_MESHES:
            del self._drawn[next(iter(self._drawn))]
        return drawn

    def _open_window(self, width_px: int, height_px: int, tile_count: int) -> None:
        from vtkmodules.vtkRenderingCore import vtkRenderer

        from zeroshot.render.window import build_window

        if self._window is None:
            self._window = build_window(width_px, height_px * tile_count)
        while len(self._renderers) < tile_count:
            renderer = vtkRenderer()
            renderer.SetBackground(0.0, 0.0, 0.0)
            self._renderers.append(renderer)
        self._window.GetRenderers().RemoveAllItems()
        for index, renderer in enumerate(self._renderers[:tile_count]):
            # VTK counts from the bottom, and the shot is the topmost tile.
            renderer.SetViewport(0.0, 1.0 - (index + 1) / tile_count, 1.0, 1.0 - index / tile_count)
            self._window.AddRenderer(renderer)
        if self._window.GetSize() != (width_px, height_px * tile_count):
            self._window.SetSize(width_px, height_px * tile_count)

    def _place(self, staged: StagedShot, tiles: list[list[_Drawn]]) -> None:
        from zeroshot.render.camera import aim

        for renderer, shown in zip(self._renderers, tiles, strict=False):
            # Not RemoveAllViewProps, which gives back what lies on the graphics card.
            renderer.GetViewProps().RemoveAllItems()
            for drawn in shown:
                for _, actor in drawn.parts:
                    renderer.AddActor(actor)
            aim(renderer.GetActiveCamera(), staged.camera_placement, staged.view, far_m=FARTHEST_M)

    def _render(self, names: tuple[str, ...]) -> Ids:
        from zeroshot.render.window import read_picture

        self._window.Render()
        picture = read_picture(self._window)
        self._complaints.raise_any()
        return picture_from_colors(picture, names)


def _things_of(staged: StagedShot, *, is_light: bool) -> Iterator[_Thing]:
    ids = modules_in_sight(staged)
    for model in (*staged.modules, *staged.props, *staged.rigs_of_others):
        if ids is None or model.item.id in ids or not isinstance(model.item, Module):
            yield _Thing(model.item.id, model.load_mesh(is_light=is_light, is_bare=True), model.placement)
    for actor in (*staged.actors, *staged.operators):
        yield _Thing(actor.actor.id, actor.figure.coarse_mesh, actor.placement, is_body=True)


def _parts_of(thing: _Thing) -> Iterator[tuple[str, vtkActor]]:
    """Build what draws a thing: one part for each name, split where a surface has a back."""
    groups: dict[tuple[str, bool], list[Part]] = {}
    for part in thing.mesh.parts:
        if part.material.base_color[3] < _SOLID_OPACITY or not len(part.triangles):
            continue
        own = _PART_OF_BODY.get(part.material.name) if thing.is_body else None
        name = f"{thing.item_id}/{own}" if own else thing.item_id
        groups.setdefault((name, part.material.two_sided), []).append(part)
    for (name, is_two_sided), parts in groups.items():
        starts = np.cumsum([0, *(len(part.points) for part in parts)])
        points = np.concatenate([part.points for part in parts])
        triangles = np.concatenate(
            [part.triangles + start for part, start in zip(parts, starts, strict=False)]
        )
        for piece in _pieces(points, triangles.astype(np.int32)):
            yield name, _flat_actor(*piece, is_two_sided=is_two_sided)


def _pieces(points: Points, triangles: Triangles) -> Iterator[tuple[Points, Triangles]]:
    """Cut what is large into cubes, so that those out of the picture cost nothing."""
    if len(triangles) < CHUNKED_TRIANGLES:
        yield points, triangles
        return
    cells = np.floor(points[triangles[:, 0]] / CHUNK_M).astype(np.int64)
    _, owners = np.unique(cells, axis=0, return_inverse=True)
    for owner in range(int(owners.max()) + 1):
        kept, corners = np.unique(triangles[owners.reshape(-1) == owner], return_inverse=True)
        yield points[kept], corners.reshape(-1, 3).astype(np.int32)


def _flat_actor(points: Points, triangles: Triangles, *, is_two_sided: bool) -> vtkActor:
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

    from zeroshot.render.geometry import bare_poly_data

    mapper = vtkPolyDataMapper()
    mapper.SetInputData(bare_poly_data(points, triangles))
    mapper.SetScalarVisibility(False)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.GetProperty().SetBackfaceCulling(not is_two_sided)
    return actor


def _color(parts: Sequence[tuple[str, vtkActor]]) -> tuple[str, ...]:
    """Give every name a colour of its own, as `framing.lens.sight` reads them; returns the names in order."""
    names = tuple(dict.fromkeys(name for name, _ in parts))
    codes = {name: code for code, name in enumerate(names, 1)}
    for name, actor in parts:
        actor.GetProperty().SetColor(codes[name] % 256 / 255.0, codes[name] // 256 / 255.0, 0.0)
    return names
