"""Meshes as VTK's geometry, uploaded once and drawn in as many shots as hold them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkProperty, vtkTexture
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLShaderProperty

from zeroshot.mesh import Image, Material, Mesh, Part, row_numbers
from zeroshot.render.joining import joined_parts
from zeroshot.render.shadings import Shading, Surface, corner_replacements, replacements
from zeroshot.spatial import Array

Triple = tuple[float, float, float]

ANISOTROPY = 8
"""Walls are seen at a grazing angle down the length of a module. Draft does without: on a CPU it is a third
of the cost of a picture. So does film, sharp by other means: with Mesa 22's llvmpipe a single triangle
seen edge-on can take this filter fifteen seconds."""


CHUNK_M = 1.6
"""Big meshes are cut into cubes of this size, so that near ones can be drawn first and hide the rest before
it costs light: about a module's radius."""

CHUNKED_TRIANGLES = 4000

ROUGH = 0.5
"""From this roughness on highlights are so broad that all lamps make one."""

LAMP_EMISSION = 0.5
"""What glows more is a lamp's diffuser where a lamp is near it; what glows less, such as a screen, is not."""


SOLID_OPACITY = 0.5
"""What is more transparent than this hides nobody and throws no shadow."""


@dataclass(frozen=True, eq=False)
class _Chunk:
    """A piece of a part on the graphics card. center: (3,) in the mesh; radius_m: of all of its points."""

    data: vtkPolyData
    center: Array
    radius_m: float


@dataclass(frozen=True, eq=False)
class DrawnChunk:
    """A piece of a mesh ready to be drawn. center: (3,) in the mesh's frame."""

    actor: vtkActor
    center: Array
    radius_m: float
    is_translucent: bool


@dataclass(frozen=True, eq=False)
class DrawnPart:
    """The pieces of one part, and the shader and surface that they share."""

    shader: vtkOpenGLShaderProperty
    surface: vtkProperty
    material: Material
    is_lamp: bool
    is_glowing: bool
    chunks: tuple[DrawnChunk, ...]


class DrawnMesh:
    """The geometry of one mesh. Holds the mesh, so that its identity stays its own."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self._pictures: dict[int, _Picture] = {}
        self._sources: dict[bool, list[_Source]] = {}

    def build_parts(self, shading: Shading) -> list[DrawnPart]:
        """Build what draws this mesh once; several sets share the points and textures.

        What only measures or is matt has no texture, and what only measures leaves out what is clear.
        """
        sources = self._sources_of(is_joined=shading == "swift")
        if shading == "measure":
            sources = [source for source in sources if source.part.material.base_color[3] >= SOLID_OPACITY]
        return [
            _drawn_part(source.part, source.chunks, source.texture(shading), shading) for source in sources
        ]

    def _sources_of(self, *, is_joined: bool) -> list[_Source]:
        if is_joined not in self._sources:
            parts = joined_parts(self.mesh.parts) if is_joined else self.mesh.parts
            self._sources[is_joined] = [_Source(part, self._picture_of(part)) for part in parts]
        return self._sources[is_joined]

    def _picture_of(self, part: Part) -> _Picture | None:
        image = part.material.texture
        if image is None:
            return None
        if id(image) not in self._pictures:
            self._pictures[id(image)] = _Picture(image)
        return self._pictures[id(image)]


class _Picture:
    """A picture of a mesh on the graphics card, as often as it is filtered differently.

    Parts share it: the modules have one for all of them, and each copy of it costs as much as a first still.
    """

    def __init__(self, image: Image) -> None:
        # VTK reads these rows where they are: they must live as long as what is made of them.
        self._rows = np.ascontiguousarray(image[::-1])
        self._image = _image_data(self._rows)
        self._textures: dict[int, vtkTexture] = {}

    def texture(self, anisotropy: int) -> vtkTexture:
        if anisotropy not in self._textures:
            self._textures[anisotropy] = _texture(self._image, anisotropy)
        return self._textures[anisotropy]


class _Source:
    """One part on the graphics card: its chunks, and what picture lies on it."""

    def __init__(self, part: Part, picture: _Picture | None) -> None:
        self.part = part
        self.chunks = _chunks(part)
        self._picture = picture

    def texture(self, shading: Shading) -> vtkTexture | None:
        """Return its texture as a shading filters it; None where it needs none."""
        if self._picture is None or shading in ("clay", "measure"):
            return None
        return self._picture.texture(1 if shading in ("swift", "film") else ANISOTROPY)


def solid_parts(mesh: Mesh) -> list[Part]:
    """Return the parts that one does not see through, in the order in which they are measured."""
    return [part for part in mesh.parts if part.material.base_color[3] >= SOLID_OPACITY]


def _chunks(part: Part) -> list[_Chunk]:
    if len(part.triangles) < CHUNKED_TRIANGLES:
        return [_chunk(part)]
    centers = part.points[part.triangles].mean(axis=1)
    owners = row_numbers(np.floor(centers / CHUNK_M).astype(np.int64))
    return [_chunk(_piece(part, owners == owner)) for owner in range(int(owners.max()) + 1)]


def _piece(part: Part, chosen: NDArray[np.bool_]) -> Part:
    triangles = part.triangles[chosen]
    is_kept = np.zeros(len(part.points), bool)
    is_kept[triangles] = True
    kept = np.flatnonzero(is_kept)
    places = np.cumsum(is_kept, dtype=np.int32) - np.int32(1)
    return replace(
        part,
        points=part.points[kept],
        normals=part.normals[kept],
        triangles=places[triangles],
        uvs=None if part.uvs is None else part.uvs[kept],
        colors=None if part.colors is None else part.colors[kept],
    )


def _chunk(part: Part) -> _Chunk:
    center = (part.points.min(axis=0).astype(float) + part.points.max(axis=0)) / 2.0
    return _Chunk(poly_data(part), center, float(np.linalg.norm(part.points - center, axis=1).max()))


def bare_poly_data(points: NDArray[np.float32], triangles: NDArray[np.int32]) -> vtkPolyData:
    """Build VTK's geometry of points (n, 3) and triangles (m, 3), with nothing else on it."""
    data = vtkPolyData()
    held = vtkPoints()
    held.SetData(numpy_to_vtk(np.ascontiguousarray(points, np.float32), deep=True))
    data.SetPoints(held)
    cells = vtkCellArray()
    offsets = np.arange(0, 3 * len(triangles) + 1, 3, dtype=np.int64)
    corners = np.ascontiguousarray(triangles, np.int64).ravel()
    cells.SetData(numpy_to_vtkIdTypeArray(offsets, True), numpy_to_vtkIdTypeArray(corners, True))
    data.SetPolys(cells)
    return data


