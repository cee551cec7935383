from __future__ import annotations


class UsageError(Exception):
    """Wrong usage or unreadable input, in one sentence that says what to do. Ends a command with status 2."""
