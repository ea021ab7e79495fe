"""Find models: those of the library by name, a director's own by a path relative to the scene file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.library.assets import asset_folder
from zeroshot.library.collada_files import overhead_axis_of_collada
from zeroshot.library.facts import FORMAT, ModelFacts, NamedPoint, read_facts
from zeroshot.library.meshes import is_mesh_name, load_mesh, missing_files, refuse_unusable_file
from zeroshot.mesh import Mesh
from zeroshot.scene.document import Axes

GLTF_AXES = Axes(forward="+Z", right="-X", down="-Y")
"""glTF's own: +Y overhead, +Z the front, right-handed. Source: Khronos glTF 2.0 specification, §3.4."""
Z_OVERHEAD_AXES = Axes(forward="+X", right="-Y", down="-Z")
"""+Z overhead, right-handed. Source for 3MF: its core specification, §3.3."""
PLAIN_AXES = Axes(forward="+X", right="+Y", down="+Z")
_COLLADA_AXES = {
    "X": Axes(forward="+Z", right="+Y", down="-X"),
    "Y": GLTF_AXES,
    "Z": Z_OVERHEAD_AXES,
}


@dataclass(frozen=True)
class Model:
    """A mesh and what is known of it. mesh_path: the file on disk."""

    name: str
    title: str
    kind: Literal["module", "prop"]
    mesh_path: Path
    facts: ModelFacts

    @property
    def points(self) -> dict[str, NamedPoint]:
        """Return the named points, in the model's frame and metres."""
        return self.facts.points

    def load(
        self,
        *,
        scale: float = 1.0,
        axes: Axes | None = None,
        options: Mapping[str, str] | None = None,
        is_light: bool = False,
        is_bare: bool = False,
    ) -> Mesh:
        """Load the mesh: forward, right, down, metres. scale, axes and options are the scene's, on top of the
        facts. is_light: the lighter level, about a quarter of the triangles, of models that have one.
        is_bare: textures are not needed.

        Raises AssetError: no usable mesh, or an option or value that the model does not have.
        """
        mesh = load_mesh(
            self.mesh_path,
            metres_per_unit=self.facts.metres_per_unit * scale,
            axes=axes or self.facts.axes,
            is_light=is_light,
            is_bare=is_bare,
        )
        chosen = self.choose(options or {})
        return _chosen(mesh, tuple(sorted(chosen.items()))) if chosen else mesh

    def choose(self, options: Mapping[str, str]) -> dict[str, str]:
        """Return the value of every option of the model: the scene's where it names one, else the usual one.

        Raises AssetError for an option or a value that the model does not have.
        """
        known = self.facts.options
        for option, value in options.items():
            if option not in known:
                offer = did_you_mean(option, known) or (f": it has {', '.join(known)}" if known else "")
                raise AssetError(f'the model "{self.name}" has no option "{option}"{offer}')
            if value not in known[option]:
                raise AssetError(
                    f'the option "{option}" of the model "{self.name}" is {" or ".join(known[option])}, '
                    f'not "{value}"'
                )
        return {option: options.get(option, values[0]) for option, values in known.items()}

    def missing_files(self) -> tuple[str, ...]:
        """Say which textures and material files the mesh asks for that do not exist, one sentence each."""
        return missing_files(self.mesh_path)


@lru_cache(maxsize=128)
def _chosen(mesh: Mesh, options: tuple[tuple[str, str], ...]) -> Mesh:
    """Keep what was chosen before: who draws a mesh knows it by its identity."""
    return mesh.chosen(dict(options))


def is_model_path(name: str) -> bool:
    """Tell whether a scene's ``model`` is a path and not a name of the library."""
    return "/" in name or "\\" in name or is_mesh_name(name)


def find_model(name: str, *, beside: Path | None) -> Model:
    """Find the model that a scene names.

    name: a name of the library; or, when it holds a slash or ends like a mesh, a path relative to beside, the
    folder of the scene file or the file itself (None: the current folder).
    Raises AssetError: no such name (with the nearest), no such file, or facts that cannot be used.
    """
    if is_model_path(name):
        return _model_at(_folder_of(beside) / Path(name).expanduser())
    folder = asset_folder() / "models"
    if not (folder / f"{name}.json").is_file():
        known = model_names()
        raise AssetError(
            f'there is no model "{name}" in the library{did_you_mean(name, known) or _offer(known)}; '
            "a mesh of your own is named by its path, with its suffix"
        )
    return _model_from_facts(folder / f"{name}.json")


def list_models() -> tuple[Model, ...]:
    """Return every model of the library, by name. Raises AssetError when one's facts cannot be used."""
    folder = asset_folder() / "models"
    return tuple(_model_from_facts(folder / f"{name}.json") for name in model_names())


def model_names() -> tuple[str, ...]:
    """Return the names of the library's models in order, reading none of them."""
    folder = asset_folder() / "models"
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def _offer(known: tuple[str, ...]) -> str:
    return f": it holds {', '.join(known)}" if known else ": it is empty"


def _folder_of(beside: Path | None) -> Path:
    if beside is None:
        return Path()
    return beside.parent if beside.is_file() else beside


def _model_at(path: Path) -> Model:
    # Loading would say the same later; a scene should fail when its models are looked up.
    refuse_unusable_file(path)
    facts_path = path.with_suffix(".json")
    if _is_facts_file(facts_path):
        facts = read_facts(facts_path)
        return _kept(Model(facts.name, facts.title or facts.name, facts.kind, path, facts))
    facts = ModelFacts(name=path.stem, title=path.stem, mesh=path.name, axes=default_axes(path))
    return _kept(Model(path.stem, path.stem, facts.kind, path, facts))


def _is_facts_file(path: Path) -> bool:
    """Tell whether a .json beside a mesh is meant for zeroshot; another program's is left alone."""
    try:
        content = json.loads(path.read_bytes())
    except OSError:
        return path.is_file()  # there but unreadable: read_facts says why
    except (ValueError, RecursionError):
        return FORMAT.encode() in path.read_bytes()
    return isinstance(content, dict) and content.get("format") == FORMAT


def default_axes(path: Path) -> Axes:
    """Return the axes of a mesh file of which nothing is said: by what its kind, or the file, states."""
    suffix = path.suffix.lower()
    if suffix in (".glb", ".gltf", ".vrm"):
        return GLTF_AXES
    if suffix in (".3mf", ".step", ".stp"):
        return Z_OVERHEAD_AXES
    if suffix == ".dae":
        try:
            return _COLLADA_AXES[overhead_axis_of_collada(path)]
        except OSError:
            return PLAIN_AXES  # loading says why it cannot be read
    return PLAIN_AXES


def _model_from_facts(facts_path: Path) -> Model:
    facts = read_facts(facts_path)
    mesh_path = facts_path.parent / facts.mesh
    return _kept(Model(facts.name, facts.title or facts.name, facts.kind, mesh_path, facts))


_models: dict[Path, Model] = {}


def _kept(model: Model) -> Model:
    """Return the very same model as before while nothing is known anew: others tell it by its identity."""
    before = _models.get(model.mesh_path)
    if before is not None and (before.facts is model.facts or before == model):
        return before
    _models[model.mesh_path] = model
    return model
