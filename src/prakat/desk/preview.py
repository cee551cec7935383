"""A publication as the public will see it.

The public templates belong to another surface, so whoever wires the installation says which function draws a
document: the setting ``PRAKAT_PREVIEW``, a dotted path to ``article(content: dict) -> str`` giving the HTML of the
document (an edition's content in, escaped and safe HTML out). Without it the desk draws a plain one itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from prakat.publications.kinds import Kind

Draw = Callable[[dict[str, Any]], str]


def article(content: dict[str, Any]) -> SafeString:
    """The document's HTML, for showing inside a page of the desk."""
    return SafeString(_draw()(content))


@cache
def _draw() -> Draw:
    path = getattr(settings, "PRAKAT_PREVIEW", "")
    return cast(Draw, import_string(path)) if path else plain_article


def plain_article(content: dict[str, Any]) -> str:
    """The document in the desk's own simple rendering."""
    return render_to_string("desk/components/document.html", {"content": content, "kind": Kind(content["kind"]).label})
