"""Heads and the planes they make: what turns into one, what passes for down. Knows plain arrays, no scene."""
