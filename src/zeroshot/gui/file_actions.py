"""What the File menu does: new, open, save; and what is asked before unsaved work would be lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from zeroshot.gui.actions import Action, translated
from zeroshot.scene.document import Camera, Document, Module, StationSet

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
        cameras=(Camera(id="a", name="A camera", position_m=(-2.0, 0.0, 0.0), aspect=2.39),),
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
    return window.desk.save(path if path.suffix else path.with_suffix(".json"))


FILE_ACTIONS: tuple[Action, ...] = (
    Action("new", "New", "File", new_scene, ("Ctrl+N",)),
    Action("open", "Open…", "File", open_scene, ("Ctrl+O",)),
    Action("save", "Save", "File", lambda window: void(save(window)), ("Ctrl+S",), starts_group=True),
    Action("save-as", "Save as…", "File", lambda window: void(save_as(window)), ("Ctrl+Shift+S",)),
    Action("quit", "Quit", "File", lambda window: void(window.close()), ("Ctrl+Q",), starts_group=True),
)


def void(_result: object) -> None:
    """Drop a result that an action has no use for."""
