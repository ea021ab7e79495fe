"""The inspector of a camera, as a film crew knows one: body and mode, lens, stop, focus, roll, exposure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from zeroshot.framing.staging import depth_of_field_of, view_of
from zeroshot.gui.actions import translated
from zeroshot.gui.fields import ChoiceField, ColorField, NumberField, TextField
from zeroshot.gui.form import Form
from zeroshot.gui.panels.placement_form import add_placement
from zeroshot.gui.roll_dial import RollDial
from zeroshot.library.cameras import find_sensor, list_cameras, list_sensors, modes_of
from zeroshot.library.lenses import ASPECT_RATIOS, SQUEEZES, find_prime_set, list_prime_sets
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Camera, Exposure, Operator

STOPS = (1.0, 1.3, 1.4, 1.8, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0, 22.0)


class CameraForm(Form):
    """A camera."""

    def build(self) -> None:
        """Add lens, body, roll, exposure, operator and place."""
        self._build_lens()
        self._build_roll()
        self._build_body()
        self._build_exposure()
        self._build_operator()
        add_placement(self)

    def _build_lens(self) -> None:
        self.group(self.tr("Lens"))
        focal = NumberField(lowest=4.0, highest=1000.0, step=1.0, decimals=1, unit="mm", usual=35.0)
        self.row(self.tr("Focal length"), focal, lambda c: c.lens.focal_length_mm, _lens("focal_length_mm"))
        self.primes = ChoiceField([(None, self.tr("Any focal length"))])
        self.primes.set_choices(
            [(None, self.tr("Any focal length")), *((s.name, s.name) for s in list_prime_sets())]
        )
        self.primes.setAccessibleName(self.tr("Prime set"))
        assert self._group is not None
        self._group.addRow(QLabel(self.tr("Prime set")), self.primes)
        self.prime = ChoiceField()
        self.row(self.tr("Prime"), self.prime, lambda c: c.lens.focal_length_mm, _lens("focal_length_mm"))
        self.primes.chosen.connect(lambda _name: self._offer_primes())
        self._offer_primes()
        stop = NumberField(lowest=0.7, highest=64.0, step=0.1, decimals=1, usual=2.8)
        stop.setPrefix("f/")
        self.row(self.tr("Stop"), stop, lambda c: c.lens.f_stop, _lens("f_stop"))
        focus = NumberField(lowest=0.05, highest=1000.0, step=0.02, unit="m", usual=2.0)
        self.row(self.tr("Focus"), focus, lambda c: c.lens.focus_m, _lens("focus_m"))
        round_one = self.tr("{value} (spherical)").format(value=1)
        squeezes = [(value, round_one if value == 1.0 else f"{value:g}×") for value in SQUEEZES]
        self.row(self.tr("Squeeze"), ChoiceField(squeezes), lambda c: c.lens.squeeze, _lens("squeeze"))
        self.words(self.tr("Sharp"), self._sharp)
        self.words(self.tr("Sees"), self._sees)

    def _build_roll(self) -> None:
        self.group(self.tr("Roll"))
        self.dial = RollDial(self.desk)
        self.add_widget(self.dial)
        self.watch(self.dial.show_camera)

    def _build_body(self) -> None:
        self.group(self.tr("Camera"))
        self.row(self.tr("Name"), TextField(), lambda c: c.name, lambda _c, name: {"name": name})
        bodies = [(name, name) for name in list_cameras()]
        body = ChoiceField(bodies)
        self.row(self.tr("Body"), body, _camera_of, lambda _c, name: _sensor(modes_of(name)[0].name))
        mode = ChoiceField()
        self.row(self.tr("Mode"), mode, lambda c: c.sensor.name, lambda _c, name: _sensor(name))
        self.watch(lambda camera: self._offer_modes(mode, camera))
        aspects: list[tuple[Any, str]] = [(None, self.tr("Whole gate"))]
        aspects += [(ratio.value, f"{ratio.value:.2f}  {translated(ratio.title)}") for ratio in ASPECT_RATIOS]
        self.row(self.tr("Aspect"), ChoiceField(aspects, is_open=True), lambda c: c.aspect, _aspect)

    def _build_exposure(self) -> None:
        self.group(self.tr("Exposure"))
        kinds = [(False, self.tr("Automatic")), (True, self.tr("By hand"))]
        self.row(self.tr("Exposure"), ChoiceField(kinds), lambda c: c.exposure is not None, _by_hand)
        iso = NumberField(lowest=25.0, highest=102400.0, step=100.0, decimals=0, usual=800.0)
        shutter = NumberField(lowest=1.0, highest=360.0, step=1.0, decimals=1, unit="°", usual=180.0)
        rate = NumberField(lowest=1.0, highest=1000.0, step=1.0, decimals=3, unit="fps", usual=24.0)
        nd = NumberField(lowest=0.0, highest=12.0, step=0.3, decimals=1, unit="stops", usual=0.0)
        for title, field, key in (
            ("ISO", iso, "iso"),
            (self.tr("Shutter"), shutter, "shutter_angle_deg"),
            (self.tr("Rate"), rate, "fps"),
            (self.tr("ND"), nd, "nd_stops"),
        ):
            self.row(title, field, _exposed(key), _expose(key))
            self.watch(_enabler(field, "exposure"))

    def _build_operator(self) -> None:
        self.group(self.tr("Operator"))
        kinds = [(False, self.tr("Nobody")), (True, self.tr("Someone"))]
        self.row(self.tr("Filmed by"), ChoiceField(kinds), lambda c: c.operator is not None, _operated)
        name, color = TextField(), ColorField()
        self.row(translated("Name"), name, lambda c: c.operator.name if c.operator else "", _operator("name"))
        shown = Operator().color
        self.row(
            self.tr("Colour"), color, lambda c: c.operator.color if c.operator else shown, _operator("color")
        )
        for field in (name, color):
            self.watch(_enabler(field, "operator"))
        self.group(self.tr("Shift"))
        shift = NumberField(lowest=-1.0, highest=1.0, step=0.01, decimals=3, usual=0.0)
        self.row(self.tr("Across"), shift, lambda c: c.lens.shift[0], lambda c, v: _shifted(c, 0, v))
        along = NumberField(lowest=-1.0, highest=1.0, step=0.01, decimals=3, usual=0.0)
        self.row(self.tr("Along"), along, lambda c: c.lens.shift[1], lambda c, v: _shifted(c, 1, v))

    def _offer_primes(self) -> None:
        name = self.primes.currentData()
        if name is None:
            self.prime.set_choices([])
            self.prime.setEnabled(False)
            return
        lenses = find_prime_set(name)
        self.prime.set_choices([(mm, f"{mm:g} {translated('mm')}") for mm in lenses.focal_lengths_mm])
        self.prime.setEnabled(True)
        self.refresh()

    def _offer_modes(self, field: ChoiceField, camera: Camera) -> None:
        name = _camera_of(camera)
        offered = [(camera.sensor.name, camera.sensor.name)]
        if name is not None:
            offered = [
                (mode.name, f"{mode.mode}  {mode.width_mm:g} × {mode.height_mm:g} {translated('mm')}")
                for mode in modes_of(name)
            ]
        field.set_choices(offered)
        field.show_value(camera.sensor.name)

    def _sharp(self, camera: Camera) -> str:
        depth = depth_of_field_of(camera)
        if depth is None:
            return self.tr("This lens does not focus so near")
        far = "∞" if math.isinf(depth.far_m) else f"{depth.far_m:.2f} {translated('m')}"
        said = self.tr("{near:.2f} m to {far}, hyperfocal {hyperfocal:.1f} m")
        return said.format(near=depth.near_m, far=far, hyperfocal=depth.hyperfocal_m)

    def _sees(self, camera: Camera) -> str:
        view = view_of(camera)
        across, along = math.degrees(view.horizontal_fov_rad), math.degrees(view.vertical_fov_rad)
        return f"{across:.1f}° × {along:.1f}°, {view.width_mm:.2f} × {view.height_mm:.2f} {translated('mm')}"


def _enabler(field: QWidget, key: str) -> Callable[[Camera], None]:
    return lambda camera: field.setEnabled(getattr(camera, key) is not None)


def _lens(key: str) -> Any:
    return lambda _camera, value: {"lens": {key: value}}


def _shifted(camera: Camera, index: int, value: float) -> Mapping[str, object]:
    shift = list(camera.lens.shift)
    shift[index] = value
    return {"lens": {"shift": tuple(shift)}}


def _sensor(name: str) -> Mapping[str, object]:
    return {"sensor": plain_data(find_sensor(name).to_sensor())}


def _camera_of(camera: Camera) -> str | None:
    return next((mode.camera for mode in list_sensors() if mode.name == camera.sensor.name), None)


def _aspect(camera: Camera, value: object) -> Mapping[str, object]:
    """Take a number, "16:9" or a choice; what is none of them leaves the aspect as it is."""
    if value is None or isinstance(value, float):
        return {"aspect": value}
    across, _, along = str(value).replace(",", ".").partition(":")
    try:
        return {"aspect": float(across) / float(along or 1.0)}
    except (ValueError, ZeroDivisionError):
        return {"aspect": camera.aspect}


def _exposed(key: str) -> Any:
    return lambda camera: getattr(camera.exposure or Exposure(), key)


def _expose(key: str) -> Any:
    def change(camera: Camera, value: float) -> Mapping[str, object]:
        return {"exposure": {**plain_data(camera.exposure or Exposure()), key: value}}

    return change


def _by_hand(camera: Camera, is_by_hand: bool) -> Mapping[str, object]:
    if not is_by_hand:
        return {"exposure": None}
    return {"exposure": plain_data(camera.exposure or Exposure())}


def _operated(camera: Camera, is_there: bool) -> Mapping[str, object]:
    return {"operator": plain_data(camera.operator or Operator()) if is_there else None}


def _operator(key: str) -> Any:
    def change(camera: Camera, value: str) -> Mapping[str, object]:
        return {"operator": {**plain_data(camera.operator or Operator()), key: value}}

    return change
