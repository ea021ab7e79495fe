"""What a shot says: optics, planes, horizons, readings and findings. No renderer, no Qt."""
