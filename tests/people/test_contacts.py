"""The places where people touch lie on the skin, face outward, and come along with the pose."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.people.figure import Person, Posture, build_figure

BODIES = [("female", 1.55), ("female", 1.75), ("male", 1.60), ("male", 1.90)]
OFF_SKIN_M = 0.03
"""As near as what touches must come; cloth hangs off the back by more or less."""


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("pose", ["standing", "neutral"])
def test_places_lie_on_the_skin_and_face_outward(body, pose):
    figure = build_figure(Person(*body, "#888888"), Posture(pose))
    firm = [part for part in figure.mesh.parts if part.material.name not in ("hair", "eyes", "brows")]
    points, normals = (
        np.concatenate([getattr(part, kind) for part in firm]) for kind in ("points", "normals")
    )
    for name, contact in figure.contacts_in_actor.items():
        off_m = np.linalg.norm(points - contact.position, axis=1)
        assert off_m.min() < OFF_SKIN_M, name
        assert np.linalg.norm(contact.normal) == pytest.approx(1.0)
        assert (normals[off_m < OFF_SKIN_M + 0.01] @ contact.normal).max() > 0.5, name


def test_sides_mirror_each_other():
    contacts = build_figure(Person("male", 1.8, "#888888"), Posture("neutral")).contacts_in_actor
    for name, contact in contacts.items():
        if name.startswith("left"):
            other = contacts["right" + name.removeprefix("left")]
            assert np.allclose(contact.position, other.position * [1, -1, 1], atol=1e-9), name
            assert np.allclose(contact.normal, other.normal * [1, -1, 1], atol=1e-9), name
