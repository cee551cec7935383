"""Line icons: 24 grid, 1.8 stroke. A page carries only the symbols it uses."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

SHAPES = {
    "alert": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5M12 17.8v.2"/>',
    "check": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5.5-6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.5 2"/>',
    "dash": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M8.5 12h7"/>',
    "file": '<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5M9 13h7M9 17h5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h10"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "seal": (
        '<path d="m12 2.5 2.6 2 3.3-.2.9 3.2 2.7 1.9-1.2 3 1.2 3.1-2.7 1.9-.9 3.2-3.3-.2-2.6 2-2.6-2-3.3.2'
        '-.9-3.2-2.7-1.9 1.2-3.1-1.2-3 2.7-1.9.9-3.2 3.3.2z"/><path d="m8.3 12.3 2.6 2.6 4.8-5.4"/>'
    ),
}
_USED = re.compile(r'href="#i-([a-z]+)"')


def icon(name: str) -> SafeString:
    """A reference to the icon ``name``; it is decoration, the word stands beside it."""
    return SafeString(f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>')


def symbols_used(html: str) -> str:
    """The ``<symbol>`` elements of every icon that ``html`` refers to."""
    names = sorted(set(_USED.findall(html)))
    return "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{SHAPES[name]}</symbol>' for name in names)