def poly_data(part: Part) -> vtkPolyData:
    """Return the triangles of a part as VTK holds them."""
    data = bare_poly_data(part.points, part.triangles)
    data.GetPointData().SetNormals(numpy_to_vtk(np.ascontiguousarray(part.normals, np.float32), deep=True))
    if part.uvs is not None:
        data.GetPointData().SetTCoords(numpy_to_vtk(np.ascontiguousarray(part.uvs, np.float32), deep=True))
    if part.colors is not None:
        # The opacity of the material counts once, as the surface's own.
        tint = np.array([*part.material.base_color[:3], 1.0])
        colors = np.rint(part.colors * tint).astype(np.uint8)
        data.GetPointData().SetScalars(numpy_to_vtk(np.ascontiguousarray(colors), deep=True))
    return data


def texture_of(image: Image) -> vtkTexture:
    """Return a texture that repeats, filtered near and far; rows of the image run from the top."""
    return _texture(_image_data(np.ascontiguousarray(image[::-1]), is_copied=True), ANISOTROPY)


def _texture(image: vtkImageData, anisotropy: int) -> vtkTexture:
    texture = vtkTexture()
    texture.SetInputData(image)
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.SetMaximumAnisotropicFiltering(anisotropy)
    texture.RepeatOn()
    return texture


def _image_data(rows: Image, *, is_copied: bool = False) -> vtkImageData:
    """Return an image of rows (h, w, 3 or 4) from the bottom, as VTK counts."""
    data = vtkImageData()
    data.SetDimensions(rows.shape[1], rows.shape[0], 1)
    data.GetPointData().SetScalars(numpy_to_vtk(rows.reshape(-1, rows.shape[2]), deep=is_copied))
    return data


def _drawn_part(part: Part, chunks: list[_Chunk], texture: vtkTexture | None, shading: Shading) -> DrawnPart:
    shader = vtkOpenGLShaderProperty()
    shown = texture if part.uvs is not None else None
    is_lamp = max(part.material.emission) >= LAMP_EMISSION
    kind = Surface(
        is_textured=shown is not None,
        is_lamp=is_lamp,
        is_clear=part.material.base_color[3] < 1.0,
        is_rough=part.material.roughness >= ROUGH,
        is_glowing=max(part.material.emission) > 0.0,
        is_two_sided=part.material.two_sided,
    )
    for tag, code in replacements(shading, kind):
        shader.AddFragmentShaderReplacement(tag, True, code, False)
    for tag, code in corner_replacements(shading):
        shader.AddVertexShaderReplacement(tag, True, code, False)
    surface = _surface(part.material)
    drawn = []
    for chunk in chunks:
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(chunk.data)
        mapper.StaticOn()  # it never changes, so VTK need not ask every time
        mapper.SetScalarVisibility(part.colors is not None)
        actor = vtkActor()
        actor.SetMapper(mapper)
        actor.SetProperty(surface)
        actor.SetShaderProperty(shader)
        if shown is not None:
            actor.SetTexture(shown)
        is_translucent = bool(actor.HasTranslucentPolygonalGeometry())
        drawn.append(DrawnChunk(actor, chunk.center, chunk.radius_m, is_translucent))
    return DrawnPart(shader, surface, part.material, is_lamp, kind.is_glowing, tuple(drawn))


def _surface(material: Material) -> vtkProperty:
    surface = vtkProperty()
    surface.SetInterpolationToPhong()
    surface.SetColor(*material.base_color[:3])
    surface.SetOpacity(material.base_color[3])
    surface.SetBackfaceCulling(not material.two_sided)
    return surface
