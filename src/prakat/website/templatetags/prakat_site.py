"""What the public templates say in Thai: protected words, Buddhist Era dates, digits, sizes, icons."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from prakat.publications.markup import clean_html
from prakat.thai import dates, digits
from prakat.website import icons, typography

register = template.Library()


def _safe(html: str) -> SafeString:
    return SafeString(html)


def _names(context: Context) -> tuple[str, ...]:
    """The names that this page keeps on one line."""
    return tuple(context.get("names") or ())


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag(takes_context=True)
def thai(context: Context, value: Any) -> SafeString:
    """Text whose names and numbers stay whole at the end of a line."""
    return _safe(typography.protect(str(conditional_escape(value)), _names(context)))


@register.simple_tag(takes_context=True)
def thai_html(context: Context, value: str) -> SafeString:
    """Rich text of an edition. It was cleaned when frozen; it is cleaned again because it goes out unescaped."""
    return _safe(typography.protect_html(clean_html(value), _names(context)))


@register.simple_tag(takes_context=True)
def post_line(context: Context, value: str) -> SafeString:
    return _safe(typography.post_line(typography.protect(str(conditional_escape(value)), _names(context))))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def _day(value: date | datetime) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


@register.simple_tag
def day(value: date | datetime) -> SafeString:
    """``<time>`` with a short Buddhist Era date, as lists and data use it."""
    when = _day(value)
    return _safe(f'<time datetime="{when.isoformat()}">{dates.short(when)}</time>')


@register.simple_tag
def moment(value: datetime) -> SafeString:
    when = _local(value).replace(second=0, microsecond=0)
    return _safe(f'<time datetime="{when.isoformat()}">{dates.short_moment(when)}</time>')


@register.simple_tag
def signed_day(value: date) -> SafeString:
    """``<time>`` with the date as it is written above a signature: Thai digits, the month in full."""
    return _safe(f'<time datetime="{value.isoformat()}">{dates.signed(value)}</time>')


@register.filter
def thai_digits(value: Any) -> str:
    return digits.to_thai(str(value))


@register.filter
def size(value: int) -> str:
    """Bytes in words a reader knows: kilobytes below a megabyte."""
    if value < 1_000_000:
        return _("%(n)s kB") % {"n": max(1, round(value / 1000))}
    return _("%(n)s MB") % {"n": f"{value / 1_000_000:.1f}"}


@register.filter
def amount(value: Any) -> str:
    """Money or a count with thousands separated; anything else as it is."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"
