"""A bare OpenGL loop over the same meshes: one light, culling, textures, no sorting, no scene: the floor.

Writes its PNGs as zeroshot does where `isal` is installed, so that only the drawing differs.
"""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from PIL import Image
from shared import Case, pose_of, projection_of, run

try:
    from isal.isal_zlib import compress
except ImportError:
    compress = zlib.compress

VERTEX = """
#version 330
uniform mat4 clip_from_world; in vec3 place; in vec3 normal; in vec2 uv; in vec4 tint;
out vec3 n; out vec2 t; out vec4 c;
void main() { gl_Position = clip_from_world * vec4(place, 1.0); n = normal; t = uv; c = tint; }
"""
FRAGMENT = """
#version 330
uniform sampler2D picture; uniform vec4 color; uniform vec3 light;
in vec3 n; in vec2 t; in vec4 c; out vec4 o;
void main() {
  float lit = 0.45 + 0.55 * abs(dot(normalize(n), light));
  o = vec4((texture(picture, t) * color * c).rgb * lit, 1.0);
}
"""


def prepare(arguments: Any) -> Any:
    """Put the meshes on the card."""
    case = Case(arguments.case)
    context = moderngl.create_context(standalone=True, backend="egl")
    program = context.program(vertex_shader=VERTEX, fragment_shader=FRAGMENT)
    size = (arguments.width, arguments.height)
    target = context.simple_framebuffer(size, components=4)
    textures: dict[Path | None, moderngl.Texture] = {None: context.texture((1, 1), 3, b"\xff\xff\xff")}
    drawn = [_upload(context, program, case, index, textures) for index in case.opaque()]
    program["light"].value = (0.3, 0.2, -0.93)
    context.enable(moderngl.DEPTH_TEST)
    context.front_face = "ccw"

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        camera = case.cameras[number]
        clip_from_world = projection_of(camera) @ np.linalg.inv(pose_of(camera))
        program["clip_from_world"].write(clip_from_world.T.astype("f4").tobytes())
        target.use()
        target.clear(0.0, 0.0, 0.0, 1.0)
        for part, array, texture in drawn:
            (context.disable if part["two_sided"] else context.enable)(moderngl.CULL_FACE)
            program["color"].value = tuple(part["color"])
            texture.use()
            array.render()
        pixels = np.frombuffer(target.read(components=3), np.uint8).reshape(size[1], size[0], 3)[::-1]
        seconds = time.perf_counter() - started
        path.write_bytes(_png(pixels))
        return seconds

    return draw


def _upload(context: Any, program: Any, case: Case, index: int, textures: dict[Path | None, Any]) -> Any:
    points = case.array(index, "points")
    count = len(points)
    uvs, colors = case.array(index, "uvs"), case.array(index, "colors")
    held = np.zeros(count, dtype=[("p", "f4", 3), ("n", "f4", 3), ("t", "f4", 2), ("c", "u1", 4)])
    held["p"], held["n"] = points, case.array(index, "normals")
    held["t"] = 0.0 if uvs is None else uvs
    held["c"] = 255 if colors is None else colors
    path = None if uvs is None else case.texture_path(index)
    if path not in textures:
        with Image.open(path) as opened:
            image = opened.convert("RGB").transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        textures[path] = context.texture(image.size, 3, image.tobytes(), alignment=1)
        textures[path].build_mipmaps()
    buffers = [(context.buffer(held.tobytes()), "3f 3f 2f 4f1", "place", "normal", "uv", "tint")]
    triangles = context.buffer(case.array(index, "triangles").astype("u4").tobytes())
    return case.parts[index], context.vertex_array(program, buffers, triangles), textures[path]


def _png(pixels: np.ndarray) -> bytes:
    high, wide, _ = pixels.shape
    rows = np.ascontiguousarray(pixels).reshape(high, -1)
    filtered = np.empty((high, 1 + 3 * wide), np.uint8)
    filtered[:, 0] = 2
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)),
        (b"IDAT", compress(filtered, 1)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    run(prepare)
