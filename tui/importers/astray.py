"""Which file of a book a link means that calls it by a wrong folder, or with other capitals.

Makers of books move files, or take links for those of another page; in a terminal nobody can look for the right page
by its look.
"""

from collections.abc import Iterable
from itertools import islice

_MOST = 20  # files of one name that are looked at


class Astray:
    """`paths`: of all files that links may lead to."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._named: dict[str, list[str]] = {}
        self._folders: set[str] = set()
        for path in paths:
            *folders, name = _parts(path)
            self._named.setdefault(name, []).append(path)
            self._folders.update(folders)

    def found(self, file: str) -> str | None:
        """The file in the nearest folder of which what is called so differs by folders that are missing, or by some of
        the book that are too many."""
        called = _parts(file)
        near: tuple[int, str] | None = None
        for path in islice(self._named.get(called[-1], ()), _MOST):
            shared = self._shared(called, _parts(path))
            if shared is not None and (near is None or shared > near[0]):
                near = shared, path
        return near[1] if near else None

    def _shared(self, called: list[str], parts: list[str]) -> int | None:
        """How many folders both have in common at the top; None of another file."""
        most = min(len(called), len(parts)) - 1
        shared = next((at for at in range(most) if called[at] != parts[at]), most)
        rest, there = called[shared:], parts[shared:]
        if there[-len(rest) :] == rest:
            return shared
        extra = rest[: -len(there)]
        return shared if rest[-len(there) :] == there and self._folders.issuperset(extra) else None


def _parts(path: str) -> list[str]:
    path = path.partition("?")[0].strip()  # what an address asks of a server
    return [part for part in path.casefold().replace("\\", "/").split("/") if part not in ("", "..")] or [""]
