"""What is in the way of bodies, of the camera and of lines of sight, and through what one sees."""
