"""The sky of a picture: a cube around the eye, behind everything; its shader draws Earth and space on it."""

from __future__ import annotations

import functools
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkProperty
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLShaderProperty

from zeroshot.errors import AssetError
from zeroshot.framing.lens.optics import View
from zeroshot.framing.light.orbit import earth_from_world, sun_in_world
from zeroshot.framing.picture.exposure import ExposureReading
from zeroshot.library.assets import asset_folder
from zeroshot.mesh import Image, Material, Part
from zeroshot.render.camera import to_vtk_matrix, world_from_eye
from zeroshot.render.geometry import poly_data, texture_of
from zeroshot.render.shader import COLOURS
from zeroshot.render.sky_shader import SKY_DECLARATIONS, SKY_LIGHTING, SKY_SHOWN, SKY_UNLIMITED
from zeroshot.scene.document import Orbit
from zeroshot.spatial import Array, Placement

NOISE_PX = 512


class Sky:
    """The sky on the graphics card. Far behind everything: give half_m beyond the farthest thing."""

    def __init__(self, *, is_unlimited: bool = False) -> None:
        """Read the Earth's map and build the cube. Raises AssetError when the map is missing.

        is_unlimited: give linear light, exposed, in place of what a picture shows of it.
        """
        self.shader = vtkOpenGLShaderProperty()
        for tag, code in (
            ("//VTK::TCoord::Dec", f"//VTK::TCoord::Dec\n{COLOURS}{SKY_DECLARATIONS}"),
            ("//VTK::Light::Impl", SKY_LIGHTING + (SKY_UNLIMITED if is_unlimited else SKY_SHOWN)),
            ("//VTK::TCoord::Impl", ""),
        ):
            self.shader.AddFragmentShaderReplacement(tag, True, code, False)
        self._mapper = vtkPolyDataMapper()
        surface = vtkProperty()
        surface.SetInterpolationToPhong()
        earth, noise = _pictures().result()
        surface.SetTexture("zsNoise", texture_of(noise))
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetProperty(surface)
        self.actor.SetShaderProperty(self.shader)
        self.actor.SetTexture(texture_of(earth))
        # The map's fourth channel is city lights, not opacity.
        self.actor.ForceOpaqueOn()

    def set(
        self,
        orbit: Orbit,
        placement: Placement,
        view: View,
        exposure: ExposureReading,
        *,
        openings: Array | None,
        half_m: float,
        width_px: int,
    ) -> None:
        """Set the sky for one picture.

        openings: corners (n, 4, 3) in the world of what one sees out through: nothing else costs time then;
        None for all around. half_m: beyond the farthest thing; the sky lies at up to 1.75 times that.
        """
        eye = np.asarray(placement.position_m)
        part = _cube(eye, half_m) if openings is None else _patches(openings, eye, 1.7 * half_m)
        self._mapper.SetInputData(poly_data(part))
        left, right, _, _ = view.tangents
        uniforms = self.shader.GetFragmentCustomUniforms()
        rows = earth_from_world(orbit)
        vectors = {
            "zsEye": placement.position_m,
            "zsSun": sun_in_world(orbit),
            "zsEarthX": rows[0],
            "zsEarthY": rows[1],
            "zsEarthZ": rows[2],
            "zsGain": 1.0 / exposure.white,
        }
        for name, vector in vectors.items():
            uniforms.SetUniform3f(name, [float(value) for value in vector])
        uniforms.SetUniformf("zsExposure", exposure.display_per_lux)
        uniforms.SetUniformf("zsPixel", (right - left) / width_px)
        uniforms.SetUniformMatrix("zsWorldFromEye", to_vtk_matrix(world_from_eye(placement).T))


def _cube(eye: Array, half_m: float) -> Part:
    """Build a cube around the eye; which way its faces are turned does not matter."""
    corners = np.array(np.meshgrid([-1, 1], [-1, 1], [-1, 1], indexing="ij"), float).reshape(3, 8).T
    quads = [(0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5)]
    return _part(eye + half_m * corners, np.array(quads))


def _patches(openings: Array, eye: Array, distance_m: float) -> Part:
    """Build what is seen through openings: each moved out along the lines of sight to its corners."""
    away = (openings - eye).reshape(-1, 3)
    away = away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return _part(eye + distance_m * away, np.arange(len(away)).reshape(-1, 4))


def _part(points: Array, quads: NDArray[np.int_]) -> Part:
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return Part(
        points=points.astype(np.float32),
        normals=np.tile(np.array([0.0, 0.0, 1.0], np.float32), (len(points), 1)),
        triangles=triangles.astype(np.int32),
        material=Material(two_sided=True),
        uvs=np.zeros((len(points), 2), np.float32),
    )


def expect_sky() -> None:
    """Begin to read what a sky is drawn with, beside whatever comes next: a tenth of a second, once."""
    _pictures()


@functools.cache
def _pictures() -> Future[tuple[Image, Image]]:
    """Return the map of the Earth and the noise, as soon as they are there."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="sky")
    pictures = thread.submit(lambda: (_earth_map(), _noise()))
    thread.shutdown(wait=False)
    return pictures


def _earth_map() -> Image:
    path = asset_folder() / "sky" / "earth.png"
    try:
        with Pillow.open(path) as picture:
            return np.asarray(picture.convert("RGBA"))
    except OSError as error:
        raise AssetError(
            f"the map of the Earth cannot be read ({error}): install zeroshot again ({path})"
        ) from None


def _noise() -> Image:
    """Build noise that repeats without a seam: (n, n, 3) uint8, as much coarse as fine."""
    rng = np.random.default_rng(7)
    frequency = np.hypot(*np.meshgrid(*[np.fft.fftfreq(NOISE_PX) * NOISE_PX] * 2))
    spectrum = (
        np.fft.fft2(rng.normal(size=(NOISE_PX, NOISE_PX)))
        * (frequency >= 2.0)
        / np.maximum(frequency, 1.0) ** 1.3
    )
    noise = np.fft.ifft2(spectrum).real
    grey = (0.5 + 0.17 * noise / noise.std()).clip(0.0, 1.0)
    return np.repeat(np.rint(grey * 255.0).astype(np.uint8)[..., None], 3, axis=2)
