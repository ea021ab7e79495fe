"""Loading meshes: frames, scale, materials, and every way in which a file can be bad."""

import logging
import os
import struct
import time

import numpy as np
import pytest
import trimesh
from PIL import Image

from zeroshot.errors import AssetError
from zeroshot.library import raw_parts
from zeroshot.library.assets import asset_folder
from zeroshot.library.meshes import (
    files_of_mesh,
    forget_meshes,
    load_mesh,
    missing_files,
    model_from_file_matrix,
)
from zeroshot.scene.document import Axes

PLAIN = Axes(forward="+X", right="+Y", down="+Z")
GLTF = Axes(forward="+Z", right="-X", down="-Y")


@pytest.fixture(autouse=True)
def empty_cache():
    forget_meshes()


def write_box(path, extents=(1.0, 2.0, 3.0), offset=(0.0, 0.0, 0.0)):
    box = trimesh.creation.box(extents=extents)
    box.apply_translation(offset)
    if path.suffix == ".gltf":
        for name, content in trimesh.Scene(box).export(file_type="gltf").items():
            (path if name == "model.gltf" else path.parent / name).write_bytes(content)
    else:
        box.export(path)
    return path


def write_textured_obj(folder, texture="wood.png", picture=True, kd="0 0 0", more=""):
    (folder / "board.obj").write_text(
        "mtllib board.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n"
        "vt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl wood\nf 1/1 2/2 3/3\nf 1/1 3/3 4/4\n"
    )
    (folder / "board.mtl").write_text(f"newmtl wood\nKd {kd}\n{more}\nmap_Kd {texture}\n")
    if picture:
        pixels = np.zeros((4, 8, 4), np.uint8)
        pixels[:2] = (255, 0, 0, 255)  # the upper half is red
        pixels[2:] = (0, 0, 255, 10)
        Image.fromarray(pixels).save(folder / "wood.png")
    return folder / "board.obj"


def refusal(path, **given):
    """Load a bad file and return the sentence; it ends with the path and has no line break."""
    with pytest.raises(AssetError) as caught:
        load_mesh(path, metres_per_unit=given.pop("metres_per_unit", 1.0), axes=given.pop("axes", PLAIN))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(f"{path})")
    return sentence


@pytest.mark.parametrize("suffix", [".glb", ".gltf", ".obj", ".stl", ".ply", ".dae"])
def test_every_kind_keeps_size_place_and_sides(tmp_path, suffix):
    path = write_box(tmp_path / f"box{suffix}", offset=(10.0, 20.0, 30.0))
    mesh = load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    np.testing.assert_allclose(mesh.bounds_m, [[9.5, 19.0, 28.5], [10.5, 21.0, 31.5]], atol=1e-5)
    assert mesh.triangle_count == 12
    for part in mesh.parts:
        assert part.points.dtype == part.normals.dtype == np.float32
        assert part.triangles.dtype == np.int32
        a, b, c = (part.points[part.triangles[:, i]] for i in range(3))
        outward = np.cross(b - a, c - a)
        assert np.all(np.einsum("ij,ij->i", outward, (a + b + c) / 3 - [10, 20, 30]) > 0)
        np.testing.assert_allclose(np.linalg.norm(part.normals, axis=1), 1.0, atol=1e-6)


@pytest.mark.parametrize("suffix", [".glb", ".obj", ".stl", ".ply", ".dae"])
def test_a_box_without_normals_stays_sharp(tmp_path, suffix):
    path = write_box(tmp_path / f"box{suffix}")
    mesh = load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    for part in mesh.parts:
        largest = np.abs(part.normals).max(axis=1)
        if suffix not in (".dae",):  # trimesh writes smooth normals into Collada, and they are kept
            np.testing.assert_allclose(largest, 1.0, atol=1e-6)


def test_axes_and_scale():
    # glTF: +Z is the front, −X right, −Y down.
    np.testing.assert_array_equal(model_from_file_matrix(GLTF) @ [1, 2, 3], [3, -1, -2])
    np.testing.assert_array_equal(model_from_file_matrix(PLAIN), np.eye(3))


@pytest.mark.parametrize("suffix", [".glb", ".stl"])
def test_loads_into_forward_right_down_metres(tmp_path, suffix):
    path = write_box(tmp_path / f"box{suffix}", extents=(100.0, 200.0, 300.0), offset=(50.0, 100.0, 150.0))
    mesh = load_mesh(path, metres_per_unit=0.01, axes=GLTF)
    np.testing.assert_allclose(mesh.bounds_m, [[0.0, -1.0, -2.0], [3.0, 0.0, 0.0]], atol=1e-6)
    part = mesh.parts[0]
    a, b, c = (part.points[part.triangles[:, i]] for i in range(3))
    facing = np.einsum("ij,ij->i", np.cross(b - a, c - a), part.normals[part.triangles[:, 0]])
    assert np.all(facing > 0)


