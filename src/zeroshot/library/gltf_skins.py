"""glTF skins: where the points of a rigged figure come to lie as its joints stand in the file.

Source: Khronos glTF 2.0 specification, §3.7.3: the matrix of a joint is its global transform times its
inverse bind matrix; a skinned mesh ignores the transform of its own node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrices = NDArray[np.float64]


def global_matrices(nodes: list[dict[str, Any]], local: Callable[[dict[str, Any]], Matrices]) -> Matrices:
    """Return ``file_from_node`` of every node (n, 4, 4). Raises ValueError when nodes hold each other."""
    found = np.tile(np.eye(4), (len(nodes), 1, 1))
    parent = np.full(len(nodes), -1)
    for index, node in enumerate(nodes):
        for child in node.get("children", []):
            parent[child] = index
    for index in range(len(nodes)):
        step, steps = index, 0
        while step >= 0:
            found[index] = local(nodes[step]) @ found[index]
            step, steps = int(parent[step]), steps + 1
            if steps > len(nodes):
                raise ValueError("a node is its own child")
    return found


def joint_matrices(joints: list[int], file_from_node: Matrices, inverse_binds: Matrices | None) -> Matrices:
    """Return what carries points as they were bound to where the joints are now: (j, 4, 4).

    inverse_binds: (j, 4, 4), or None for identities. Raises ValueError when there are fewer than joints.
    """
    placed = file_from_node[joints]
    if inverse_binds is None:
        return placed
    if inverse_binds.shape != placed.shape:
        raise ValueError("a skin has another number of joints than of matrices")
    return np.asarray(placed @ inverse_binds)


def point_matrices(joints: NDArray[np.int64], weights: NDArray[np.float64], matrices: Matrices) -> Matrices:
    """Blend the matrices of the joints that hold each point: (n, 4, 4).

    joints: (n, k) indices. weights: (n, k), not negative; brought to a sum of 1, all zero being the first
    joint.
    Raises ValueError for a joint that is not there.
    """
    if joints.min(initial=0) < 0 or joints.max(initial=-1) >= len(matrices):
        raise ValueError("a point hangs on a joint that does not exist")
    total = weights.sum(axis=1, keepdims=True)
    first = np.zeros_like(weights)
    first[:, 0] = 1.0
    shares = np.where(total > 1e-9, weights / np.where(total > 1e-9, total, 1.0), first)
    blended = np.zeros((len(joints), 4, 4))
    for column in range(joints.shape[1]):
        blended += shares[:, column, None, None] * matrices[joints[:, column]]
    return blended


def carry(points: NDArray[np.float64], matrices: Matrices) -> NDArray[np.float64]:
    """Carry each point (n, 3) by its own matrix (n, 4, 4)."""
    return np.asarray(np.einsum("nij,nj->ni", matrices[:, :3, :3], points) + matrices[:, :3, 3])


def turn(normals: NDArray[np.float64], matrices: Matrices) -> NDArray[np.float64]:
    """Turn each normal (n, 3) by its point's matrix, sheared ones included; unit length where it can be."""
    cofactors = np.cross(matrices[:, [1, 2, 0], :3], matrices[:, [2, 0, 1], :3])
    turned = np.einsum("nij,nj->ni", cofactors, normals)
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    return np.asarray(turned / np.where(length > 0.0, length, 1.0))
