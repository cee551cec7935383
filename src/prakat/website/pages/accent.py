"""The agency's one colour, made readable: computed when the site is built, never in the browser.

Contrast is that of WCAG 2.2: at least 7 to 1 on the page and 4.5 to 1 under the text of a button.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

Rgb = tuple[float, float, float]

PAPER, DARK_PAPER = "#faf7f0", "#171512"
WHITE, INK = "#ffffff", "#0b0f0e"
STEPS = 100


@dataclass(frozen=True)
class Palette:
    """Six values: the accent, what is written on it and its tint, on light and on dark paper."""

    accent: str
    on_accent: str
    soft: str
    dark_accent: str
    dark_on_accent: str
    dark_soft: str

    def css(self) -> str:
        light = f"--accent:{self.accent};--on-accent:{self.on_accent};--accent-soft:{self.soft}"
        dark = f"--accent:{self.dark_accent};--on-accent:{self.dark_on_accent};--accent-soft:{self.dark_soft}"
        return (
            f"@layer tokens{{@media (prefers-contrast:no-preference){{:root{{{light}}}"
            f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}}}}}"
        )


def palette(colour: str) -> Palette:
    """The readable palette of ``colour`` (``#rrggbb``)."""
    accent = _until(colour, PAPER, 7.0, darker=True)
    dark = _until(colour, DARK_PAPER, 7.0, darker=False)
    return Palette(accent, WHITE, _mix(accent, PAPER, 0.13), dark, INK, _mix(dark, DARK_PAPER, 0.18))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _until(colour: str, ground: str, ratio: float, *, darker: bool) -> str:
    hue, light, full = colorsys.rgb_to_hls(*_rgb(colour))
    for step in range(STEPS + 1):
        part = step / STEPS
        tried = light * (1 - part) if darker else light + (1 - light) * part
        found = _hex(colorsys.hls_to_rgb(hue, tried, full))
        if contrast(found, ground) >= ratio:
            return found
    return INK if darker else WHITE


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _mix(colour: str, ground: str, part: float) -> str:
    red, green, blue = (a * part + b * (1 - part) for a, b in zip(_rgb(colour), _rgb(ground), strict=True))
    return _hex((red, green, blue))
