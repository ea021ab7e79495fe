"""What a shot says: optics, planes, horizons, readings and findings. No renderer, no Qt.

Two doors: `staging.stage` sets a shot up, `reading.read_shot` reads it. ARCHITECTURE.md has the storeys.
"""
