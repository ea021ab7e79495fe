"""What the picture of a staged shot shows, as data and in words."""
