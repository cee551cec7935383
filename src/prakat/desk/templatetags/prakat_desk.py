"""What the desk's templates say in Thai, and their icons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import nh3
from django import template
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
