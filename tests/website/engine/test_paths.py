"""An address has one spelling, under which it is stored and looked up."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prakat.website.paths import LONGEST, BadPath, from_wsgi, href, normalise, to_wsgi

anything = st.text(st.one_of(st.sampled_from("/.%กำ้ิa\\é\u0301 "), st.characters()), max_size=60)


def spelled(text: str) -> str | None:
    try:
        return normalise(text)
    except BadPath:
        return None


@given(anything)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    path = spelled(text)
    assert path is None or normalise(path) == path


@given(anything)
def test_no_spelling_leads_out_of_the_site_or_hides_a_segment(text: str) -> None:
    path = spelled(text)
    if path is None:
        return
    assert path.startswith("/")
    assert not path.startswith("//")
    assert not {"..", "."} & set(path.split("/"))
    assert "//" not in path
    assert not any(unicodedata.category(char) == "Cc" for char in path)


@given(anything)
def test_what_is_stored_is_found_however_it_comes_over_the_wire(text: str) -> None:
    path = spelled(text)
    if path is None:
        return
    assert unquote(href(path)) == path
    assert normalise(from_wsgi(to_wsgi(path))) == path
    assert href(path).isascii()


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("", "/"),
        ("/", "/"),
        ("ข่าว/", "/ข่าว/"),
        ("//evil.example//a", "/evil.example/a"),
        ("/a/./b/../c/", "/a/c/"),
        ("/a/..", "/"),
        ("/a/b/..", "/a/"),
        ("/../../etc/passwd", "/etc/passwd"),
        ("/cafe\u0301/", "/café/"),
        ("/100%41/", "/100%41/"),
    ],
)
def test_examples(asked: str, stored: str) -> None:
    assert normalise(asked) == stored


@pytest.mark.parametrize("bad", ["/a\x00b", "/a\nb", "/\x7f", "/\ud800", "/" + "ก" * LONGEST])
def test_what_can_be_no_address_is_refused(bad: str) -> None:
    with pytest.raises(BadPath):
        normalise(bad)


def test_broken_utf8_is_refused() -> None:
    with pytest.raises(BadPath):
        from_wsgi("/\xff")
