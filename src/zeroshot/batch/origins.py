"""What a still is made from, as hashes: what the scene says of the shot, the look, and the models' files.

Only what concerns the shot counts: another shot, an unused camera or the scene's notes may change, and the
still stays up to date.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TypeVar

from zeroshot.errors import AssetError, SceneFileError
from zeroshot.framing.cast.operator import RIG_MODEL
from zeroshot.library.assemblies import with_assembly
from zeroshot.library.meshes import files_of_mesh
from zeroshot.library.models import Model, find_model, is_model_path
from zeroshot.render.looks import find_look
from zeroshot.render.still import Origin, sha256_of
from zeroshot.scene.content import text_from_document
from zeroshot.scene.document import Camera, Document, Item
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import ResolvedShot, blocked, resolve
from zeroshot.scene.values import FrozenDict, split_reference

AnItem = TypeVar("AnItem", bound=Item)


def origin_of(document: Document, shot_id: str, *, beside: Path, look: str) -> Origin:
    """Say what a shot would be drawn from now. beside: the folder of the scene file.

    Raises SceneFileError for an unknown shot, AssetError for a model that cannot be found or read.
    """
    resolved = resolve(with_assembly(document), shot_id)
    concerned = _only_what_concerns(resolved)
    return Origin(
        shot_sha256=sha256_of(text_from_document(concerned).encode()),
        look_sha256=_hash_of_look(look),
        files=dict(sorted(_files_of(concerned, beside=beside))),
    )


def own_files_of(scenes: Iterable[Path]) -> tuple[Path, ...]:
    """Return the scene files and every file of the models that they name by path.

    That is what does not come with zeroshot. What cannot be used is left out; drawing it says why.
    """
    found: dict[Path, None] = {}
    for scene in scenes:
        found[scene] = None
        try:
            document = read_document(scene)
        except SceneFileError:
            continue
        for name in sorted(filter(is_model_path, _model_names(document))):
            with suppress(AssetError):
                found |= dict.fromkeys(_files_of_model(find_model(name, beside=scene.parent)))
    return tuple(found)


def _model_names(document: Document) -> set[str]:
    operators = [camera.operator for camera in document.cameras if camera.operator is not None]
    bodies = [*(actor.body for actor in document.actors), *(operator.body for operator in operators)]
    names = {module.model for module in document.set.modules} | {prop.model for prop in document.props}
    return names | {body.figure for body in bodies if body.figure is not None}


def _only_what_concerns(resolved: ResolvedShot) -> Document:
    """Return the document with everything where it stands in this shot, and without the rest."""
    document, shot = resolved.document, resolved.shot
    shots = () if shot is None else (shot.model_copy(update={"blocking": FrozenDict()}),)
    parts = {
        "notes": "",
        "set": document.set.model_copy(update={"modules": _plain(resolved.modules)}),
        "actors": _plain(resolved.actors),
        "cameras": _plain(_cameras_of(resolved)),
        "props": _plain(resolved.props),
        "lights": _plain(resolved.lights),
        "shots": shots,
    }
    return document.model_copy(update=parts)


def _plain(items: tuple[AnItem, ...]) -> tuple[AnItem, ...]:
    """Leave out what only says how things are handled in the app."""
    return tuple(
        item.model_copy(update={"locked": None, "group": None}) if item.locked or item.group else item
        for item in items
    )


def _cameras_of(resolved: ResolvedShot) -> tuple[Camera, ...]:
    """Return the shot's camera and those that are in it as things: filmed with, or looked at."""
    looked_at = {split_reference(actor.gaze.at)[0] for actor in resolved.actors if actor.gaze is not None}
    others = resolved.document.cameras
    if resolved.shot is not None:
        others = tuple(blocked(camera, resolved.shot.blocking) for camera in others)
    return (
        resolved.camera,
        *(
            camera
            for camera in others
            if camera.id != resolved.camera.id and (camera.operator is not None or camera.id in looked_at)
        ),
    )


def _hash_of_look(name: str) -> str:
    options = {key: value for key, value in asdict(find_look(name)).items() if key != "purpose"}
    return sha256_of(json.dumps(options, sort_keys=True).encode())


def _files_of(concerned: Document, *, beside: Path) -> Iterator[tuple[str, str]]:
    names = _model_names(concerned)
    if any(camera.operator is not None for camera in concerned.cameras):
        names.add(RIG_MODEL)
    for name in names:
        model = find_model(name, beside=beside)
        for path in _files_of_model(model):
            yield _told(path, model, name), _hash_of_file(path)


def _files_of_model(model: Model) -> tuple[Path, ...]:
    facts = model.mesh_path.with_suffix(".json")
    return (*files_of_mesh(model.mesh_path), *((facts,) if facts.is_file() else ()))


def _told(path: Path, model: Model, name: str) -> str:
    """Name a file without saying where on this machine it is."""
    folder = PurePath(name).parent if is_model_path(name) else PurePath("library")
    try:
        beside_mesh = os.path.relpath(path, model.mesh_path.parent)
    except ValueError:  # on another drive of Windows
        beside_mesh = path.name
    return (folder / beside_mesh).as_posix()


def _hash_of_file(path: Path) -> str:
    try:
        state = path.stat()
        return _hash_of_state(path, state.st_mtime_ns, state.st_size, state.st_ino)
    except OSError as error:
        raise AssetError(
            f'"{path.name}" cannot be read ({error.strerror}): check that you may read it ({path})'
        ) from None


@lru_cache(maxsize=4096)
def _hash_of_state(path: Path, _modified_ns: int, _size: int, _inode: int) -> str:
    """Hash a file once as long as it does not change."""
    return sha256_of(path.read_bytes())
