"""Meshes as VTK's geometry, uploaded once and drawn in as many shots as hold them."""

from __future__ import annotations

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from zeroshot.mesh import Image, Material, Mesh, Part
from zeroshot.render.shader import replacements

ANISOTROPY = 8
"""Walls are seen at a grazing angle down the length of a module."""


class DrawnMesh:
    """The actors of one mesh. Holds the mesh, so that its identity stays its own."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self._sources = [(part, _poly_data(part), _texture(part.material)) for part in mesh.parts]

    def build_actors(self) -> list[vtkActor]:
        """Build actors that draw this mesh once; several sets share the points and textures."""
        return [_actor(part, data, texture) for part, data, texture in self._sources]


def _poly_data(part: Part) -> vtkPolyData:
    data = vtkPolyData()
    points = vtkPoints()
    points.SetData(numpy_to_vtk(np.ascontiguousarray(part.points, np.float32), deep=True))
    data.SetPoints(points)
    cells = vtkCellArray()
    offsets = np.arange(0, 3 * len(part.triangles) + 1, 3, dtype=np.int64)
    corners = np.ascontiguousarray(part.triangles, np.int64).ravel()
    cells.SetData(numpy_to_vtkIdTypeArray(offsets, True), numpy_to_vtkIdTypeArray(corners, True))
    data.SetPolys(cells)
    data.GetPointData().SetNormals(numpy_to_vtk(np.ascontiguousarray(part.normals, np.float32), deep=True))
    if part.uvs is not None:
        data.GetPointData().SetTCoords(numpy_to_vtk(np.ascontiguousarray(part.uvs, np.float32), deep=True))
    if part.colors is not None:
        colors = np.rint(part.colors * np.asarray(part.material.base_color)).astype(np.uint8)
        data.GetPointData().SetScalars(numpy_to_vtk(np.ascontiguousarray(colors), deep=True))
    return data


def _texture(material: Material) -> vtkTexture | None:
    if material.texture is None:
        return None
    texture = vtkTexture()
    texture.SetInputData(_image_data(material.texture))
    texture.InterpolateOn()
    texture.MipmapOn()
    texture.SetMaximumAnisotropicFiltering(ANISOTROPY)
    texture.RepeatOn()
    return texture


def _image_data(image: Image) -> vtkImageData:
    """Return an image whose first row is the bottom one, as VTK counts."""
    rows = np.ascontiguousarray(image[::-1])
    data = vtkImageData()
    data.SetDimensions(rows.shape[1], rows.shape[0], 1)
    data.GetPointData().SetScalars(numpy_to_vtk(rows.reshape(-1, rows.shape[2]), deep=True))
    return data


def _actor(part: Part, data: vtkPolyData, texture: vtkTexture | None) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetScalarVisibility(part.colors is not None)
    actor = vtkActor()
    actor.SetMapper(mapper)
    if texture is not None and part.uvs is not None:
        actor.SetTexture(texture)
    _set_material(actor, part.material)
    for tag, code in replacements(is_textured=actor.GetTexture() is not None):
        actor.GetShaderProperty().AddFragmentShaderReplacement(tag, True, code, False)
    return actor


def _set_material(actor: vtkActor, material: Material) -> None:
    surface = actor.GetProperty()
    surface.SetInterpolationToPhong()
    surface.SetColor(*material.base_color[:3])
    surface.SetOpacity(material.base_color[3])
    surface.SetBackfaceCulling(not material.two_sided)
    is_glowing = max(material.emission) > 0.0
    surface.SetAmbient(1.0 if is_glowing else 0.0)
    surface.SetAmbientColor(*material.emission)
    surface.SetSpecular(1.0)
    # A metal has no diffuse colour of its own; its gloss carries its colour, and is stronger.
    gloss = 1.0 + 4.0 * material.metallic
    surface.SetSpecularColor(*(min(1.0, gloss * 0.2) for _ in range(3)))
    surface.SetSpecularPower(power_from_roughness(material.roughness))


def power_from_roughness(roughness: float) -> float:
    """Return the Blinn-Phong power of a roughness 0 to 1: 2 / r⁴ − 2, kept between 4 and 400.

    Source: Walter et al., "Microfacet Models for Refraction", EGSR 2007, as is usual with r² for glTF.
    """
    return float(np.clip(2.0 / max(roughness, 0.05) ** 4 - 2.0, 4.0, 400.0))
