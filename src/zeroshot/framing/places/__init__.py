"""Named points and surfaces of the set: where they are in the world, and how far a point is from them."""
