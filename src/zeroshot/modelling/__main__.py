"""Build every model: ``python -m zeroshot.modelling [--out DIR]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from zeroshot.library.assets import asset_folder
from zeroshot.modelling.catalogue import build_model, recipes


def main() -> None:
    """Write the meshes and facts of all models, or of those named."""
    parser = argparse.ArgumentParser(
        prog="python -m zeroshot.modelling", description="Build the models of the library."
    )
    parser.add_argument("names", nargs="*", help=f"models to build (all: {', '.join(recipes())})")
    parser.add_argument("--out", type=Path, default=None, help="folder to write to (default: assets/models)")
    arguments = parser.parse_args()
    folder = arguments.out or asset_folder() / "models"
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or recipes():
        glb, facts = build_model(name)
        (folder / f"{name}.glb").write_bytes(glb)
        (folder / f"{name}.json").write_text(facts, encoding="utf-8")
        print(f"{name}: {len(glb) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
