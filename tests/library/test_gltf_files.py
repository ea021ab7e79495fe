"""glTF read by hand-made files: what the specification says must come out."""

import numpy as np
import pytest
from PIL import Image

from gltf_builder import SQUARE, Builder, load
from zeroshot.errors import AssetError
from zeroshot.library.gltf_files import missing_gltf_files, read_gltf
from zeroshot.library.gltf_materials import linear_from_srgb, srgb_from_linear


@pytest.fixture
def builder():
    return Builder()


def test_colours_come_out_of_linear_light(builder, tmp_path):
    builder.header["materials"] = [
        {
            "name": "rail",
            "doubleSided": True,
            "emissiveFactor": [0.5, 0, 0],
            "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": 2.0}},
            "pbrMetallicRoughness": {
                "baseColorFactor": [0.214041, 0.0, 1.0, 0.25],
                "metallicFactor": 0.25,
                "roughnessFactor": 0.5,
            },
        }
    ]
    builder.primitive(material=0)
    (part,) = load(builder.write_glb(tmp_path / "a.glb")).parts
    material = part.material
    assert material.name == "rail"
    # 0.214041 in linear light is the middle of sRGB.
    assert material.base_color == pytest.approx((0.5, 0.0, 1.0, 1.0), abs=1e-5), (
        "an opaque one has no opacity"
    )
    assert material.emission == pytest.approx((1.0, 0.0, 0.0))
    assert (material.metallic, material.roughness, material.two_sided) == (0.25, 0.5, True)


