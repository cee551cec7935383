"""Line icons of the desk: 24 grid, 1.8 stroke, always beside a word."""

from __future__ import annotations

from django.utils.safestring import SafeString

SHAPES = {
    "alert": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5M12 17.8v.2"/>',
    "back": '<path d="M9.5 6 4 11.5l5.5 5.5M4.5 11.5H14a5.5 5.5 0 0 1 0 8h-2"/>',
    "chart": '<path d="M4 20.5h16.5M7 17v-5M12 17V6M17 17v-8"/>',
    "check": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 3 3 5.5-6.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.5 2"/>',
    "dash": '<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M8.5 12h7"/>',
    "file": '<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5M9 13h7M9 17h5"/>',
    "inbox": '<path d="M3.5 13.5 6 5h12l2.5 8.5V19h-17z"/><path d="M3.5 13.5H9l1.2 2.5h3.6l1.2-2.5h5.5"/>',
    "list": '<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.5M4 12h.5M4 17.5h.5"/>',
    "pen": '<path d="M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z"/><path d="m13.5 7 3.5 3.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "up": '<path d="M12 20V5M6 10.5 12 4.5l6 6"/>',
}
SYMBOLS = SafeString(
    "".join(f'<symbol id="i-{name}" viewBox="0 0 24 24">{shape}</symbol>' for name, shape in SHAPES.items())
)


def icon(name: str) -> SafeString:
    """A reference to the icon; it is decoration, the word stands beside it."""
    return SafeString(f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>')
