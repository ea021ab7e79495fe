"""What is open on the desk: the document with its history, what is chosen, and where one looks.

Everything that a window shows follows from a desk, and everything that a window does is a call to it. It
tells its listeners by topic what changed, and never raises at a filmmaker: what cannot be done is told as a
message.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, TypedDict, get_args

from zeroshot.desk.carried import carried
from zeroshot.desk.free_camera import FreeCamera
from zeroshot.desk.missing import drawable, missing_models
from zeroshot.errors import ZeroshotError
from zeroshot.framing.cast.cast import pose_as_told
from zeroshot.framing.moves.place import ChangeItem, PlaceItems
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.people.figure import Figure
from zeroshot.scene.document import AnyItem, Blocking, Camera, Document
from zeroshot.scene.files import read_document, write_document
from zeroshot.scene.resolve import blocked, placement_of, resolve, shots_of
from zeroshot.scene.revision import Edit
from zeroshot.scene.session import Change, Session
from zeroshot.spatial import Placement

Topic = Literal["document", "selection", "shot", "view", "tools", "file", "message", "cast"]
TOPICS: tuple[Topic, ...] = get_args(Topic)

START = FreeCamera(Placement((-2.2, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0)), 2.2)
"""Where the stage view looks from at first: along the module, from its aft half."""


@dataclass
class Tools:
    """How the hand works: which handles are shown, in whose frame, and what they click to.

    frame: "station", "own", "camera", or an actor's id. step_snap_m, angle_snap_deg: None for free.
    this_shot_only: whether what is moved is moved in the present shot only. is_posing: whether the joints of
    who is chosen can be taken hold of.
    turntable: None, or "station" or an actor's id, about whose head direction the stage view is turned.
    """

    handles: Literal["move", "turn", "both", "none"] = "both"
    frame: str = "station"
    step_snap_m: float | None = None
    angle_snap_deg: float | None = None
    snaps_to_surfaces: bool = False
    snaps_to_rails: bool = False
    this_shot_only: bool = False
    is_posing: bool = False
    turntable: str | None = None


class Scope(TypedDict):
    """What every composing move wants to know beside its own: keyword arguments of `Move`."""

    shot_id: str | None
    this_shot_only: bool
    beside: Path | None


@dataclass(frozen=True)
class Message:
    """Something to tell the filmmaker, in one sentence."""

    sentence: str
    is_error: bool = True


@dataclass
class _Listeners:
    by_topic: dict[Topic, list[Callable[[], None]]] = field(default_factory=lambda: {t: [] for t in TOPICS})


class Desk:
    """The state of one window. Use it from one thread.

    is_posed_elsewhere: nobody is posed here who holds on or looks at others; `take_cast` tells how they are.
    """

    def __init__(self, document: Document | None = None, *, path: Path | None = None) -> None:
        """Open a document, an empty one by default. path: its file, None for one never saved."""
        self._listeners = _Listeners()
        self._session = Session(document or Document())
        self._unsubscribe = self._session.subscribe(self._document_changed)
        self._path = path
        self._shot_id = _first_shot(self._session.document)
        self._selection: tuple[str, ...] = ()
        self._staged: dict[tuple[int, str | None], StagedShot | ZeroshotError] = {}
        self._last_staged: dict[str | None, StagedShot] = {}
        self._taken_for: tuple[int, str | None] | None = None
        self.is_posed_elsewhere = False
        self._missing_of: Document | None = None
        self._missing: Mapping[str, str] = {}
        self._shown_of, self._shown = (0, 0), self._session.document
        self.tools = Tools()
        self._view = START
        self.message: Message | None = None
        self.name_of: Callable[[str], str] = str
        self.last_change: Change | None = None

    # What is open

    @property
    def session(self) -> Session:
        """Return the document's session; change it through `do`, `preview`, `undo` and `redo` of the desk."""
        return self._session

    @property
    def document(self) -> Document:
        """Return the document as it is shown, an unfinished drag included."""
        return self._session.document

    @property
    def shown_document(self) -> Document:
        """Return the document, with a camera of its own for the stage view where it has none.

        Only a scene with a camera can be staged. What has no model to be drawn by is left out, so that the
        rest is seen.
        """
        document, missing = self.document, self.missing
        if self._shown_of != (id(document), id(missing)):
            self._shown_of, self._shown = (id(document), id(missing)), drawable(document, missing, START)
        return self._shown

    @property
    def missing(self) -> Mapping[str, str]:
        """Return by id the modules and props whose model cannot be found, and why."""
        document = self.document
        if self._missing_of is not document:
            self._missing_of, self._missing = document, missing_models(document, self.beside)
        return self._missing

    @property
    def path(self) -> Path | None:
        """Return the scene file, None for a scene never saved."""
        return self._path

    @property
    def beside(self) -> Path | None:
        """Return the folder that models given as paths are found from."""
        return None if self._path is None else self._path.parent

    @property
    def title(self) -> str:
        """Return what the window is called: the scene's title or file."""
        named = self.document.title or (self._path.stem if self._path else "")
        return named or "Untitled scene"

    def open(self, path: Path) -> bool:
        """Open a scene file in place of what is open; tells whether it could be.

        Unsaved work is the caller's to ask about.
        """
        try:
            document = read_document(path)
        except ZeroshotError as error:
            self.tell(str(error))
            return False
        self.take(document, path=path)
        return True

    def take(self, document: Document, *, path: Path | None, is_saved: bool = True) -> None:
        """Put another document on the desk, with a history of its own.

        is_saved: False for what no file holds yet, such as work recovered after a crash.
        """
        self._unsubscribe()
        self._session = Session(document if is_saved else Document())
        if not is_saved:
            self._session.do(_Taken(document))
        self._unsubscribe = self._session.subscribe(self._document_changed)
        self._path = path
        self._staged.clear()
        self._last_staged.clear()
        self._selection = ()
        self._shot_id = _first_shot(document)
        self.last_change = None
        for topic in ("file", "document", "shot", "selection"):
            self._announce(topic)

    def save(self, path: Path | None = None) -> bool:
        """Write the document to its file, or to another that becomes its file; tells whether it could be."""
        target = path or self._path
        if target is None:
            self.tell("this scene has no file yet: save it under a name")
            return False
        try:
            write_document(self.document, target)
        except ZeroshotError as error:
            self.tell(str(error))
            return False
        self._path = target
        self._staged.clear()
        self._missing_of = None
        self._session.mark_saved()
        self._announce("file")
        self.tell(f"saved {target.name}", is_error=False)
        return True

    # Changing it

    def do(self, edit: Edit) -> bool:
        """Apply an edit for good; one gesture, one undo. Tells whether the document could take it."""
        try:
            self._session.do(edit)
        except ZeroshotError as error:
            self.tell(str(error))
            return False
        self._announce("file")
        return True

    def preview(self, edit: Edit) -> bool:
        """Show an edit without a trace in the history: an unfinished drag. Tells whether it could be."""
        try:
            self._session.preview(edit)
        except ZeroshotError as error:
            self.tell(str(error))
            return False
        return True

    def cancel_preview(self) -> None:
        """Give back what a drag has moved."""
        self._session.cancel_preview()

    def undo(self) -> None:
        """Take the last edit back."""
        self._session.undo()
        self._announce("file")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._session.redo()
        self._announce("file")

    def placing(self, placements: Mapping[str, Placement], *, what: str = "Move") -> PlaceItems:
        """Build the edit that puts items somewhere, in this shot or in all, as the tools say."""
        return PlaceItems(placements=placements, what=what, **self.scope())

    def changing(self, item_id: str, changes: Mapping[str, object], *, what: str = "Change") -> ChangeItem:
        """Build the edit that changes fields of an item, in this shot or in all, as the tools say.

        What a shot cannot hold as its own (a name, a body) is changed in all.
        """
        scope = self.scope()
        if not set(changes) <= set(Blocking.model_fields):
            scope["this_shot_only"] = False
        return ChangeItem(item=item_id, changes=changes, what=what, **scope)

    def shown(self, item_id: str) -> AnyItem | None:
        """Return an item as the present shot has it; None for an unknown one."""
        item = self.document.items().get(item_id)
        if item is None or not self.document.shots or self._shot_id is None:
            return item
        return blocked(item, self.document.shot(self._shot_id).blocking)

    def scope(self) -> Scope:
        """Return what every composing move wants to know: the shot, how far it reaches, and the folder."""
        return Scope(
            shot_id=self._shot_id,
            this_shot_only=self.tools.this_shot_only and bool(self.document.shots),
            beside=self.beside,
        )

    # What is chosen and looked at

    @property
    def selection(self) -> tuple[str, ...]:
        """Return the ids that are chosen, the last chosen last; it is the one the inspector shows."""
        return self._selection

    @property
    def chosen(self) -> str | None:
        """Return the id that the inspector shows."""
        return self._selection[-1] if self._selection else None

    def select(self, ids: Iterable[str]) -> None:
        """Choose items; unknown ids are left out."""
        known = self.document.items()
        wanted = tuple(dict.fromkeys(item_id for item_id in ids if item_id in known))
        if wanted != self._selection:
            self._selection = wanted
            self._announce("selection")

    def toggle(self, item_id: str) -> None:
        """Choose an item beside the others, or no longer."""
        rest = tuple(other for other in self._selection if other != item_id)
        self.select(rest if len(rest) < len(self._selection) else (*rest, item_id))

    @property
    def shot_id(self) -> str | None:
        """Return the present shot, or the camera where the scene has no shots; None without a camera."""
        return self._shot_id

    def show_shot(self, shot_id: str) -> None:
        """Look through another shot."""
        if shot_id != self._shot_id and shot_id in shots_of(self.document):
            self._shot_id = shot_id
            self._announce("shot")

    @property
    def shot_camera(self) -> Camera | None:
        """Return the camera of the present shot as that shot has it; None without one."""
        if self._shot_id is None:
            return None
        try:
            return resolve(self.document, self._shot_id).camera
        except ZeroshotError:
            return None

    @property
    def view(self) -> FreeCamera:
        """Return where the stage view looks from."""
        return self._view

    def look_from(self, view: FreeCamera) -> None:
        """Move the stage view."""
        if view != self._view:
            self._view = view
            self._announce("view")

    def change_tools(self, **changes: object) -> None:
        """Change how the hand works: any field of Tools."""
        for name, value in changes.items():
            assert hasattr(self.tools, name), name
            setattr(self.tools, name, value)
        self._announce("tools")

    # What follows from it

    def is_locked(self, item_id: str) -> bool:
        """Tell whether an item is kept from being moved by hand."""
        item = self.document.items().get(item_id)
        return item is not None and bool(item.locked)

    def staged(self, shot_id: str | None = None) -> StagedShot | None:
        """Return the present shot, or another, ready to be measured; None where it cannot be.

        Kept until the document changes. While somebody is being dragged, and where a darkroom poses people
        until it has, everyone is as they were posed last. Why it cannot be is told by `staging_problem`.
        """
        found = self._stage(shot_id or self._shot_id)
        return None if isinstance(found, ZeroshotError) else found

    def take_cast(self, document: Document, shot_id: str | None, figures: Mapping[str, Figure]) -> bool:
        """Take people as a darkroom has posed them for a document; tells whether they were news.

        What came too late is left, and so is what is known.
        """
        key = (id(self.document), shot_id)
        is_late = document is not self.shown_document or self._session.is_previewing
        if is_late or key == self._taken_for:
            return False
        try:
            staged = stage(document, shot_id, beside=self.beside, cast=partial(pose_as_told, figures))
        except ZeroshotError:
            return False  # the darkroom could stage it: the files have changed since; its next reply tells
        self._staged[key] = self._last_staged[shot_id] = staged
        self._taken_for = key
        self._announce("cast")
        return True

    def staging_problem(self) -> str | None:
        """Say why the present shot cannot be shown; None where it can."""
        found = self._stage(self._shot_id)
        return str(found) if isinstance(found, ZeroshotError) else None

    def placement(self, item_id: str) -> Placement | None:
        """Return where an item stands in the present shot; None for an unknown one."""
        staged = self.staged()
        if staged is not None:
            for group in (staged.actors, staged.modules, staged.props):
                for thing in group:
                    item = getattr(thing, "actor", None) or getattr(thing, "item", None)
                    if item is not None and item.id == item_id:
                        return thing.placement
            if staged.camera.id == item_id:
                return staged.camera_placement
            for light in staged.resolved.lights:
                if light.id == item_id:
                    return placement_of(light)
        item = self.document.items().get(item_id)
        return None if item is None else placement_of(item)

    def _stage(self, shot_id: str | None) -> StagedShot | ZeroshotError:
        key = (id(self.document), shot_id)
        found = self._staged.get(key)
        if found is None:
            try:
                found = self._staged_now(shot_id)
            except ZeroshotError as error:
                found = error
            self._staged[key] = found
        if isinstance(found, StagedShot) and not self._session.is_previewing:
            self._last_staged[shot_id] = found
        return found

    def _staged_now(self, shot_id: str | None) -> StagedShot:
        before = self._last_staged.get(shot_id)
        is_carried = self._session.is_previewing and before is not None
        if is_carried or self.is_posed_elsewhere:
            return carried(before, self.shown_document, shot_id, beside=self.beside)
        return stage(self.shown_document, shot_id, beside=self.beside)

    # Telling

    def on(self, topic: Topic, listener: Callable[[], None]) -> Callable[[], None]:
        """Have a function called when something changes. Returns a function that ends it."""
        listeners = self._listeners.by_topic[topic]
        listeners.append(listener)

        def end() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return end

    def listen(self, topics: Iterable[Topic], listener: Callable[[], None]) -> None:
        """Have a function called when any of several things changes, for as long as the desk lives."""
        for topic in topics:
            self.on(topic, listener)

    def tell(self, sentence: str, *, is_error: bool = True) -> None:
        """Tell the filmmaker something."""
        self.message = Message(sentence, is_error)
        self._announce("message")

    def _announce(self, topic: Topic) -> None:
        for listener in tuple(self._listeners.by_topic[topic]):
            listener()

    def _document_changed(self, change: Change) -> None:
        self._taken_for = None
        kept_ids = (id(change.after), id(self._session.committed))
        self._staged = {key: value for key, value in self._staged.items() if key[0] in kept_ids}
        self.last_change = change
        known = self.document.items()
        kept = tuple(item_id for item_id in self._selection if item_id in known)
        shots = shots_of(self.document)
        has_lost_shot = self._shot_id not in shots
        if has_lost_shot:
            self._shot_id = _first_shot(self.document)
        has_lost_chosen, self._selection = kept != self._selection, kept
        self._announce("document")
        if has_lost_shot:
            self._announce("shot")
        if has_lost_chosen:
            self._announce("selection")


@dataclass(frozen=True)
class _Taken(Edit):
    """A whole document at once: work that was recovered."""

    document: Document
    verb = "Recover"

    def _revise(self, document: Document) -> Document:
        return self.document


def free_id(document: Document, stem: str) -> str:
    """Return an id that nothing has: the stem, or the stem and a number."""
    taken = {item_id.lower() for item_id in document.items()}
    if stem.lower() not in taken:
        return stem
    number = 2
    while f"{stem}-{number}".lower() in taken:
        number += 1
    return f"{stem}-{number}"


def _first_shot(document: Document) -> str | None:
    ids = shots_of(document)
    return ids[0] if ids else None


def scene_name(path: Path | None) -> str:
    """Return how readings name the scene: its path as given, or "untitled"."""
    return "untitled" if path is None else os.fspath(path)
