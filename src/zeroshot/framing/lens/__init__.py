"""Lines through one lens: its picture, and how one person stands in it. Knows plain numbers, no scene."""
