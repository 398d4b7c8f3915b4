"""What to call what has no title."""

from posixpath import basename, splitext


def named(name: str) -> str:
    """By the name of its file."""
    return splitext(basename(name))[0] or name
