"""Addresses: one function normalises them, for storing and for looking up alike.

Inside Prakat a path is plain text as a person would write it (``/ข่าว/ก ข/``). Percent-encoding exists only on
the wire: the server decodes it once on the way in (RFC 3986 section 2), ``href`` encodes it on the way out.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

LONGEST = 1024
"""Characters in a path. Longer ones are nobody's page."""

# What RFC 3986 allows in a path segment without escaping, and the slash between segments.
_PLAIN = "/!$&'()*+,;=:@-._~"


class BadPath(ValueError):
    """The text cannot be the path of a page: control characters, broken UTF-8, or far too long."""


def normalise(path: str) -> str:
    """Return the one spelling of ``path`` under which a page is stored and looked up.

    Unicode NFC, one leading slash, no empty and no dot segments (RFC 3986 section 5.2.4); a trailing slash
    stays. Normalising a normalised path changes nothing. Raises BadPath.
    """
    text = unicodedata.normalize("NFC", path)
    if any(_forbidden(char) for char in text):
        raise BadPath("a path has no control characters")
    segments = _without_dots(text)
    trailing = "/" if segments and text.endswith(("/", "/.", "/..")) else ""
    result = "/" + "/".join(segments) + trailing
    if len(result) > LONGEST:
        raise BadPath(f"a path has at most {LONGEST} characters")
    return result


def _without_dots(text: str) -> list[str]:
    segments: list[str] = []
    for segment in text.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return segments


def _forbidden(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"


def from_wsgi(path_info: str) -> str:
    """Text of a WSGI PATH_INFO (PEP 3333: percent-decoded bytes, each as one Latin-1 character)."""
    try:
        return path_info.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise BadPath("the path is not UTF-8") from None


def to_wsgi(path: str) -> str:
    """The PATH_INFO with which a request for ``path`` arrives."""
    return path.encode("utf-8").decode("latin-1")


def href(path: str) -> str:
    """``path`` percent-encoded (UTF-8, upper-case escapes) for a Location header or a link."""
    return quote(path, safe=_PLAIN)