def test_opacity_counts_when_blended(builder, tmp_path):
    builder.header["materials"] = [
        {"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.25]}}
    ]
    builder.primitive(material=0)
    (part,) = load(builder.write_glb(tmp_path / "a.glb")).parts
    assert part.material.base_color[3] == 0.25


def test_srgb_round_trip():
    levels = np.linspace(0.0, 1.0, 256)
    np.testing.assert_allclose(srgb_from_linear(linear_from_srgb(levels)), levels, atol=1e-12)


def test_strips_and_fans_keep_their_winding(builder, tmp_path):
    zigzag = SQUARE[[0, 1, 3, 2]]
    builder.primitive(points=zigzag, corners=None, mode=5)
    builder.primitive(corners=[0, 1, 2, 3], mode=6)
    builder.primitive(corners=[0, 1], mode=1)  # lines draw no surface
    mesh = load(builder.write_glb(tmp_path / "a.glb"))
    assert [len(part.triangles) for part in mesh.parts] == [2, 2]
    for part in mesh.parts:
        np.testing.assert_allclose(part.normals, np.tile([0, 0, 1], (len(part.normals), 1)), atol=1e-6)


def test_node_transforms_multiply(builder, tmp_path):
    half_turn_about_z = [0, 0, 1, 0]
    builder.header["nodes"] = [
        {"children": [1], "translation": [10, 0, 0], "rotation": half_turn_about_z, "scale": [2, 2, 2]},
        {"mesh": 0, "matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 3, 0, 1]},
    ]
    builder.primitive()
    mesh = load(builder.write_glb(tmp_path / "a.glb"))
    np.testing.assert_allclose(mesh.bounds_m, [[8, -8, 0], [10, -6, 0]], atol=1e-6)


def test_without_a_scene_all_roots_show(builder, tmp_path):
    del builder.header["scenes"], builder.header["scene"]
    builder.header["nodes"] = [{"children": [1]}, {"mesh": 0}, {"mesh": 0, "translation": [5, 0, 0]}]
    builder.primitive()
    mesh = load(builder.write_glb(tmp_path / "a.glb"))
    assert mesh.triangle_count == 4
    assert mesh.bounds_m[1, 0] == 6.0


def test_strided_normalised_and_sparse_accessors(builder, tmp_path):
    interleaved = np.zeros(4, [("point", "<f4", 3), ("pad", "<u4")])
    interleaved["point"] = SQUARE
    view = builder.view(interleaved.tobytes(), byteStride=16)
    rows, moved = builder.view(np.array([2], "<u2").tobytes()), builder.view(np.float32([3, 3, 0]).tobytes())
    builder.header["accessors"].append(
        {
            "bufferView": view,
            "componentType": 5126,
            "count": 4,
            "type": "VEC3",
            "sparse": {
                "count": 1,
                "indices": {"bufferView": rows, "componentType": 5123},
                "values": {"bufferView": moved},
            },
        }
    )
    colors = builder.accessor(np.array([[255, 0, 0, 255]] * 4, np.uint8), normalized=True)
    uvs = builder.accessor(
        np.array([[0, 0], [65535, 0], [65535, 65535], [0, 65535]], np.uint16), normalized=True
    )
    builder.header["meshes"][0]["primitives"] = [
        {"attributes": {"POSITION": 0, "COLOR_0": colors, "TEXCOORD_0": uvs}, "mode": 6}
    ]
    (part,) = load(builder.write_glb(tmp_path / "a.glb")).parts
    np.testing.assert_array_equal(part.points.max(axis=0), [3, 3, 0])
    np.testing.assert_array_equal(part.colors[0], [255, 0, 0, 255])
    lowest = part.uvs[np.argmin(part.points[:, 0] + part.points[:, 1])]
    np.testing.assert_allclose(lowest, [0, 1])  # glTF's first row is the top


def textured(builder, tmp_path, **texture_info):
    pixels = np.zeros((2, 2, 3), np.uint8)
    pixels[0, 0] = 200
    Image.fromarray(pixels).save(tmp_path / "wall paint.png")
    builder.header["images"] = [{"uri": "wall%20paint.png"}]
    builder.header["textures"] = [{"source": 0}]
    builder.header["materials"] = [
        {"pbrMetallicRoughness": {"baseColorTexture": {"index": 0, **texture_info}}}
    ]
    uvs = builder.accessor(np.float32([[0, 0], [1, 0], [1, 1], [0, 1]]))
    others = builder.accessor(np.float32([[0.5, 0.5]] * 4))
    builder.primitive(material=0, attributes={"TEXCOORD_0": uvs, "TEXCOORD_1": others})


def test_texture_beside_the_file(builder, tmp_path):
    textured(builder, tmp_path)
    path = builder.write_gltf(tmp_path / "a.gltf")
    (part,) = load(path).parts
    assert part.material.texture[0, 0, 0] == 200
    assert part.material.texture.shape == (2, 2, 3)
    assert missing_gltf_files(path) == []


def test_texture_inside_the_file(builder, tmp_path):
    textured(builder, tmp_path)
    view = builder.view((tmp_path / "wall paint.png").read_bytes())
    builder.header["images"] = [{"bufferView": view, "mimeType": "image/png"}]
    (part,) = load(builder.write_glb(tmp_path / "a.glb")).parts
    assert part.material.texture[0, 0, 0] == 200


def test_second_texture_coordinates_and_placement(builder, tmp_path):
    transform = {"offset": [0.25, 0.5], "scale": [2.0, 1.0], "rotation": 0.0, "texCoord": 1}
    textured(builder, tmp_path, extensions={"KHR_texture_transform": transform})
    (part,) = load(builder.write_glb(tmp_path / "a.glb")).parts
    np.testing.assert_allclose(part.uvs[0], [0.5 * 2 + 0.25, 1.0 - (0.5 + 0.5)])


def test_missing_texture_leaves_the_colour_and_is_named(builder, tmp_path):
    textured(builder, tmp_path)
    (tmp_path / "wall paint.png").rename(tmp_path / "wall paint 2.png")
    path = builder.write_gltf(tmp_path / "a.gltf")
    (part,) = load(path).parts
    assert part.material.texture is None
    (sentence,) = missing_gltf_files(path)
    assert '"wall paint.png"' in sentence
    assert 'did you mean "wall paint 2.png"' in sentence


def test_missing_buffer_file(builder, tmp_path):
    builder.primitive()
    (tmp_path / "wall.bin").write_bytes(b"")
    with pytest.raises(AssetError, match=r'refers to "walls.bin".*did you mean "wall.bin"'):
        read_gltf(builder.write_gltf(tmp_path / "a.gltf", uri="walls.bin"))


def test_nothing_is_fetched_from_the_network(builder, tmp_path):
    builder.primitive()
    with pytest.raises(AssetError, match="reads nothing from the network"):
        read_gltf(builder.write_gltf(tmp_path / "a.gltf", uri="https://example.org/wall.bin"))


def test_compression_is_named(builder, tmp_path):
    builder.primitive()
    builder.header["extensionsRequired"] = ["KHR_draco_mesh_compression"]
    with pytest.raises(AssetError, match=r"needs KHR_draco_mesh_compression.*with compression off"):
        read_gltf(builder.write_glb(tmp_path / "a.glb"))


def test_ten_million_triangles_are_refused_before_the_buffer_is_read(builder, tmp_path):
    builder.primitive()
    builder.header["accessors"][1]["count"] = 30_000_003
    with pytest.raises(AssetError, match="10,000,001 triangles"):
        read_gltf(builder.write_gltf(tmp_path / "a.gltf", uri="not-there.bin"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda header: header["accessors"][0].update(count=5000),
        lambda header: header["accessors"][0].update(count=-1),
        lambda header: header["accessors"][0].update(count=float("inf")),
        lambda header: header["accessors"][0].update(type="VEC2"),
        lambda header: header["accessors"][0].update(componentType=1),
        lambda header: header["accessors"][0].update(bufferView=-1),
        lambda header: header["nodes"][0].update(mesh=7),
        lambda header: header["nodes"][0].update(children=[0]),
        lambda header: header["nodes"][0].update(matrix=[1, 2]),
        lambda header: header.update(nodes="no"),
        lambda header: header.update(scene=4),
        lambda header: header["meshes"][0]["primitives"][0].update(material=3),
        lambda header: header["meshes"][0]["primitives"][0]["attributes"].update(NORMAL=1),
    ],
)
def test_a_damaged_header_is_one_sentence(builder, tmp_path, damage):
    builder.primitive()
    damage(builder.header)
    with pytest.raises(AssetError, match="is damaged or no glTF"):
        read_gltf(builder.write_glb(tmp_path / "a.glb"))


def test_triangles_past_the_points(builder, tmp_path):
    builder.primitive(corners=[0, 1, 9])
    with pytest.raises(AssetError, match="name points that it does not have"):
        load(builder.write_glb(tmp_path / "a.glb"))


def test_every_prefix_of_a_file_is_one_sentence(builder, tmp_path):
    builder.primitive()
    whole = builder.write_glb(tmp_path / "a.glb").read_bytes()
    for length in range(1, len(whole) - 1, 7):
        (tmp_path / "cut.glb").write_bytes(whole[:length])
        with pytest.raises(AssetError):
            read_gltf(tmp_path / "cut.glb")
