"""Turn glTF materials into ours. glTF gives colour factors in linear light, ours are sRGB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.library.gltf_buffers import Buffers
from zeroshot.library.textures import decode_texture, read_texture
from zeroshot.mesh import Image, Material


def srgb_from_linear(linear: ArrayLike) -> NDArray[np.float64]:
    """Encode linear light, 0 to 1, as sRGB. Source: IEC 61966-2-1."""
    light = np.asarray(linear, dtype=np.float64).clip(0.0, 1.0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.power(light, 1.0 / 2.4) - 0.055)


def linear_from_srgb(srgb: ArrayLike) -> NDArray[np.float64]:
    """Decode sRGB, 0 to 1, to linear light. Source: IEC 61966-2-1."""
    shown = np.asarray(srgb, dtype=np.float64).clip(0.0, 1.0)
    return np.where(shown <= 0.04045, shown / 12.92, np.power((shown + 0.055) / 1.055, 2.4))


Pictures = dict[tuple[int, bool], Image]
"""Textures read so far, by the number of the image and whether it keeps its opacity."""


def read_material(
    header: dict[str, Any], index: int | None, buffers: Buffers, pictures: Pictures | None, *, path: Path
) -> Material:
    """Read one material; the default one (white, rough, metal as the specification has it) for None.

    An opaque material loses its opacity, as the specification asks. A picture that several materials share is
    read once, into pictures; None for a material without its texture.
    """
    if index is None:
        return Material()
    source = header["materials"][index]
    surface = source.get("pbrMetallicRoughness", {})
    red, green, blue, opacity = (float(value) for value in surface.get("baseColorFactor", (1, 1, 1, 1)))
    shown = srgb_from_linear([red, green, blue])
    is_opaque = source.get("alphaMode", "OPAQUE") == "OPAQUE"
    opacity = 1.0 if is_opaque else opacity
    texture = None
    image = _image_of(header, surface.get("baseColorTexture"))
    if image is not None and pictures is not None:
        key = (image, is_opaque)
        if key not in pictures and (picture := _picture(header["images"][image], buffers, path)) is not None:
            pictures[key] = picture[:, :, :3] if is_opaque else picture
            if picture.shape[2] == 3:
                pictures[image, not is_opaque] = pictures[key]
        texture = pictures.get(key)
    return Material(
        name=str(source.get("name", f"material {index}")),
        base_color=(float(shown[0]), float(shown[1]), float(shown[2]), opacity),
        texture=texture,
        roughness=float(surface.get("roughnessFactor", 1.0)),
        metallic=float(surface.get("metallicFactor", 1.0)),
        emission=_emission(source),
        two_sided=bool(source.get("doubleSided", False)),
    )


def texture_placement(header: dict[str, Any], index: int | None) -> tuple[int, NDArray[np.float64]]:
    """Return which texture coordinates the base colour uses and the (3, 3) matrix that places them.

    Source: extension KHR_texture_transform: translation · rotation · scale, counter-clockwise for v downward.
    """
    material = {} if index is None else header["materials"][index]
    reference = material.get("pbrMetallicRoughness", {}).get("baseColorTexture", {})
    transform = reference.get("extensions", {}).get("KHR_texture_transform", {})
    angle = float(transform.get("rotation", 0.0))
    (u, v), (wide, high) = transform.get("offset", (0.0, 0.0)), transform.get("scale", (1.0, 1.0))
    cosine, sine = np.cos(angle), np.sin(angle)
    placed = np.array([[cosine * wide, sine * high, u], [-sine * wide, cosine * high, v], [0.0, 0.0, 1.0]])
    return int(transform.get("texCoord", reference.get("texCoord", 0))), placed


def _emission(source: dict[str, Any]) -> tuple[float, float, float]:
    strength = (
        source.get("extensions", {}).get("KHR_materials_emissive_strength", {}).get("emissiveStrength", 1)
    )
    light = np.asarray(source.get("emissiveFactor", (0, 0, 0)), dtype=np.float64) * float(strength)
    red, green, blue = (float(value) for value in srgb_from_linear(light))
    return red, green, blue


def _image_of(header: dict[str, Any], reference: dict[str, Any] | None) -> int | None:
    if reference is None:
        return None
    texture = header["textures"][reference["index"]]
    webp = texture.get("extensions", {}).get("EXT_texture_webp", {}).get("source")
    return int(texture["source"] if webp is None else webp)


def _picture(image: dict[str, Any], buffers: Buffers, path: Path) -> Image | None:
    name = str(image.get("name") or image.get("uri", "embedded"))[:80]
    if "bufferView" in image:
        return decode_texture(buffers.view_bytes(image["bufferView"]), name=name, named_in=path)
    uri = image["uri"]
    if uri.startswith("data:") or "://" in uri:
        return decode_texture(buffers.uri_bytes(uri), name=name[:20], named_in=path)
    file = buffers.file_of(uri)
    return read_texture(file, named_in=path) if file.exists() else None
