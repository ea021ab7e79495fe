"""What the exit code of a command says."""

from __future__ import annotations

WELL = 0
FAILED = 1
"""A still failed, a finding is an error, or the machine lacks something."""
BAD_INPUT = 2
"""Something that was given cannot be used, or nothing can be drawn here."""
BUG = 70
"""Source: EX_SOFTWARE of sysexits.h."""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""128 and the number of the signal (SIGINT 2, SIGPIPE 13), as shells report a program that it ended."""
