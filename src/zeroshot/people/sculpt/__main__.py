"""Build ``people/body.npz``: ``python -m zeroshot.people.sculpt``."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

from zeroshot.people.sculpt.bake import bake_body
from zeroshot.people.template import REFERENCE_STATURE_M, TEMPLATE_FILE, write_template


def main() -> int:
    """Sculpt both bodies and write them."""
    with ProcessPoolExecutor(max_workers=2) as pool:
        bodies = dict(zip(REFERENCE_STATURE_M, pool.map(bake_body, REFERENCE_STATURE_M), strict=True))
    write_template(TEMPLATE_FILE, bodies)
    for sex, parts in bodies.items():
        counts = ", ".join(f"{part.name} {len(part.triangles)}" for part in parts)
        print(f"{sex}: {sum(len(part.triangles) for part in parts)} triangles ({counts})")
    print(f"{TEMPLATE_FILE.name}: {TEMPLATE_FILE.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
