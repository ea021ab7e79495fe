"""The inspectors of props, lights and modules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from zeroshot.errors import ZeroshotError
from zeroshot.gui.actions import translated
from zeroshot.gui.fields import ChoiceField, NumberField, TextField
from zeroshot.gui.form import Form, choices, titled
from zeroshot.gui.panels.placement_form import add_placement
from zeroshot.library.models import Model, find_model, list_models
from zeroshot.scene.document import Light, Module, Prop

MESH_FILTER = "Meshes (*.glb *.gltf *.obj *.stl *.ply *.3mf *.dae *.json)"

LIGHT_LEVELS = ((1.0, "On"), (0.5, "Half"), (0.25, "Quarter"), (0.0, "Off"))


class PropForm(Form):
    """A thing."""

    def build(self) -> None:
        """Add what it is, and its place."""
        self.group(self.tr("Prop"))
        self.row(self.tr("Name"), TextField(), lambda p: p.name, lambda _p, name: {"name": name})
        models = ChoiceField(_models("prop"), is_open=True)
        self.row(self.tr("Model"), models, lambda p: p.model, lambda _p, name: {"model": str(name)})
        scale = NumberField(lowest=0.001, highest=1000.0, step=0.05, decimals=3, unit="×", usual=1.0)
        self.row(self.tr("Scale"), scale, lambda p: p.scale, lambda _p, value: {"scale": value})
        self.words(self.tr("Size"), self._size)
        add_find(self)
        add_placement(self)

    def _size(self, prop: Prop) -> str:
        model = _model_of(self, prop)
        if model is None or model.facts.bounds_m is None:
            return self.tr("as its mesh says")
        low, high = model.facts.bounds_m
        sides = [(b - a) * prop.scale * 100.0 for a, b in zip(low, high, strict=True)]
        return " × ".join(f"{side:.0f}" for side in sides) + f" {translated('cm')}"


class LightForm(Form):
    """A lamp of the film's own."""

    def build(self) -> None:
        """Add what it gives, how large it is, and its place."""
        self.group(self.tr("Light"))
        self.row(self.tr("Name"), TextField(), lambda item: item.name, lambda _l, name: {"name": name})
        for title, key, lowest, highest, step, decimals, unit, usual in (
            (self.tr("Light flux"), "lumens", 0.0, 200000.0, 50.0, 0, "lm", 1000.0),
            (self.tr("Colour"), "kelvin", 1000.0, 20000.0, 100.0, 0, "K", 5000.0),
            (self.tr("Width"), "width_m", 0.001, 10.0, 0.01, 3, "m", 0.3),
            (self.tr("Height"), "height_m", 0.001, 10.0, 0.01, 3, "m", 0.3),
        ):
            field = NumberField(
                lowest=lowest, highest=highest, step=step, decimals=decimals, unit=unit, usual=usual
            )
            self.row(title, field, _get(key), _put(key))
        add_placement(self)


