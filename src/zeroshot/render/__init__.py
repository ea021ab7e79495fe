"""From a staged shot to a picture: the only door to VTK."""
