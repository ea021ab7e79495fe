"""Composing moves: edits that place people and cameras by what the frame should say."""
