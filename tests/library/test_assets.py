"""Where the assets are found: in a source tree, in a wheel, and when they are nowhere."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import zeroshot
from zeroshot.errors import AssetError
from zeroshot.library.assets import asset_folder, scenes_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Pretend that the package is installed in an empty place."""
    package = tmp_path / "site-packages" / "zeroshot"
    package.mkdir(parents=True)
    monkeypatch.setattr(zeroshot, "__file__", str(package / "__init__.py"))
    return package


def test_in_a_source_tree_and_an_editable_install(tmp_path, monkeypatch):
    package = tmp_path / "checkout" / "src" / "zeroshot"
    package.mkdir(parents=True)
    (tmp_path / "checkout" / "assets").mkdir()
    (tmp_path / "checkout" / "scenes").mkdir()
    monkeypatch.setattr(zeroshot, "__file__", str(package / "__init__.py"))
    assert asset_folder() == tmp_path / "checkout" / "assets"
    assert scenes_folder() == tmp_path / "checkout" / "scenes"


def test_in_a_wheel(package):
    (package / "assets").mkdir()
    (package / "scenes").mkdir()
    assert asset_folder() == package / "assets"
    assert scenes_folder() == package / "scenes"


def test_an_installed_package_never_reads_a_folder_above_it(package):
    (package.parent / "assets").mkdir()
    (package.parents[1] / "assets").mkdir()
    with pytest.raises(AssetError):
        asset_folder()


def test_nowhere_says_what_to_do(package):
    with pytest.raises(AssetError, match=r"missing from this installation: install it again"):
        asset_folder()
    with pytest.raises(AssetError, match="example scenes"):
        scenes_folder()


def test_the_wheel_takes_the_folders_along():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"assets": "zeroshot/assets", "scenes": "zeroshot/scenes"}


def test_a_wheel_that_is_built_and_unpacked_finds_its_models(tmp_path):
    pytest.importorskip("hatchling", reason="building a wheel needs hatchling")
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, tree)
    (tree / "README.md").touch()
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("assets/models", "scenes"):
        (tree / name).mkdir(parents=True)
        (tree / name / "one.json").write_text("{}")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=tree, check=True)
    (wheel,) = (tree / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    code = (
        "from zeroshot.library import assets, cameras, lenses, models;"
        "print(assets.asset_folder(), assets.scenes_folder(), models.model_names());"
        "cameras.list_sensors(), lenses.list_prime_sets()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    package = tmp_path / "installed" / "zeroshot"
    assert done.stdout.strip() == f"{package / 'assets'} {package / 'scenes'} ('one',)"