class ModuleForm(Form):
    """A piece of the set: its model, what of it is open, and its lamps."""

    def build(self) -> None:
        """Add model, options, lamps and place."""
        self.group(self.tr("Module"))
        models = ChoiceField(_models("module"), is_open=True)
        self.row(self.tr("Model"), models, lambda m: m.model, _remodelled)
        self.words(self.tr("Accuracy"), self._accuracy)
        add_find(self)
        self.group(self.tr("Open and closed"))
        self._options = {index: ChoiceField() for index in range(10)}
        for index, field in self._options.items():
            self.row(str(index + 1), field, self._read_option(index), self._write_option(index))
        self.watch(self._offer_options)
        self.group(self.tr("Lamps"))
        levels = [(value, translated(title)) for value, title in LIGHT_LEVELS]
        self._lamps = {index: ChoiceField(levels) for index in range(8)}
        for index, field in self._lamps.items():
            self.row(str(index + 1), field, self._read_lamp(index), self._write_lamp(index))
        self.watch(self._offer_lamps)
        add_placement(self)

    def _accuracy(self, module: Module) -> str:
        model = _model_of(self, module)
        return "–" if model is None else translated(model.facts.accuracy) or "–"

    def option_names(self, module: Module) -> list[str]:
        """Return the options that the module's model has."""
        model = _model_of(self, module)
        return [] if model is None else list(model.facts.options)

    def lamp_groups(self, module: Module) -> list[str]:
        """Return "all" and the groups of the module's lamps."""
        model = _model_of(self, module)
        if model is None:
            return []
        lamps = (point for point in model.facts.points.values() if point.kind == "luminaire")
        return ["all", *sorted({lamp.group for lamp in lamps if lamp.group})]

    def _read_option(self, index: int) -> Any:
        def read(module: Module) -> object:
            names, model = self.option_names(module), _model_of(self, module)
            if index >= len(names) or model is None:
                return None
            usual = model.facts.options[names[index]][0]
            return usual if module.options is None else module.options.get(names[index], usual)

        return read

    def _write_option(self, index: int) -> Any:
        def change(module: Module, value: str) -> Mapping[str, object]:
            name = self.option_names(module)[index]
            return {"options": {**(module.options or {}), name: value}}

        return change

    def _offer_options(self, module: Module) -> None:
        names, model = self.option_names(module), _model_of(self, module)
        for index, field in self._options.items():
            is_there = index < len(names) and model is not None
            self._show_row(field, titled(names[index]) if is_there else "")
            if is_there and model is not None:
                field.set_choices(choices(model.facts.options[names[index]]))
                field.show_value(self._read_option(index)(module))

    def _read_lamp(self, index: int) -> Any:
        def read(module: Module) -> object:
            groups = self.lamp_groups(module)
            lights: dict[str, float] = dict(module.lights) if module.lights else {}
            return lights.get(groups[index], lights.get("all", 1.0)) if index < len(groups) else None

        return read

    def _write_lamp(self, index: int) -> Any:
        def change(module: Module, level: float) -> Mapping[str, object]:
            name = self.lamp_groups(module)[index]
            kept = {} if name == "all" else dict(module.lights or {})
            return {"lights": {**kept, name: level}}

        return change

    def _offer_lamps(self, module: Module) -> None:
        groups = self.lamp_groups(module)
        for index, field in self._lamps.items():
            self._show_row(field, titled(groups[index]) if index < len(groups) else "")

    def _show_row(self, field: ChoiceField, title: str) -> None:
        label = self.label_of(field)
        label.setText(title)
        field.setAccessibleName(title)
        for widget in (label, field):
            widget.setVisible(bool(title))


def add_find(form: Form) -> None:
    """Add the button that finds a missing model's file, seen only where it is missing."""

    def find() -> None:
        item = form.item
        start = str(form.desk.beside or Path.cwd())
        chosen, _ = QFileDialog.getOpenFileName(form, form.tr("Find the model"), start, MESH_FILTER)
        if item is not None and chosen:
            form.desk.do(form.desk.changing(item.id, {"model": model_path(chosen, form.desk.beside)}))

    button = form.button(form.tr("Find…"), find, tip=form.tr("Say where the file of this model is now"))
    form.watch(lambda item: button.setVisible(item.id in form.desk.missing))


def model_path(chosen: str, beside: Path | None) -> str:
    """Return how a scene names a mesh file: relative to its own folder where it can."""
    path = Path(chosen)
    if beside is not None:
        try:
            return path.resolve().relative_to(beside.resolve()).as_posix()
        except ValueError:
            return path.as_posix()
    return path.as_posix()


def _models(kind: str) -> list[tuple[Any, str]]:
    return [
        (model.name, translated(model.facts.title)) for model in list_models() if model.facts.kind == kind
    ]


def _model_of(form: Form, item: Module | Prop) -> Model | None:
    try:
        return find_model(item.model, beside=form.desk.beside)
    except ZeroshotError:
        return None


def _remodelled(_module: Module, name: object) -> Mapping[str, object]:
    return {"model": str(name), "options": None, "lights": None}


def _get(key: str) -> Any:
    return lambda item: getattr(item, key)


def _put(key: str) -> Any:
    def change(_light: Light, value: float) -> Mapping[str, object]:
        return {key: value}

    return change
