"""What the desk's templates say in Thai, and their icons."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import nh3
from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from prakat.desk import icons, words
from prakat.thai import dates

register = template.Library()
MEGABYTE = 1_000_000


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def all_icons() -> SafeString:
    return icons.SYMBOLS


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """``<time>`` with day and clock."""
    return SafeString(f'<time datetime="{value.isoformat(timespec="minutes")}">{words.moment(value)}</time>')


@register.simple_tag
def clock(value: datetime) -> SafeString:
    return SafeString(f'<time datetime="{value.isoformat(timespec="minutes")}">{words.clock(value)}</time>')


@register.simple_tag
def day(value: date) -> SafeString:
    return SafeString(f'<time datetime="{value.isoformat()}">{dates.short(value)}</time>')


@register.simple_tag(takes_context=True)
def whole(context: Context, value: Any) -> SafeString:
    """Text in which the names of the agency and its units are not broken at the end of a line."""
    text = str(conditional_escape(value))
    names = sorted(context.get("whole_names") or (), key=len, reverse=True)
    if not names:
        return SafeString(text)
    pattern = "|".join(re.escape(str(conditional_escape(name))) for name in names)
    return SafeString(re.sub(pattern, r'<span class="nb">\g<0></span>', text))


@register.filter
def size(value: int) -> str:
    if value < MEGABYTE:
        return _("%(n)s kB") % {"n": max(1, round(value / 1000))}
    return _("%(n)s MB") % {"n": f"{value / MEGABYTE:.1f}"}


@register.filter
def clean(html: str) -> SafeString:
    """Rich text of an edition, cleaned again because it goes out unescaped."""
    return SafeString(nh3.clean(html))


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key, "")
