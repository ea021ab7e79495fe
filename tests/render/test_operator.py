"""The camera and its operator in pictures: others see them, their own lens does not."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.framing.staging import stage
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Camera, Document, Lens, Operator, Shot
from zeroshot.spatial import look_at

pytestmark = pytest.mark.graphics


def scene(operator: Operator | None) -> Document:
    """Two cameras in nowhere; b sees a from its left and before it."""
    place = np.array([1.2, -1.0, -0.1])
    x, y, z, w = (float(value) for value in look_at(-place, head_reference_in_world=[0.0, 0.0, -1.0]))
    cameras = (
        Camera(id="a", operator=operator, lens=Lens(focal_length_mm=24.0)),
        Camera(id="b", position_m=tuple(place), orientation_xyzw=(x, y, z, w)),
    )
    return Document(cameras=cameras, shots=(Shot(id="1", camera="a"), Shot(id="2", camera="b")))


def test_others_see_camera_and_operator_and_their_own_lens_does_not() -> None:
    with Painter() as painter:
        pictures = {
            (shot, bool(operator)): painter.draw(
                stage(scene(operator), shot), width_px=160, height_px=90, look="draft"
            )
            for shot in ("1", "2")
            for operator in (None, Operator())
        }
    assert not pictures["2", False].any(), "a camera without an operator is a mere place"
    assert (pictures["2", True].max(axis=2) > 20).mean() > 0.1
    assert np.array_equal(pictures["1", True], pictures["1", False]), (
        "nothing of them is before their own lens"
    )