def test_a_collada_file_states_its_unit(tmp_path):
    path = write_box(tmp_path / "box.dae", extents=(100.0, 200.0, 300.0))
    text = path.read_text()
    assert "<asset>" in text
    inches = '<asset><unit name="inch" meter="0.0254"/>'
    path.write_text(text.replace("<asset>", inches, 1))
    mesh = load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    np.testing.assert_allclose(mesh.bounds_m[1] * 2, [2.54, 5.08, 7.62], rtol=1e-6)


def test_scene_graph_transforms_and_mirrors(tmp_path):
    scene = trimesh.Scene()
    box = trimesh.creation.box(extents=(1, 1, 1))
    moved, mirrored = np.eye(4), np.eye(4)
    moved[0, 3] = 5.0
    mirrored[0, 0], mirrored[1, 3] = -2.0, 7.0
    scene.add_geometry(box, node_name="a", geom_name="box", transform=moved)
    scene.graph.update(frame_to="b", geometry="box", matrix=mirrored)
    (tmp_path / "two.glb").write_bytes(scene.export(file_type="glb"))
    mesh = load_mesh(tmp_path / "two.glb", metres_per_unit=1.0, axes=PLAIN)
    assert mesh.triangle_count == 24
    np.testing.assert_allclose(mesh.bounds_m, [[-1, -0.5, -0.5], [5.5, 7.5, 0.5]], atol=1e-6)
    for part in mesh.parts:
        centre = part.points.mean(axis=0)
        a, b, c = (part.points[part.triangles[:, i]] for i in range(3))
        outward = np.einsum("ij,ij->i", np.cross(b - a, c - a), (a + b + c) / 3 - centre)
        assert np.all(outward > 0), "the mirrored box is inside out"


def test_textures_stand_upright_and_replace_the_colour(tmp_path):
    mesh = load_mesh(write_textured_obj(tmp_path), metres_per_unit=1.0, axes=PLAIN)
    (part,) = mesh.parts
    assert part.material.base_color == (1.0, 1.0, 1.0, 1.0)
    assert part.material.texture.shape == (4, 8, 3), "opacity counts only where map_d asks for it"
    assert tuple(part.material.texture[0, 0]) == (255, 0, 0)
    at_origin = part.uvs[np.argmin(part.points.sum(axis=1))]
    np.testing.assert_allclose(at_origin, [0.0, 0.0])
    assert missing_files(tmp_path / "board.obj") == ()


def test_opacity_and_emission_of_a_material_file(tmp_path):
    path = write_textured_obj(tmp_path, more="d 0.5\nKe 1 0.5 0\nmap_d wood.png")
    material = load_mesh(path, metres_per_unit=1.0, axes=PLAIN).parts[0].material
    assert material.base_color[3] == 0.5
    assert material.emission == (1.0, 0.5, 0.0)
    assert material.texture.shape == (4, 8, 4)


def test_a_missing_texture_leaves_a_plain_surface_and_is_named(tmp_path):
    path = write_textured_obj(tmp_path, texture="wodo.png", kd="0.2 0.4 0.6")
    mesh = load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    assert mesh.parts[0].material.texture is None
    np.testing.assert_allclose(mesh.parts[0].material.base_color, [0.2, 0.4, 0.6, 1.0], atol=1e-6)
    (sentence,) = missing_files(path)
    assert (
        'the texture "wodo.png" that "board.mtl" asks for does not exist, did you mean "wood.png"?'
        in sentence
    )


def test_a_missing_material_file_is_named(tmp_path):
    path = write_textured_obj(tmp_path)
    (tmp_path / "board.mtl").rename(tmp_path / "boards.mtl")
    assert load_mesh(path, metres_per_unit=1.0, axes=PLAIN).triangle_count == 2
    (sentence,) = missing_files(path)
    assert 'the material file "board.mtl"' in sentence
    assert 'did you mean "boards.mtl"?' in sentence


