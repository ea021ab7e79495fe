"""What the File menu does: new, open, save; and what is asked before unsaved work would be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from zeroshot.errors import ZeroshotError
from zeroshot.gui.actions import Action, given_name, translated
from zeroshot.gui.recent import forget_files, remember_file
from zeroshot.library.assets import scenes_folder
from zeroshot.library.models import list_models
from zeroshot.scene.document import Camera, Document, Module, StationSet
from zeroshot.scene.files import read_document

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

SCENE_FILTER = "Scenes (*.json)"


def may_leave(window: Window) -> bool:
    """Ask what becomes of unsaved work; tells whether the scene may be left."""
    if not window.desk.session.is_dirty:
        return True
    answer = window.ask_about_unsaved()
    if answer == QMessageBox.StandardButton.Save:
        return save(window)
    return answer == QMessageBox.StandardButton.Discard


def new_scene(window: Window) -> None:
    """Begin with an empty Destiny and one camera."""
    if may_leave(window):
        window.desk.take(empty_scene(), path=None)


def empty_scene(model: str = "destiny") -> Document:
    """Build a scene to begin with: one module and a camera in its aft half, looking forward."""
    return Document(
        set=StationSet(modules=(Module(id="lab" if model == "destiny" else model, model=model),)),
        cameras=(
            Camera(
                id="a",
                name=given_name("{letter} camera").format(letter="A"),
                position_m=(-2.0, 0.0, 0.0),
                aspect=2.39,
            ),
        ),
    )


def open_scene(window: Window) -> None:
    """Choose a scene file and open it."""
    if not may_leave(window):
        return
    start = str(window.desk.path.parent if window.desk.path else Path.cwd())
    chosen, _ = QFileDialog.getOpenFileName(window, translated("Open scene"), start, translated(SCENE_FILTER))
    if chosen:
        window.open_path(Path(chosen))


def save(window: Window) -> bool:
    """Save to the scene's file; ask for one where it has none."""
    return window.desk.save() if window.desk.path is not None else save_as(window)


def save_as(window: Window) -> bool:
    """Save under another name."""
    start = str(window.desk.path or Path.cwd() / "scene.json")
    chosen, _ = QFileDialog.getSaveFileName(window, translated("Save scene"), start, translated(SCENE_FILTER))
    if not chosen:
        return False
    path = Path(chosen)
    is_saved = window.desk.save(path if path.suffix else path.with_suffix(".json"))
    if is_saved and window.desk.path is not None:
        remember_file(window.settings, window.desk.path)
        window.show_recent()
    return is_saved


def _from_template(name: str) -> Callable[[Window], None]:
    """Begin with a copy of an example scene, which has no file of its own yet."""

    def run(window: Window) -> None:
        if may_leave(window):
            try:
                window.desk.take(read_document(scenes_folder() / f"{name}.json"), path=None)
            except ZeroshotError as error:
                window.desk.tell(str(error))

    return run


def _in_module(model: str) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        if may_leave(window):
            window.desk.take(empty_scene(model), path=None)

    return run


def _forget_recent(window: Window) -> None:
    forget_files(window.settings)
    window.show_recent()


TEMPLATES: dict[str, str] = {
    "face_to_face": "Two people face to face, three planes",
    "four_planes": "Three people, four planes",
    "one_plane": "Two people in one plane",
    "table_on_the_wall": "A table on the wall",
    "through_the_station": "Down the length of the station",
}
"""Example scenes to begin with, by file."""

FILE_ACTIONS: tuple[Action, ...] = (
    Action("new", "New", "File", new_scene, ("Ctrl+N",)),
    *(
        Action(f"new-{name.replace('_', '-')}", title, "File/New from", _from_template(name))
        for name, title in TEMPLATES.items()
    ),
    *(
        Action(f"new-in-{model.name}", model.facts.title, "File/New in", _in_module(model.name))
        for model in list_models()
        if model.facts.kind == "module"
    ),
    Action("open", "Open…", "File", open_scene, ("Ctrl+O",)),
    Action("forget-recent", "Forget these", "File/Recent", _forget_recent),
    Action("save", "Save", "File", lambda window: void(save(window)), ("Ctrl+S",), starts_group=True),
    Action("save-as", "Save as…", "File", lambda window: void(save_as(window)), ("Ctrl+Shift+S",)),
    Action("quit", "Quit", "File", lambda window: void(window.close()), ("Ctrl+Q",), starts_group=True),
)


def void(_result: object) -> None:
    """Drop a result that an action has no use for."""
