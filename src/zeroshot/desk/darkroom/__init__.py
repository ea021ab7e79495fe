"""Where the app's pictures are made: processes of their own, so that a window never waits for a renderer."""
