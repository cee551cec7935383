"""How common a trigram is, estimated from a few hundred rows: counting the rows of a common one would be slow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from prakat.search.terms import trigrams

ROWS = 400
SAME_SIZE = 0.8

Read = Callable[[int], Sequence[str]]


class Sample:
    """The trigrams of some rows of one index, read again when the index has grown or shrunk by a fifth."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._size = -1
        self._rows = 0
        self._counts: Counter[str] = Counter()

    def shares(self, size: int) -> Callable[[str], float]:
        """For an index of `size` rows: the share of rows, 0 to 1, that hold a trigram."""
        if not self._alike(size):
            texts = self._read(ROWS)
            self._counts = Counter(gram for text in texts for gram in trigrams(text))
            self._size, self._rows = size, max(1, len(texts))
        counts, rows = self._counts, self._rows
        return lambda gram: counts[gram] / rows

    def _alike(self, size: int) -> bool:
        return min(size, self._size) >= SAME_SIZE * max(size, self._size)
