"""Where our convention meets VTK's: the one file that knows of an eye, a focal point and a view-up."""

from __future__ import annotations

import numpy as np
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkCamera

from zeroshot.framing.lens.optics import View
from zeroshot.spatial import FORWARD, HEAD, Array, Placement, rotate

NEAR_M = 0.01
"""A wall 5 cm from the lens is drawn up to the corners of the widest picture: 5 cm · cos 75° > 1 cm."""

GL_FROM_CAMERA: Array = np.array([[0.0, 1, 0, 0], [0, 0, -1, 0], [-1, 0, 0, 0], [0, 0, 0, 1]])
_CAMERA_FROM_GL: Array = np.asarray(np.linalg.inv(GL_FROM_CAMERA), np.float64)
"""OpenGL looks along −Z with +X right and +Y toward the picture's top."""


def aim(camera: vtkCamera, placement: Placement, view: View, *, far_m: float, near_m: float = NEAR_M) -> None:
    """Set VTK's camera to a placement and the exact pinhole of a view; far_m is where the world may end."""
    eye = np.asarray(placement.position_m)
    camera.SetPosition(*eye)
    camera.SetFocalPoint(*(eye + rotate(placement.orientation_xyzw, FORWARD)))
    camera.SetViewUp(*rotate(placement.orientation_xyzw, HEAD))
    camera.SetClippingRange(near_m, far_m)
    camera.SetExplicitProjectionTransformMatrix(to_vtk_matrix(projection(view, near_m=near_m, far_m=far_m)))
    camera.SetUseExplicitProjectionTransformMatrix(True)


def projection(view: View, *, near_m: float, far_m: float) -> Array:
    """Return OpenGL's 4×4 clip-from-eye matrix of a view, shift and squeeze included.

    Source: the off-centre frustum of the OpenGL specification (glFrustum).
    """
    left, right, top, bottom = view.tangents
    depth = far_m - near_m
    return np.array(
        [
            [2.0 / (right - left), 0.0, (right + left) / (right - left), 0.0],
            [0.0, 2.0 / (bottom - top), -(bottom + top) / (bottom - top), 0.0],
            [0.0, 0.0, -(far_m + near_m) / depth, -2.0 * far_m * near_m / depth],
            [0.0, 0.0, -1.0, 0.0],
        ]
    )


def world_from_eye(placement: Placement) -> Array:
    """Return the 4×4 matrix from OpenGL's eye space to the world, for shaders."""
    return np.asarray(placement.matrix @ _CAMERA_FROM_GL)


def to_vtk_matrix(matrix: Array) -> vtkMatrix4x4:
    """Return a 4×4 array as VTK's matrix."""
    result = vtkMatrix4x4()
    result.DeepCopy(np.asarray(matrix, dtype=np.float64).ravel().tolist())
    return result
