"""One stylesheet, cached for ever under its digest; fonts from here; nothing from anywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import brotli
import pytest
from office import Office

from prakat.website.build import engine
from prakat.website.pages import assets

Clock = Callable[[], datetime]


def test_the_name_of_the_stylesheet_changes_with_its_content(office: Office) -> None:
    rendered = assets.Assets().render(assets.stylesheet_path(""))
    assert rendered is not None
    assert rendered.path == f"/assets/site.{sha256(rendered.body).hexdigest()[:8]}.css"
    assert rendered.cache == "immutable"
    assert assets.stylesheet_path("#27457f") != assets.stylesheet_path("")


def test_every_font_the_stylesheet_names_is_served(office: Office) -> None:
    source = assets.Assets()
    named = set(re.findall(r"url\(fonts/([^)]+)\)", assets.stylesheet("")))
    assert named
    for font in named:
        rendered = source.render(f"/assets/fonts/{font}")
        assert rendered is not None
        assert rendered.body[:4] == b"wOF2"


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert not re.search(r"url\((?!fonts/)|@import|https?:", assets.stylesheet(""))


def test_stylesheet_and_fonts_leave_room_in_sixty_kilobytes() -> None:
    css = len(brotli.compress(assets.stylesheet("").encode(), quality=11))
    fonts = sum(
        (assets.FOLDER / "fonts" / path.rpartition("/")[2]).stat().st_size for path in assets.font_paths()
    )
    assert css + fonts < 54_500


@pytest.mark.parametrize("path", ["/assets/site.00000000.css", "/assets/fonts/none.woff2", "/assets/fonts/"])
def test_other_addresses_under_assets_are_nothing(office: Office, path: str) -> None:
    assert assets.Assets().render(path) is None


def test_minifying_keeps_calculations_and_selectors() -> None:
    css = "/* why */ .a > .b , .c {width: calc(100% - 2 * var(--x)); color: red;}\n"
    assert assets.minify(css) == ".a>.b,.c {width:calc(100% - 2 * var(--x));color:red}".replace(" {", "{")


def test_search_has_its_look_while_an_upgraded_site_is_still_being_built(
    office: Office, clock: Clock
) -> None:
    parts = assets.sheets_on_request("#123456")
    assert parts == [f"/static/site/{name}.css" for name in assets.SHEETS]
    engine.build_all(now=clock(), using=[assets.Assets()])
    assert assets.sheets_on_request("") == [assets.stylesheet_path("")]
