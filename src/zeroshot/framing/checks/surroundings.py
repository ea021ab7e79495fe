"""What is wrong with the set as a shot finds it: a camera out of it, and files that its meshes ask for."""

from __future__ import annotations

from collections.abc import Iterator

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name
from zeroshot.framing.picture.forms import Finding


def camera_outside(evidence: Evidence) -> Iterator[Finding]:
    """Find a camera that is in no module of a set."""
    staged = evidence.staged
    if not staged.modules or staged.station_module is not None:
        return
    lens = staged.camera_placement.position_m
    nearest = min(staged.modules, key=lambda module: module.distance_outside_m(lens))
    distance_m = nearest.distance_outside_m(lens)
    message = (
        f"{camera_name(staged)} is outside every module, {distance_m:.2f} m from {nearest.item.id}: "
        "move it inside, unless the shot is meant from there."
    )
    yield Finding("warning", "camera-outside", staged.camera.id, round(distance_m, 3), message)


def missing_files(evidence: Evidence) -> Iterator[Finding]:
    """Find textures and material files that a mesh asks for and that are not there."""
    for staged_model in (*evidence.staged.modules, *evidence.staged.props):
        for sentence in staged_model.model.missing_files():
            yield Finding("warning", "missing-file", staged_model.item.id, None, sentence)


READ_CHECKS: tuple[Check, ...] = (camera_outside, missing_files)
