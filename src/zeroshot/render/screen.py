"""A shader that runs once at every pixel of a picture, with pictures as what it reads."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from zeroshot.mesh import Part, Points
from zeroshot.render.geometry import poly_data
from zeroshot.render.window import Canvas

Numbers = Mapping[str, float | int | NDArray[np.float64]]


class Screen:
    """One fragment shader over a whole picture of floats.

    The shader writes ``gl_FragData[0]``, alpha 1, and finds its pixel in ``gl_FragCoord``: rows from the
    bottom, as in all pictures that go in and come out here.
    """

    def __init__(self, declarations: str, code: str, pictures: tuple[str, ...]) -> None:
        """Make ready. pictures: the names of the samplers that the shader reads by ``texelFetch``."""
        self._canvas = Canvas()
        self._textures = {name: number_texture() for name in pictures}
        self._actor = vtkActor()
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(poly_data(_sheet()))
        self._actor.SetMapper(mapper)
        surface = self._actor.GetProperty()
        for name, texture in self._textures.items():
            surface.SetTexture(name, texture)
        self._actor.ForceOpaqueOn()
        shader = self._actor.GetShaderProperty()
        for tag, text in (
            ("//VTK::Picking::Dec", f"//VTK::Picking::Dec\n{declarations}"),
            ("//VTK::Light::Impl", code),
            ("//VTK::TCoord::Impl", ""),
        ):
            shader.AddFragmentShaderReplacement(tag, True, text, False)
        self._canvas.renderer.AddActor(self._actor)
        camera = self._canvas.renderer.GetActiveCamera()
        camera.ParallelProjectionOn()
        camera.SetPosition(0.0, 0.0, 1.0)
        camera.SetFocalPoint(0.0, 0.0, 0.0)
        camera.SetClippingRange(0.5, 1.5)

    def close(self) -> None:
        """Give the window back."""
        self._canvas.close()

    def run(
        self, *, width_px: int, height_px: int, pictures: Mapping[str, Points], numbers: Numbers
    ) -> Points:
        """Run the shader: (height_px, width_px, 4) float32, rows from the bottom.

        pictures: (h, w, 3 or 4) float32 by name, rows from the bottom. numbers: uniforms by name:
        integers, floats, vectors (3,), and longer arrays of floats.
        """
        for name, picture in pictures.items():
            fill_number_texture(self._textures[name], picture)
        set_numbers(self._actor.GetShaderProperty().GetFragmentCustomUniforms(), numbers)
        self._canvas.open(width_px, height_px, is_float=True)
        self._canvas.window.Render()
        return self._canvas.read_floats()[::-1]


def number_texture() -> vtkTexture:
    """Return a texture for numbers: read as they are, not filtered, not repeated."""
    texture = vtkTexture()
    texture.SetColorModeToDirectScalars()
    texture.InterpolateOff()
    texture.MipmapOff()
    texture.RepeatOff()
    texture.EdgeClampOn()
    return texture


def fill_number_texture(texture: vtkTexture, picture: Points) -> None:
    """Put a picture (h, w, 3 or 4) float32, rows from the bottom, into a texture.

    Fewer channels VTK would keep in bytes.
    """
    height_px, width_px, channels = picture.shape
    assert channels in (3, 4)
    data = vtkImageData()
    data.SetDimensions(width_px, height_px, 1)
    flat = np.ascontiguousarray(picture, np.float32).reshape(-1, channels)
    data.GetPointData().SetScalars(numpy_to_vtk(flat, deep=True))
    texture.SetInputData(data)


def set_numbers(uniforms: object, numbers: Numbers) -> None:
    """Set uniforms by name: integers, floats, vectors (3,), and longer arrays of floats."""
    from vtkmodules.vtkRenderingCore import vtkUniforms

    assert isinstance(uniforms, vtkUniforms)
    for name, value in numbers.items():
        if isinstance(value, np.ndarray):
            flat = [float(each) for each in value.ravel()]
            if len(flat) == 3:
                uniforms.SetUniform3f(name, flat)
            else:
                uniforms.SetUniform1fv(name, len(flat), flat)
        elif isinstance(value, int):
            uniforms.SetUniformi(name, value)
        else:
            uniforms.SetUniformf(name, value)


def _sheet() -> Part:
    """Build a sheet that covers every picture."""
    points = np.array([[-99, -99, 0], [99, -99, 0], [99, 99, 0], [-99, 99, 0]], np.float32)
    return Part(
        points=points,
        normals=np.tile(np.array([0, 0, 1], np.float32), (4, 1)),
        triangles=np.array([[0, 1, 2], [0, 2, 3]], np.int32),
        uvs=np.zeros((4, 2), np.float32),
    )
