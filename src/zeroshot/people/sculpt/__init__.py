"""Sculpts the bodies that ``people`` stretches and poses: a build step, its results are in ``people/baked``.

Each part is a signed-distance field (negative inside) in the bind pose of the reference body, meshed with
surface nets on a grid whose cells are fine where it matters: eyes, mouth, fingers.
"""
