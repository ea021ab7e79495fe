"""What every test shares."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Times differ between machines, and a slow one is no failure.
settings.register_profile("zeroshot", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zeroshot")

# Tests draw with no display; VTK reads this when it is first imported, in subprocesses too.
os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
