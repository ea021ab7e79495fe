"""The panels around the views; each listens to the desk and changes it through edits alone."""
