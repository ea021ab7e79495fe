"""Small flat pictures of who is where, without light or antialiasing, for `framing.sight` to count in.

One window holds the shot and, below it, everyone in it alone, so that a shot costs one drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from zeroshot.framing.optics import size_px
from zeroshot.framing.sight import EYES, HEAD, IdPicture, Ids, picture_from_colors
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Mesh, Part
from zeroshot.render.graphics import require_graphics
from zeroshot.spatial import Placement

if TYPE_CHECKING:
    from vtkmodules.vtkCommonDataModel import vtkPolyData
    from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

BOX_PX = (256, 192)
"""The picture fits in it. Source: measured: against four times as many pixels, a visible share differs by
under one part in a hundred for anyone whose head is ten pixels high."""

FARTHEST_M = 200.0
"""Nothing farther hides anyone: the whole station is 110 m across."""

KEPT_MESHES = 96

_PART_OF_BODY = {"head": HEAD, "hair": HEAD, "eyes": EYES}
"""Which parts of a figure, by material, have an id of their own."""

_SOLID_OPACITY = 0.5
"""What is more transparent than this hides nobody."""


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What draws one thing: its mesh, held so that its identity stays its own, and an actor for each name."""

    mesh: Mesh
    actors: tuple[tuple[str, vtkActor], ...]


class IdPainter:
    """Draw staged shots as ids. Keeps window and geometry between pictures.

    Use it from one thread. Close it, or use it as a context manager.
    """

    def __init__(self) -> None:
        """Make ready to draw. Raises NoGraphicsError, which says what to install."""
        require_graphics()
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
        things = [(drawn, placement) for drawn, placement in self._things_of(staged)]
        names = tuple(dict.fromkeys(name for drawn, _ in things for name, _ in drawn.actors))
        _color(things, {name: code for code, name in enumerate(names, 1)})
        alone = [actor.actor.id for actor in staged.actors if actor.actor.id in staged.ids_in_frame]
        self._open_window(width_px, height_px, len(alone) + 1)
        self._place(staged, [drawn for drawn, _ in things], alone)
        tiles = self._render(names).reshape(-1, height_px, width_px)
        return IdPicture(tiles[0], names, dict(zip(alone, tiles[1:], strict=True)))

    def _things_of(self, staged: StagedShot) -> Iterator[tuple[_Drawn, Placement]]:
        """Return what draws each thing, put where it stands."""
        from zeroshot.render.camera import to_vtk_matrix

        for item_id, mesh, placement, is_body in _meshes_of(staged):
            drawn = self._drawn_mesh(item_id, mesh, is_body=is_body)
            matrix = to_vtk_matrix(placement.matrix)
            for _, actor in drawn.actors:
                actor.SetUserMatrix(matrix)
            yield drawn, placement

    def _drawn_mesh(self, item_id: str, mesh: Mesh, *, is_body: bool) -> _Drawn:
        key = (item_id, id(mesh))
        drawn = self._drawn.pop(key, None)
        if drawn is None:
            drawn = _Drawn(mesh, tuple(_actors_of(item_id, mesh, is_body=is_body)))
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

    def _place(self, staged: StagedShot, things: list[_Drawn], alone: list[str]) -> None:
        from zeroshot.render.camera import aim

        tiles = [things, *([drawn for drawn in things if drawn.actors[0][0].partition("/")[0] == name] for name in alone)]
        for renderer, shown in zip(self._renderers, tiles, strict=False):
            renderer.RemoveAllViewProps()
            for drawn in shown:
                for _, actor in drawn.actors:
                    renderer.AddActor(actor)
            aim(renderer.GetActiveCamera(), staged.camera_placement, staged.view, far_m=FARTHEST_M)

    def _render(self, names: tuple[str, ...]) -> Ids:
        from zeroshot.render.window import read_picture

        self._window.Render()
        picture = read_picture(self._window)
        self._complaints.raise_any()
        return picture_from_colors(picture, names)
