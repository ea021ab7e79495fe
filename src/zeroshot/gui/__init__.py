"""The desktop app: windows over a desk."""
