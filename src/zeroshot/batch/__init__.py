"""Many stills: which shots to draw, where each goes, and the processes that draw them. Knows no terminal."""
