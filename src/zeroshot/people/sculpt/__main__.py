"""Build ``people/baked``: ``python -m zeroshot.people.sculpt [--only STEM …]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor

from zeroshot.people.locks import write_locks
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.clothes import garment_bakers
from zeroshot.people.sculpt.eyes import bake_eyes
from zeroshot.people.sculpt.growth import bake_hair, bake_locks
from zeroshot.people.sculpt.skin import bake_skin
from zeroshot.people.template import REFERENCE_STATURE_M, TemplatePart, baked_file, write_parts

BAKERS: Mapping[str, Callable[[Body], tuple[TemplatePart, ...]]] = {
    "skin": bake_skin,
    "eyes": bake_eyes,
    "hair": bake_hair,
    **garment_bakers(),
}


def bake(stem: str, sex: str) -> tuple[TemplatePart, ...]:
    """Sculpt the parts of one stem for one sex."""
    return BAKERS[stem](Body(sex))


def main() -> int:
    """Sculpt both bodies, or some of their parts, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=tuple(BAKERS), default=tuple(BAKERS))
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    work = [(stem, sex) for stem in arguments.only for sex in REFERENCE_STATURE_M]
    with ProcessPoolExecutor(max_workers=arguments.jobs) as pool:
        for (stem, sex), parts in zip(work, pool.map(bake, *zip(*work, strict=True)), strict=True):
            path = baked_file(stem, sex)
            write_parts(path, parts)
            counts = ", ".join(f"{part.name} {len(part.triangles)}" for part in parts)
            print(f"{path.name}: {path.stat().st_size / 1024:.0f} KiB ({counts} triangles)")
            if stem == "hair":
                write_locks(baked_file("locks", sex), bake_locks(Body(sex)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
