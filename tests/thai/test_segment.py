"""Words of Thai text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import resources

from hypothesis import given, settings
from hypothesis import strategies as st

from prakat.thai.normalise import fold
from prakat.thai.segment import words

texts = st.text() | st.text(alphabet="กขคงตบลำาะิี่้เแ 12ab\n")


def test_a_long_compound_is_found_by_its_parts() -> None:
    """The dictionary is pruned so that ตำบล is a word of องค์การบริหารส่วนตำบล."""
    found = words("องค์การบริหารส่วนตำบลโคกทราย ปี 2563")
    assert found[-3:] == ["ปี", " ", "2563"]
    assert {"บริหาร", "ตำบล"} < set(found)


def test_broken_spelling_gives_the_same_words() -> None:
    """Folding comes first; after it spelling makes no difference."""
    assert words(fold("นํ้าท่วมตําบล")) == words(fold("น้ำท่วมตำบล"))


@given(texts)
@settings(deadline=None)
def test_words_joined_are_the_text(text: str) -> None:
    """No character is lost or changed, and no word is empty."""
    folded = fold(text)
    found = words(folded)
    assert "".join(found) == folded
    assert all(found)


@given(texts)
@settings(deadline=None)
def test_no_word_crosses_white_space(text: str) -> None:
    """An item is either white space or has none."""
    assert all(word.isspace() or not any(map(str.isspace, word)) for word in words(fold(text)))


def test_threads_may_ask_at_once() -> None:
    """The dictionary is loaded once, whoever comes first."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(words, ["ตำบลโคกทราย"] * 64))
    assert all(answer == answers[0] for answer in answers)


def test_hostile_text_is_split_completely() -> None:
    """Ambiguous and endless text comes back whole."""
    for text in ("ตากลม" * 5_000, "ก" * 20_000, "\u0e48" * 20_000):
        assert "".join(words(text)) == text


def test_the_dictionary_is_in_folded_spelling() -> None:
    """Otherwise a listed word could never be found in folded text."""
    listed = (resources.files("prakat.thai") / "data" / "words.txt").read_text(encoding="utf-8").splitlines()
    assert len(listed) > 30_000
    assert [word for word in listed if fold(word) != word] == []
