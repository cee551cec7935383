"""Thai words: the newmm algorithm of nlpo3 with a pruned dictionary (see data/README.md)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from threading import Lock

import nlpo3

_DICTIONARY = "prakat"
_PIECE = re.compile(r"\s+|\S+")
_loading = Lock()


def words(text: str) -> list[str]:
    """The words of folded text (`normalise.fold`), in order; runs of white space are items of their own.

    Nothing is lost or changed: the items joined are `text` again. No word contains white space.
    Numbers, Latin words and signs are items too. Half a surrogate pair, which folded text never has,
    raises UnicodeEncodeError.
    """
    _load()
    return [word for piece in _PIECE.findall(text) for word in _split(piece)]


def _split(piece: str) -> list[str]:
    if piece.isspace():
        return [piece]
    found: list[str] = nlpo3.segment(piece, _DICTIONARY)
    return found


def _load() -> None:
    """Load the dictionary once in this process, whichever thread comes first."""
    with _loading:
        _load_once()


@cache
def _load_once() -> None:
    source = resources.files("prakat.thai") / "data" / "words.txt"
    with resources.as_file(source) as path:
        message, loaded = nlpo3.load_dict(str(path), _DICTIONARY)
    if not loaded:
        raise RuntimeError(f"The Thai dictionary cannot be loaded: {message}")
