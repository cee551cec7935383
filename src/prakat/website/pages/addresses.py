"""Addresses of the public site. Paths are kept unquoted, as the build stores them; links quote them."""

from __future__ import annotations

from django.conf import settings

from prakat.website.paths import href

PICTURE = "picture.jpg"
SHA_LENGTH = 16


def section(slug: str) -> str:
    return f"/{slug}/"


def archive(slug: str, number: int) -> str:
    """The ``number``-th full page of older items, counted from the oldest, so that it never moves."""
    return f"/{slug}/archive/{number}/"


def file(sha256: str, name: str) -> str:
    return f"/files/{sha256[:SHA_LENGTH]}/{name}"


def picture(sha256: str) -> str:
    return file(sha256, PICTURE)


def absolute(path: str) -> str:
    return settings.SITE_URL + href(path)


def duty_anchor(catalogue: str, duty: str) -> str:
    """The stable anchor of a duty on the register of transparency."""
    return f"{catalogue}-{duty}"


def ita_year(year: int) -> str:
    return f"/transparency/ita/{year}/"
