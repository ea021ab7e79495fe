"""Blender as a Python module. Option: workbench, workbench-none (no antialiasing) or eevee (one sample)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Matrix
from shared import Case, pose_of, run


def prepare(arguments: Any) -> Any:
    """Build the scene from arrays, which is the quickest way in."""
    case = Case(arguments.case)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    materials: dict[str, Any] = {}
    for index in case.opaque():
        scene.collection.objects.link(_object(case, index, materials))
    camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    camera.data.sensor_fit, camera.data.clip_start, camera.data.clip_end = "HORIZONTAL", 0.02, 80.0
    scene.collection.objects.link(camera)
    scene.camera = camera
    _set_up(scene, arguments)

    def draw(number: int, path: Path) -> float:
        started = time.perf_counter()
        said = case.cameras[number]
        camera.matrix_world = Matrix(pose_of(said).tolist())
        camera.data.angle = said["hfov"]
        bpy.ops.render.render()
        seconds = time.perf_counter() - started
        bpy.data.images["Render Result"].save_render(str(path))
        return seconds

    return draw


def _set_up(scene: Any, arguments: Any) -> None:
    render = scene.render
    render.resolution_x, render.resolution_y, render.resolution_percentage = (
        arguments.width,
        arguments.height,
        100,
    )
    render.image_settings.file_format = "PNG"
    if arguments.option == "eevee":
        engines = {
            item.identifier for item in bpy.types.RenderSettings.bl_rna.properties["engine"].enum_items
        }
        render.engine = "BLENDER_EEVEE_NEXT" if "BLENDER_EEVEE_NEXT" in engines else "BLENDER_EEVEE"
        scene.eevee.taa_render_samples = 1
        lamp = bpy.data.objects.new("lamp", bpy.data.lights.new("lamp", "AREA"))
        lamp.data.energy, lamp.data.size = 100.0, 1.0
        lamp.matrix_world = Matrix(((0, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, -0.9), (0, 0, 0, 1)))
        scene.collection.objects.link(lamp)
        world = bpy.data.worlds.new("world")
        scene.world = world
        return
    render.engine = "BLENDER_WORKBENCH"
    scene.display.shading.light = "STUDIO"
    scene.display.shading.color_type = "TEXTURE"
    scene.display.shading.show_backface_culling = True
    if arguments.option == "workbench-none":
        scene.display.render_aa = "OFF"


def _object(case: Case, index: int, materials: dict[str, Any]) -> Any:
    points, triangles = case.array(index, "points"), case.array(index, "triangles")
    mesh = bpy.data.meshes.new(f"part{index}")
    mesh.vertices.add(len(points))
    mesh.vertices.foreach_set("co", np.ascontiguousarray(points, np.float32).ravel())
    mesh.loops.add(triangles.size)
    mesh.loops.foreach_set("vertex_index", triangles.astype(np.int32).ravel())
    mesh.polygons.add(len(triangles))
    mesh.polygons.foreach_set("loop_start", np.arange(0, triangles.size, 3, dtype=np.int32))
    uvs = case.array(index, "uvs")
    if uvs is not None:
        layer = mesh.uv_layers.new(name="uv")
        layer.data.foreach_set("uv", np.ascontiguousarray(uvs[triangles.ravel()], np.float32).ravel())
    mesh.update(calc_edges=False)
    mesh.polygons.foreach_set("use_smooth", np.ones(len(triangles), dtype=bool))
    mesh.materials.append(_material(case, index, materials))
    return bpy.data.objects.new(f"part{index}", mesh)


def _material(case: Case, index: int, materials: dict[str, Any]) -> Any:
    part, path = case.parts[index], case.texture_path(index)
    key = f"{path}{part['color']}"
    if key not in materials:
        material = bpy.data.materials.new(key[-60:])
        material.use_nodes = True
        shader = material.node_tree.nodes["Principled BSDF"]
        shader.inputs["Base Color"].default_value = part["color"]
        material.diffuse_color = part["color"]
        material.use_backface_culling = not part["two_sided"]
        if path is not None:
            node = material.node_tree.nodes.new("ShaderNodeTexImage")
            node.image = bpy.data.images.load(str(path))
            material.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
        materials[key] = material
    return materials[key]


if __name__ == "__main__":
    run(prepare)
