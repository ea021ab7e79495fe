"""A box as a STEP file (AP214), written by hand for tests of what is read from it."""

import itertools
from collections.abc import Sequence

_HEADER = """ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('','',(''),(''),'','','');
FILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 1 1 }'));
ENDSEC;
DATA;
"""


class _Lines:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, text: str) -> str:
        self.lines.append(f"#{len(self.lines) + 1}={text};")
        return f"#{len(self.lines)}"

    def numbers(self, kind: str, values: Sequence[float]) -> str:
        return self.add(f"{kind}('',({','.join(f'{value:.6f}' for value in values)}))")


def step_box(width: float, depth: float, height: float) -> str:
    """Return a box of millimetres, one corner at the origin."""
    file = _Lines()
    definition, context = _product(file)
    shell = file.add(f"CLOSED_SHELL('',({','.join(_faces(file, (width, depth, height)))}))")
    solid = file.add(f"MANIFOLD_SOLID_BREP('box',{shell})")
    place = _placement(file, (0, 0, 0), (0, 0, 1), (1, 0, 0))
    shape = file.add(f"ADVANCED_BREP_SHAPE_REPRESENTATION('',({place},{solid}),{context})")
    file.add(f"SHAPE_DEFINITION_REPRESENTATION({definition},{shape})")
    return _HEADER + "\n".join(file.lines) + "\nENDSEC;\nEND-ISO-10303-21;\n"


def _product(file: _Lines) -> tuple[str, str]:
    app = file.add("APPLICATION_CONTEXT('automotive design')")
    file.add(f"APPLICATION_PROTOCOL_DEFINITION('international standard','automotive_design',2000,{app})")
    product_context = file.add(f"PRODUCT_CONTEXT('',{app},'mechanical')")
    product = file.add(f"PRODUCT('box','box','',({product_context}))")
    formation = file.add(f"PRODUCT_DEFINITION_FORMATION('','',{product})")
    definition_context = file.add(f"PRODUCT_DEFINITION_CONTEXT('part definition',{app},'design')")
    definition = file.add(f"PRODUCT_DEFINITION('design','',{formation},{definition_context})")
    shape = file.add(f"PRODUCT_DEFINITION_SHAPE('','',{definition})")
    length = file.add("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))")
    angle = file.add("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))")
    solid = file.add("(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())")
    exact = file.add(f"UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-06),{length},'accuracy','')")
    context = file.add(
        f"(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT(({exact}))"
        f"GLOBAL_UNIT_ASSIGNED_CONTEXT(({length},{angle},{solid}))REPRESENTATION_CONTEXT('',''))"
    )
    return shape, context


def _placement(file: _Lines, at: Sequence[float], axis: Sequence[float], along: Sequence[float]) -> str:
    point, normal = file.numbers("CARTESIAN_POINT", at), file.numbers("DIRECTION", axis)
    return file.add(f"AXIS2_PLACEMENT_3D('',{point},{normal},{file.numbers('DIRECTION', along)})")


def _faces(file: _Lines, size: tuple[float, float, float]) -> list[str]:
    corners, vertices, edges = {}, {}, {}
    for corner in itertools.product((0, 1), repeat=3):
        corners[corner] = tuple(share * side for share, side in zip(corner, size, strict=True))
        vertices[corner] = file.add(f"VERTEX_POINT('',{file.numbers('CARTESIAN_POINT', corners[corner])})")

    def edge(start: tuple[int, ...], stop: tuple[int, ...]) -> str:
        key = (min(start, stop), max(start, stop))
        if key not in edges:
            first, last = corners[key[0]], corners[key[1]]
            step = [b - a for a, b in zip(first, last, strict=True)]
            direction = file.numbers("DIRECTION", [value / sum(step) for value in step])
            vector = file.add(f"VECTOR('',{direction},1.)")
            line = file.add(f"LINE('',{file.numbers('CARTESIAN_POINT', first)},{vector})")
            edges[key] = file.add(f"EDGE_CURVE('',{vertices[key[0]]},{vertices[key[1]]},{line},.T.)")
        return file.add(f"ORIENTED_EDGE('',*,*,{edges[key]},{'.T.' if (start, stop) == key else '.F.'})")

    return [_face(file, axis, side, corners, edge) for axis in range(3) for side in (0, 1)]


def _face(file: _Lines, axis: int, side: int, corners, edge) -> str:
    first, second = (other for other in range(3) if other != axis)
    ring = []
    for along, across in ((0, 0), (1, 0), (1, 1), (0, 1)):
        corner = [0, 0, 0]
        corner[axis], corner[first], corner[second] = side, along, across
        ring.append(tuple(corner))
    if (axis == 1) == (side == 1):
        ring.reverse()
    edges = ",".join(edge(ring[index], ring[(index + 1) % 4]) for index in range(4))
    loop = file.add(f"EDGE_LOOP('',({edges}))")
    bound = file.add(f"FACE_OUTER_BOUND('',{loop},.T.)")
    normal, along = [0, 0, 0], [0, 0, 0]
    normal[axis], along[first] = 1 if side else -1, 1
    plane = file.add(f"PLANE('',{_placement(file, corners[ring[0]], normal, along)})")
    return file.add(f"ADVANCED_FACE('',({bound}),{plane},.T.)")
