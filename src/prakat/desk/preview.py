"""A publication as the public will see it.

The public templates belong to another surface, so whoever wires the installation names the function that draws a
document: the setting ``DESK_PREVIEW``, a dotted path to ``article(content, picture) -> str`` giving safe HTML of
an edition's content, with ``picture`` giving the address of a picture. Without it the desk draws a plain one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from prakat.publications.kinds import Kind

Picture = Callable[[str], str]
Draw = Callable[[dict[str, Any], Picture], str]


def article(content: dict[str, Any], picture: Picture) -> SafeString:
    """The document's HTML, for showing inside a page of the desk."""
    return SafeString(_draw(getattr(settings, "DESK_PREVIEW", ""))(content, picture))


@cache
def _draw(path: str) -> Draw:
    return cast(Draw, import_string(path)) if path else plain_article


def plain_article(content: dict[str, Any], picture: Picture) -> str:
    """The document in the desk's own simple rendering, without pictures."""
    context = {"content": content, "kind": Kind(content["kind"]).label}
    return render_to_string("desk/components/document.html", context)


def files_of(content: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    """Every file that belongs to an edition's content: attachments, and the pictures its body shows."""
    pictures = (sha256 for block in content["body"] for sha256 in _pictures(block))
    return [
        *content["attachments"],
        *({"sha256": p, "name": f"{p[:8]}.jpg", "media_type": "image/jpeg"} for p in pictures),
    ]


def _pictures(block: Mapping[str, Any]) -> list[str]:
    if block["type"] == "image":
        return [block["value"]["sha256"]]
    if block["type"] == "people":
        return [person["photo"] for person in block["value"] if person["photo"]]
    return []
