"""Whose site is asked for: a request under a name that is not ours gets no page of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from http import HTTPStatus

_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?\.?", re.IGNORECASE)
_REMEMBERED = 256


class _Any:
    """Contains every host: the test of the fast way where all hosts are served."""

    def __contains__(self, host: object) -> bool:
        return True


class Hosts:
    """``allowed`` as Django's ALLOWED_HOSTS: names, ``.name`` for a name and all below it, ``*`` for all."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = [name.lower() for name in allowed]
        self._all = "*" in self._allowed
        self.known: set[str] | _Any = _Any() if self._all else set()
        """Host headers that were found to be ours, as they came."""

    def refusal(self, header: str) -> HTTPStatus | None:
        """None when ``header`` is ours; 400 when it is no host, 421 when it is another site's."""
        if self._all:
            return None
        found = _HOST.fullmatch(header)
        if not found:
            return HTTPStatus.BAD_REQUEST
        if not any(self._matches(found["name"].lower().rstrip("."))):
            return HTTPStatus.MISDIRECTED_REQUEST
        if isinstance(self.known, set) and len(self.known) < _REMEMBERED:
            self.known.add(header)
        return None

    def _matches(self, name: str) -> Iterator[bool]:
        for allowed in self._allowed:
            yield name == allowed or (
                allowed.startswith(".") and (name.endswith(allowed) or name == allowed[1:])
            )