def test_a_damaged_texture_is_refused(tmp_path):
    path = write_textured_obj(tmp_path)
    whole = (tmp_path / "wood.png").read_bytes()
    (tmp_path / "wood.png").write_bytes(whole[: len(whole) // 2])
    assert "damaged: save it again as PNG or JPEG" in refusal(path)
    (tmp_path / "wood.png").write_bytes(b"no picture")
    with pytest.raises(AssetError, match=r'the texture "wood.png" is not a picture'):
        load_mesh(path, metres_per_unit=1.0, axes=PLAIN)


def test_vertex_colours(tmp_path):
    box = trimesh.creation.box()
    box.visual.vertex_colors = np.tile(np.array([255, 128, 0, 255], np.uint8), (8, 1))
    box.export(tmp_path / "box.ply")
    (part,) = load_mesh(tmp_path / "box.ply", metres_per_unit=1.0, axes=PLAIN).parts
    assert part.colors.dtype == np.uint8
    assert len(part.colors) == len(part.points) == 24
    np.testing.assert_array_equal(np.unique(part.colors, axis=0), [[255, 128, 0, 255]])


def test_gives_the_same_object_until_the_file_changes(tmp_path):
    path = write_box(tmp_path / "box.stl")
    first = load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    assert load_mesh(path, metres_per_unit=1.0, axes=PLAIN) is first
    assert load_mesh(path, metres_per_unit=2.0, axes=PLAIN) is not first
    assert load_mesh(path, metres_per_unit=1.0, axes=GLTF) is not first
    write_box(path, extents=(2.0, 2.0, 2.0))
    later = time.time_ns() + 5_000_000_000
    os.utime(path, ns=(later, later))
    np.testing.assert_allclose(load_mesh(path, metres_per_unit=1.0, axes=PLAIN).bounds_m[1], 1.0)


def test_missing_file_gets_the_nearest_name(tmp_path):
    write_box(tmp_path / "destiny.glb")
    assert 'did you mean "destiny.glb"?' in refusal(tmp_path / "destny.glb")
    assert "check the path" in refusal(tmp_path / "q.glb")
    assert "nor does its folder" in refusal(tmp_path / "nowhere" / "destiny.glb")
    (tmp_path / "file").write_text("x")
    assert "does not exist" in refusal(tmp_path / "file" / "destiny.glb")


def test_folder_other_kind_and_empty_file(tmp_path):
    (tmp_path / "set.glb").mkdir()
    assert "is a folder" in refusal(tmp_path / "set.glb")
    (tmp_path / "set.fbx").write_bytes(b"Kaydara FBX Binary")
    assert "export it as GLB" in refusal(tmp_path / "set.fbx")
    (tmp_path / "set.obj").write_bytes(b"")
    assert "is an empty file" in refusal(tmp_path / "set.obj")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path):
    path = write_box(tmp_path / "box.stl")
    path.chmod(0)
    assert "check that you may read it" in refusal(path)


def test_file_that_the_system_refuses(tmp_path, monkeypatch):
    path = write_box(tmp_path / "box.stl")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    assert "cannot be opened (Permission denied)" in refusal(path)


@pytest.mark.parametrize("suffix", [".glb", ".gltf", ".obj", ".stl", ".ply", ".dae"])
@pytest.mark.parametrize("content", [b"\x00\xff" * 200, b"hello\nthere\n", b"{}", b"f 1 2 3\n", b"{" * 3000])
def test_corrupt_file(tmp_path, suffix, content):
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    sentence = refusal(path)
    assert "damaged" in sentence or "no faces" in sentence


@pytest.mark.parametrize("suffix", [".glb", ".stl", ".ply", ".obj", ".dae"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_half_a_file(tmp_path, suffix, share):
    """A cut file is refused, or, where the format has no end, loads what is there; it never crashes."""
    whole = write_box(tmp_path / f"whole{suffix}").read_bytes()
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        load_mesh(path, metres_per_unit=1.0, axes=PLAIN)
    except AssetError as error:
        assert "\n" not in str(error)


def test_no_faces(tmp_path):
    trimesh.PointCloud(np.eye(3)).export(tmp_path / "points.ply")
    assert "has no faces" in refusal(tmp_path / "points.ply")
    (tmp_path / "points.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\n")
    assert "has no faces" in refusal(tmp_path / "points.obj")


def test_too_many_faces_are_refused_from_the_header(tmp_path):
    """Neither file has the triangles it promises; building them would take minutes and gigabytes."""
    path = tmp_path / "scan.ply"
    path.write_bytes(
        b"ply\nformat binary_little_endian 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
        b"property float z\nelement face 10000001\nproperty list uchar int vertex_indices\nend_header\n"
    )
    sentence = refusal(path)
    assert "has 10,000,001 triangles and zeroshot takes 10,000,000" in sentence
    assert "reduce it" in sentence
    path = tmp_path / "scan.stl"
    with path.open("wb") as file:
        file.write(bytes(80) + struct.pack("<I", 10_000_001))
        file.truncate(84 + 50 * 10_000_001)  # a hole in the disk, not half a gigabyte
    assert "has 10,000,001 triangles" in refusal(path)


@pytest.mark.parametrize("suffix", [".glb", ".obj", ".stl", ".ply", ".dae"])
def test_too_many_faces_are_refused_in_every_kind(tmp_path, monkeypatch, suffix):
    monkeypatch.setattr(raw_parts, "MAX_TRIANGLES", 11)
    assert "has 12 triangles and zeroshot takes 11" in refusal(write_box(tmp_path / f"box{suffix}"))
    monkeypatch.setattr(raw_parts, "MAX_TRIANGLES", 12)
    assert load_mesh(tmp_path / f"box{suffix}", metres_per_unit=1.0, axes=PLAIN).triangle_count == 12


def test_text_stl_is_counted_too(tmp_path, monkeypatch):
    path = tmp_path / "box.stl"
    path.write_text(trimesh.creation.box().export(file_type="stl_ascii"))
    assert load_mesh(path, metres_per_unit=1.0, axes=PLAIN).triangle_count == 12
    monkeypatch.setattr(raw_parts, "MAX_TRIANGLES", 11)
    assert "has 12 triangles" in refusal(write_box(tmp_path / "again.stl"))


def test_points_that_are_not_numbers(tmp_path):
    (tmp_path / "nan.obj").write_text("v 0 0 0\nv 1 0 0\nv nan 1 0\nv nan nan nan\nf 1 2 3\n")
    assert "has 1 point that is no number" in refusal(tmp_path / "nan.obj")


def test_triangles_of_points_that_do_not_exist(tmp_path):
    path = tmp_path / "bad.ply"
    header = "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
    header += "element face 1\nproperty list uchar int vertex_indices\nend_header\n"
    path.write_text(f"{header}0 0 0\n1 0 0\n0 1 0\n3 0 1 7\n")
    assert "damaged" in refusal(path)


def test_absurd_sizes_are_told_beside_a_person(tmp_path):
    path = write_box(tmp_path / "lab.stl", extents=(8400.0, 4200.0, 4200.0))
    sentence = refusal(path)
    assert "8.4 km across, 4,800 times as long as a person of 1.75 m" in sentence
    assert "multiply its scale by 0.001 if it was drawn in millimetres" in sentence
    assert load_mesh(path, metres_per_unit=0.001, axes=PLAIN).triangle_count == 12
    assert "8.4 mm across, 0.0048 times the height of a person" in refusal(path, metres_per_unit=1e-6)


def test_a_mesh_without_extent_is_refused(tmp_path):
    (tmp_path / "dot.obj").write_text("v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n")
    assert "0 mm across" in refusal(tmp_path / "dot.obj")


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_scales_that_cannot_be(tmp_path, scale):
    assert "must be above 0" in refusal(write_box(tmp_path / "box.stl"), metres_per_unit=scale)


def test_remarks_of_the_loader_are_kept_quiet(tmp_path, caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        refusal_text = tmp_path / "bad.obj"
        refusal_text.write_bytes(b"f 1 2 3\nusemtl q\nmtllib none.mtl\n")
        refusal(refusal_text)
        load_mesh(write_textured_obj(tmp_path, picture=False), metres_per_unit=1.0, axes=PLAIN)
    assert [record for record in caplog.records if record.name == "trimesh"] == []
    assert capsys.readouterr() == ("", "")


def test_collada_without_its_package_says_what_to_install(tmp_path, monkeypatch):
    path = write_box(tmp_path / "box.dae")
    monkeypatch.setattr("zeroshot.library.trimesh_files.find_spec", lambda name: None)
    assert 'install "zeroshot[dae]"' in refusal(path)


def test_the_files_that_a_mesh_is_read_from(tmp_path):
    obj = write_textured_obj(tmp_path)
    assert [path.name for path in files_of_mesh(obj)] == ["board.obj", "board.mtl", "wood.png"]
    (tmp_path / "wood.png").unlink()
    assert [path.name for path in files_of_mesh(obj)] == ["board.obj", "board.mtl"]
    gltf = write_box(tmp_path / "box.gltf")
    buffers = [path.name for path in tmp_path.glob("*.bin")]
    assert sorted(path.name for path in files_of_mesh(gltf)) == sorted(["box.gltf", *buffers])
    assert files_of_mesh(write_box(tmp_path / "box.stl")) == (tmp_path / "box.stl",)
    with pytest.raises(AssetError, match="does not exist"):
        files_of_mesh(tmp_path / "gone.obj")


def test_what_only_measures_reads_no_textures() -> None:
    forget_meshes()
    path, axes = asset_folder() / "models" / "laptop.glb", PLAIN
    bare = load_mesh(path, metres_per_unit=1.0, axes=axes, is_bare=True)
    full = load_mesh(path, metres_per_unit=1.0, axes=axes)
    assert all(part.material.texture is None for part in bare.parts)
    assert any(part.material.texture is not None for part in full.parts)
    for one, other in zip(bare.parts, full.parts, strict=True):
        np.testing.assert_array_equal(one.points, other.points)
    assert load_mesh(path, metres_per_unit=1.0, axes=axes, is_bare=True) in (bare, full)
