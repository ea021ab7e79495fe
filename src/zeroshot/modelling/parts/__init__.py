"""The parts of a station: racks and their fronts, corners, ends, rails, windows."""
