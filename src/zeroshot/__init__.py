"""Plan film shots in weightlessness: people and cameras at any attitude inside the ISS."""

__version__ = "0.1.0"
