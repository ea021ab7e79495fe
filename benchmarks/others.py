"""Time zeroshot beside other programs that draw the same meshes through the same 64 cameras.

Run: python benchmarks/others.py [--quick] [--only NAME...] [--no-sweeps | --only-sweeps] [--write FILE.md]
[--pictures DIR]. Every program
runs in processes of its own, in its own environment under ``.bench/`` (made by ``make bench-setup``); those
that are absent are named, and how to install them. The programs take turns. Read the ratios: the seconds are
this machine's today.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from cases import CAMERA_COUNT, CaseSpec, build_case

ROOT = Path(__file__).parents[1]
PROGRAMS_FOLDER = ROOT / "benchmarks" / "programs"
ENVIRONMENTS = ROOT / ".bench"


@dataclass(frozen=True)
class Program:
    """One program in one way of drawing.

    environment: the folder of its own under .bench, "" for zeroshot's. case: the meshes that it is given.
    slow: seconds a picture rather than tenths; it draws fewer.
    """

    name: str
    script: str
    option: str = ""
    environment: str = ""
    module: str = ""
    case: str = "full"
    slow: bool = False

    @property
    def python(self) -> Path | None:
        """Return its interpreter; None where it is not installed."""
        own = ENVIRONMENTS / self.environment / "bin" / "python"
        if self.environment and own.is_file():
            return own
        has_module = not self.module or importlib.util.find_spec(self.module) is not None
        return Path(sys.executable) if has_module else None

    @property
    def advice(self) -> str:
        """Say how to install it."""
        folder = f".bench/{self.environment}"
        return f"python -m venv {folder} && {folder}/bin/pip install {INSTALLS[self.environment]}"


INSTALLS = {
    "moderngl": "moderngl numpy pillow isal",
    "f3d": "f3d numpy",
    "pyrender": "pyrender 'numpy<2' pillow, then -U 'PyOpenGL>=3.1.7' 'networkx>=3'",
    "bpy": "bpy",
}

PROGRAMS = (
    Program("zeroshot draft", "ours", "draft", case="light"),
    Program("zeroshot render, draft", "command", "draft", case="light"),
    Program("bare OpenGL loop", "bare_loop", environment="moderngl", module="moderngl", case="light"),
    Program("PyVista, plotter kept", "plain_pyvista", "kept", case="light"),
    Program("F3D", "f3d_loop", environment="f3d", module="f3d", case="light", slow=True),
    Program("pyrender", "pyrender_loop", environment="pyrender", module="pyrender", case="light", slow=True),
    Program("zeroshot draft, full meshes", "ours", "draft-full"),
    Program("bare OpenGL loop, full meshes", "bare_loop", environment="moderngl", module="moderngl"),
    Program("PyVista, new plotter", "plain_pyvista", "new", slow=True),
    Program("PyVista, plotter kept, full meshes", "plain_pyvista", "kept"),
    Program("F3D, full meshes", "f3d_loop", environment="f3d", module="f3d", slow=True),
    Program("pyrender, full meshes", "pyrender_loop", environment="pyrender", module="pyrender", slow=True),
    Program("zeroshot standard", "ours", "standard", slow=True),
    Program("zeroshot clay", "ours", "clay", slow=True),
    Program("zeroshot film-sharp", "ours", "film-sharp", slow=True),
    Program("zeroshot film", "ours", "film", slow=True),
    Program("zeroshot storyboard", "ours", "storyboard", slow=True),
    Program("zeroshot planes", "ours", "planes", slow=True),
    Program("zeroshot ids", "ours", "ids"),
    Program(
        "Workbench, no antialiasing",
        "blender_loop",
        "workbench-none",
        environment="bpy",
        module="bpy",
        slow=True,
    ),
    Program("Workbench", "blender_loop", "workbench", environment="bpy", module="bpy", slow=True),
    Program("EEVEE, one sample", "blender_loop", "eevee", environment="bpy", module="bpy", slow=True),
)


@dataclass
class Figures:
    """What was measured of one program; seconds unless the name says otherwise."""

    first_s: list[float] = field(default_factory=list)
    memory_s: list[float] = field(default_factory=list)
    stills_per_second: dict[int, float] = field(default_factory=dict)
    peak_mib: float = 0.0


@dataclass(frozen=True)
class Run:
    """One process that is done: its stills, each with seconds and when it was on disk, and its memory."""

    started: float
    ended: float
    stills: list[dict[str, float]]
    peak_mib: float


class Bench:
    """The cases on disk, and how programs are run on them."""

    def __init__(self, folder: Path, *, cores: int, size_px: tuple[int, int] = (1920, 1080)) -> None:
        self.folder, self.cores, self.size_px = folder, cores, size_px
        self.triangle_counts: dict[str, int] = {}

    def case(self, spec: CaseSpec) -> Path:
        """Build a case once."""
        path = self.folder / spec.name
        if not path.is_dir():
            self.triangle_counts[spec.name] = build_case(spec, path)["triangles"]
        return path

    def run(self, program: Program, case: Path, shares: list[list[int]], *, out: Path) -> list[Run]:
        """Run a program in as many processes as there are shares of cameras, the cores parted among them."""
        out.mkdir(parents=True, exist_ok=True)
        threads = str(max(1, self.cores // len(shares)))
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "LP_NUM_THREADS": threads,
            "OMP_NUM_THREADS": "1",
            "VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow",
        }
        if program.environment:
            del environment["PYTHONPATH"]
        processes = [
            (time.time(), subprocess.Popen(
                self._command(program, case, share, out), env=environment, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            ))
            for share in shares
        ]  # fmt: skip
        return [_finished(program, started, process) for started, process in processes]

    def _command(self, program: Program, case: Path, share: list[int], out: Path) -> list[str]:
        return [
            str(program.python), str(PROGRAMS_FOLDER / f"{program.script}.py"), str(case),
            "--out", str(out), "--width", str(self.size_px[0]), "--height", str(self.size_px[1]),
            "--cameras", ",".join(map(str, share)), "--option", program.option,
        ]  # fmt: skip


def _finished(program: Program, started: float, process: subprocess.Popen[str]) -> Run:
    printed, _ = process.communicate()
    lines = [line for line in printed.splitlines() if line.startswith("RESULT ")]
    if process.returncode or not lines:
        raise RuntimeError(f"{program.name} ended with {process.returncode} and no result")
    result: dict[str, Any] = json.loads(lines[-1].removeprefix("RESULT "))
    return Run(started, time.time(), result["stills"], result["peak_mib"])


def measure(
    bench: Bench, programs: list[Program], *, runs: int, stills: int, out: Path
) -> dict[str, Figures]:
    """Measure first stills, pictures in memory, and stills per second with one process and with all cores."""
    figures = {program.name: Figures() for program in programs}
    cases = {"full": bench.case(CaseSpec("full")), "light": bench.case(CaseSpec("light", is_light=True))}
    for _ in range(runs):
        for program in programs:
            (run,) = bench.run(program, cases[program.case], [[0]], out=out / program.name)
            figures[program.name].first_s.append(run.stills[0]["at"] - run.started)
    for program in programs:
        count = min(stills, 12) if program.slow else stills
        cameras = [round(i * (CAMERA_COUNT - 1) / max(1, count - 1)) for i in range(count)]
        mine = figures[program.name]
        for process_count in dict.fromkeys((1, bench.cores)):
            shares = [cameras[i::process_count] for i in range(process_count) if cameras[i::process_count]]
            done = bench.run(program, cases[program.case], shares, out=out / program.name)
            mine.stills_per_second[process_count] = sum(_steady_rate(run) for run in done)
            mine.peak_mib = max(mine.peak_mib, *(run.peak_mib for run in done))
            if process_count == 1:
                mine.memory_s = [still["memory_s"] for still in done[0].stills[1:]]
        print(f"  {program.name}: {_row(mine)}", flush=True)
    return figures


def _steady_rate(run: Run) -> float:
    """Return the stills a second of a process once its first is done: that one is told by itself."""
    times = [still["at"] for still in run.stills]
    return (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0.0


# What is swept: by title its steps, each with its label, or none where the count of triangles is to be told.
SWEEPS: dict[str, list[tuple[str, CaseSpec, tuple[int, int]]]] = {
    "people": [
        (str(n), CaseSpec(f"people-{n}", people=n, is_light=True), (1920, 1080)) for n in (1, 4, 16, 64)
    ],
    "triangles": [
        ("", CaseSpec("light", is_light=True), (1920, 1080)),
        *(("", CaseSpec(f"cuts-{n}", cuts=n), (1920, 1080)) for n in (0, 1, 2, 3)),
    ],
    "modules": [
        (label, CaseSpec(f"modules-{name}", modules=name, is_light=True), (1920, 1080))
        for label, name in (("1", "lab"), ("American segment", "usos"), ("station", "station"))
    ],
    "pixels": [
        (f"{w}×{h}", CaseSpec("light", is_light=True), (w, h))
        for w, h in ((640, 360), (960, 540), (1920, 1080), (3840, 2160))
    ],
}


def sweep(
    bench: Bench, programs: list[Program], *, out: Path
) -> dict[str, dict[str, list[tuple[str, float]]]]:
    """Measure a picture in memory against people, triangles, modules and pixels; median of four cameras."""
    found: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for title, steps in SWEEPS.items():
        for program in programs:
            for given, spec, size_px in steps:
                bench.size_px = size_px
                case = bench.case(spec)
                label = given or f"{bench.triangle_counts[spec.name] / 1000:,.0f} k"
                # On full meshes ours is given no lighter level either.
                is_ours_full = program.script == "ours" and not spec.is_light
                asked = replace(program, option="draft-full") if is_ours_full else program
                (run,) = bench.run(asked, case, [[0, 16, 32, 48, 60]], out=out / "sweep")
                seconds = statistics.median(still["memory_s"] for still in run.stills[1:])
                found.setdefault(title, {}).setdefault(program.name, []).append((label, seconds))
            print(f"  {title}, {program.name}: {found[title][program.name]}", flush=True)
    bench.size_px = (1920, 1080)
    return found


def _row(figures: Figures) -> str:
    first = statistics.median(figures.first_s) if figures.first_s else float("nan")
    memory = statistics.median(figures.memory_s) if figures.memory_s else float("nan")
    rates = ", ".join(f"{rate:.2f}/s with {count}" for count, rate in figures.stills_per_second.items())
    return f"first {first:.2f} s, in memory {memory * 1000:.0f} ms, {rates}, {figures.peak_mib:.0f} MiB"


def table(figures: dict[str, Figures], programs: list[Program], cores: int) -> list[str]:
    """Lay the figures out as a Markdown table."""
    lines = [
        f"| program | meshes | first still on disk | picture in memory | stills/s, one process | stills/s, "
        f"{cores} processes | memory a process |",
        "|---|---|---|---|---|---|---|",
    ]
    for program in programs:
        mine = figures[program.name]
        rates = list(mine.stills_per_second.values())
        lines.append(
            f"| {program.name} | {program.case} | {statistics.median(mine.first_s):.2f} s | "
            f"{statistics.median(mine.memory_s) * 1000:.0f} ms | {rates[0]:.2f} | {rates[-1]:.2f} | "
            f"{mine.peak_mib:.0f} MiB |"
        )
    return lines


def sweep_tables(found: dict[str, dict[str, list[tuple[str, float]]]]) -> list[str]:
    """Lay the sweeps out as Markdown tables: milliseconds a picture in memory."""
    lines: list[str] = []
    for title, rows in found.items():
        labels = [label for label, _ in next(iter(rows.values()))]
        lines += ["", f"| {title} | {' | '.join(labels)} |", "|---|" + "---|" * len(labels)]
        for name, steps in rows.items():
            lines.append(f"| {name} | " + " | ".join(f"{seconds * 1000:.0f}" for _, seconds in steps) + " |")
    return lines


def main() -> None:
    """Measure, print, and write the tables where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few stills and one run, to see that it works")
    parser.add_argument("--only", nargs="*", help="parts of the names of programs")
    parser.add_argument("--no-sweeps", action="store_true")
    parser.add_argument("--only-sweeps", action="store_true")
    parser.add_argument("--write", type=Path, help="Markdown file for the tables")
    parser.add_argument("--pictures", type=Path, help="folder that keeps what was drawn")
    arguments = parser.parse_args()
    asked = [
        program
        for program in PROGRAMS
        if not arguments.only or any(part in program.name for part in arguments.only)
    ]
    present = [program for program in asked if program.python is not None]
    for program in asked:
        if program.python is None:
            print(f"absent: {program.name}; install it with: {program.advice}")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    said = f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, {date.today()}"
    print(said)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), cores=cores)
        out = arguments.pictures or Path(folder) / "out"
        runs, stills = (1, 4) if arguments.quick else (3, CAMERA_COUNT)
        measured = [] if arguments.only_sweeps else present
        figures = measure(bench, measured, runs=runs, stills=stills, out=out)
        swept = (
            [] if arguments.no_sweeps else [p for p in present if p.case == "light" and p.script != "command"]
        )
        found = sweep(bench, swept, out=out) if swept else {}
    lines = [said, "", *(table(figures, measured, cores) if measured else ()), *sweep_tables(found)]
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
