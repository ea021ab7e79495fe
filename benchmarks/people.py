"""Time posing and skinning people, beside the same done naively with numpy and with trimesh, and 20 at once.

Run: OMP_NUM_THREADS=1 python benchmarks/people.py [--runs N] [SCENE]. One core; read the ratios, for the
milliseconds are this machine's today. "Posing" is from a posture nobody has asked for before to joints about
the centre of mass, "skinning" from there to points and normals of skin, hair and clothes. The naive ways turn
the same points by the same weights: numpy gathers and blends every point's bones, trimesh turns the whole
mesh once a bone.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import trimesh

from zeroshot.framing.staging import stage
from zeroshot.people.figure import Figure, Person, Posture, build_figure
from zeroshot.people.outfit import Level, drawn_parts
from zeroshot.people.shape import shaped_body
from zeroshot.people.skeleton import INDEX, JOINTS, PARENT, stack_joints
from zeroshot.people.skinning import skin_movers
from zeroshot.people.template import SKIN_JOINTS, bone_of
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[1] / "scenes" / "four_planes.json"
PERSON = Person("male", 1.755, "#c8553d")
GOALS_MS = {"full": 5.0, "light": 1.0}


def milliseconds(work: Callable[[int], object], runs: int) -> float:
    """Return the median over runs of the processor's time for a piece of work that is told its run."""
    times = []
    for run in range(runs):
        started = time.thread_time()
        work(run)
        times.append(1000.0 * (time.thread_time() - started))
    return statistics.median(times)


def posture(run: int) -> Posture:
    """Return a posture of its own for every run."""
    return Posture("neutral", {"rightLowerArm": (0, 20 + 0.1 * run, 0), "neck": (0, -0.1 * run, 0)})


def ours(run: int, level: Level) -> int:
    """Pose and skin one person."""
    figure = build_figure(PERSON, posture(run))
    return (figure.mesh if level == "full" else figure.light_mesh).triangle_count


def naive_pose(figure: Figure) -> dict[str, np.ndarray]:
    """Turn a skeleton bone by bone with matrices (4, 4)."""
    rest = shaped_body(PERSON.sex, PERSON.stature_m).rest
    placed = {}
    for name in JOINTS:
        parent = PARENT[name]
        local = np.eye(4)
        local[:3, :3] = figure.turns[INDEX[name]]
        local[:3, 3] = rest[INDEX[name]] - (rest[INDEX[parent]] if parent else 0.0)
        placed[name] = placed[parent] @ local if parent else local
    return placed


def naive_numpy(figure: Figure, level: Level) -> None:
    """Pose, gather each point's dual quaternions, choose their signs there, blend, and turn."""
    naive_pose(figure)
    body = shaped_body(PERSON.sex, PERSON.stature_m)
    movers = skin_movers(body, stack_joints(figure.joints_in_actor), figure.attitudes_in_actor)
    for part in drawn_parts(PERSON, level):
        picked = movers[part.joints]
        side = np.sign(np.einsum("nkq,nq->nk", picked[:, :, :4], picked[:, 0, :4]) + 1e-9)
        blend = np.sum((part.weights * side)[:, :, None] * picked, axis=1)
        blend /= np.linalg.norm(blend[:, :4], axis=1, keepdims=True)
        real, w, dual, dual_w = blend[:, :3], blend[:, 3:4], blend[:, 4:7], blend[:, 7:]
        shift = 2.0 * (w * dual - dual_w * real + np.cross(real, dual))
        for rows in (part.points, part.normals):
            rows + 2.0 * np.cross(real, np.cross(real, rows) + w * rows) + shift


def naive_trimesh(figure: Figure, level: Level) -> None:
    """Pose, let trimesh turn the whole mesh once a bone, add up by weights, and find the normals anew."""
    placed = naive_pose(figure)
    body = shaped_body(PERSON.sex, PERSON.stature_m)
    for part in drawn_parts(PERSON, level):
        moved = np.zeros_like(part.points, dtype=float)
        for index, name in enumerate(SKIN_JOINTS):
            share = np.sum(part.weights * (part.joints == index), axis=1, keepdims=True)
            if share.any():
                bind = np.eye(4)
                bind[:3, :3] = body.bind_attitudes[INDEX[bone_of(name)]]
                bind[:3, 3] = body.bind_positions[INDEX[bone_of(name)]]
                turn = placed[bone_of(name)] @ np.linalg.inv(bind)
                moved += share * trimesh.transform_points(part.points, turn)
        _ = trimesh.Trimesh(moved, part.triangles, process=False).vertex_normals


def crowd(document: Document, count: int, step: float) -> Document:
    """Return a scene with many people, each bent a little otherwise at each step."""
    data = document.model_dump(mode="json", exclude_none=True)
    data["shots"] = [{"id": "s", "camera": document.cameras[0].id}]
    data["actors"] = [
        {
            "id": f"p{index}",
            "body": {"sex": ("female", "male")[index % 2], "stature_m": round(1.55 + 0.02 * index, 2)},
            "color": "#c8553d",
            "position_m": [0.4 * (index % 5), 0.4 * (index // 5 % 2), 0.5 * (index // 10)],
            "pose": {"name": "neutral", "joints_deg": {"rightLowerArm": [0, 20 + step + index, 0]}},
        }
        for index in range(count)
    ]
    return Document.model_validate(data)


def print_levels(runs: int) -> None:
    """Print one person at each level beside the naive ways."""
    figure = build_figure(PERSON, posture(0))
    print(f"posing alone: {milliseconds(lambda run: build_figure(PERSON, posture(run)), runs):.2f} ms")
    for level in ("full", "light"):
        parts = drawn_parts(PERSON, level)
        counts = sum(len(part.points) for part in parts), sum(len(part.triangles) for part in parts)
        ours(0, level)
        took = milliseconds(lambda run, level=level: ours(run + 1, level), runs)
        numpy_ms = milliseconds(lambda _, level=level: naive_numpy(figure, level), max(3, runs // 10))
        trimesh_ms = milliseconds(lambda _, level=level: naive_trimesh(figure, level), max(3, runs // 10))
        print(
            f"{level}: {counts[0]} points, {counts[1]} triangles: {took:.2f} ms to pose and skin "
            f"(goal {GOALS_MS[level]:.0f} ms); naive numpy {numpy_ms:.1f} ms, {numpy_ms / took:.0f} times; "
            f"trimesh {trimesh_ms:.1f} ms, {trimesh_ms / took:.0f} times"
        )


def print_crowd(scene: Path, runs: int) -> None:
    """Print what 20 people cost when all move, and when one does."""
    document = read_document(scene)

    def meshes(step: float, count: int, moving: int) -> None:
        both = crowd(document, count, 0.0), crowd(document, moving, step)
        actors = (*both[1].actors, *both[0].actors[moving:])
        staged = stage(both[0].model_copy(update={"actors": actors}), beside=scene.parent)
        for actor in staged.actors:
            _ = actor.figure.light_mesh

    for count, moving in ((20, 20), (20, 1), (1, 1)):
        meshes(0.0, count, moving)
        took = milliseconds(
            lambda run, count=count, moving=moving: meshes(0.1 + 0.1 * run, count, moving), runs
        )
        print(
            f"{count} people in a scene, {moving} of them moved: {took:.1f} ms to stage, pose and skin light"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=SCENE)
    parser.add_argument("--runs", type=int, default=60)
    chosen = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, numpy {np.__version__}, processor time of one thread"
    )
    print_levels(chosen.runs)
    print_crowd(chosen.scene, max(3, chosen.runs // 4))


if __name__ == "__main__":
    main()
