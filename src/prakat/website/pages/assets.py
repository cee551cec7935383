"""One stylesheet and its fonts. The stylesheet's name carries its digest, so it may be cached for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from django.templatetags.static import static

from prakat.org import queries as org
from prakat.website.build import engine
from prakat.website.build.page import Rendered
from prakat.website.pages.accent import palette

FOLDER = Path(__file__).resolve().parent.parent / "assets"
SHEETS = ("tokens", "base", "layout", "components", "document", "table", "utilities", "print")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_FONT_PATH = re.compile(r"/assets/fonts/([a-z0-9-]+\.woff2)\Z")


def minify(css: str) -> str:
    """The same rules without comments and needless space."""
    css = _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css)))
    return css.replace(": ", ":").replace(";}", "}").strip()


@cache
def stylesheet(accent: str) -> str:
    """All sheets as one; ``accent`` is the agency's colour or empty for the house colour."""
    css = minify("".join((FOLDER / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS))
    return css + (palette(accent).css() if accent else "")


@cache
def stylesheet_path(accent: str) -> str:
    return f"/assets/site.{hashlib.sha256(stylesheet(accent).encode()).hexdigest()[:8]}.css"


_built: set[str] = set()


def sheets_on_request(accent: str) -> list[str]:
    """Stylesheets for a page that is not built: the built one, or its parts while an upgraded site is rebuilt."""
    path = stylesheet_path(accent)
    if path not in _built:
        if not engine.site().entries_at([path]):
            return [static(f"site/{name}.css") for name in SHEETS]
        _built.add(path)
    return [path]


def font_paths() -> list[str]:
    return [f"/assets/fonts/{file.name}" for file in sorted((FOLDER / "fonts").glob("*.woff2"))]


class Assets:
    """The stylesheet and the fonts that public pages use."""

    name = "assets"

    def paths(self) -> Iterable[str]:
        return [stylesheet_path(org.agency().accent), *font_paths()]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return self.paths() if "agency" in changes else ()

    def render(self, path: str) -> Rendered | None:
        font = _FONT_PATH.match(path)
        if font:
            return self._font(path, font[1])
        accent = org.agency().accent
        if path != stylesheet_path(accent):
            return None
        return Rendered(path, stylesheet(accent).encode(), "text/css; charset=utf-8", cache="immutable")

    def _font(self, path: str, name: str) -> Rendered | None:
        file = FOLDER / "fonts" / name
        if not file.is_file():
            return None
        return Rendered(path, file.read_bytes(), "font/woff2", cache="immutable")
