"""What the desktop app knows, without any window: what is open, chosen and looked at, and how things move."""
