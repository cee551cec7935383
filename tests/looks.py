"""What a reader, a screen reader and the content security policy find in a page."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from prakat.publications.models import Standing
from prakat.website.build.page import PageSource

Publish = Callable[..., Standing]


class Marks(HTMLParser):
    """What accessibility and the content security policy ask about a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, tag: str, name: str) -> list[str]:
        return [value for t, n, value in self.attributes if (t, n) == (tag, name)]

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).replace("\u00a0", " ").split())


def marks(html: bytes | str) -> Marks:
    parsed = Marks()
    parsed.feed(html if isinstance(html, str) else html.decode())
    return parsed


def page(source: PageSource, path: str) -> Marks:
    rendered = source.render(path)
    assert rendered is not None, f"{source.name} has nothing at {path}"
    return marks(rendered.body)
