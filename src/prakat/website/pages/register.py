"""Duty against deed in words a reader understands: states, the gauge, the lines of the register. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

GAP = 0.4


@dataclass(frozen=True)
class Look:
    """How a state looks: colour and shape. ``band`` is its place in the gauge."""

    css: str
    icon: str
    band: str


LOOKS = {
    "OVERDUE": Look("late", "alert", "late"),
    "DUE_SOON": Look("soon", "clock", "soon"),
    "FULFILLED": Look("ok", "check", "ok"),
    "FULFILLED_LATE": Look("ok", "check", "ok"),
    "NOTHING_TO_REPORT": Look("none", "dash", "none"),
    "NOT_APPLICABLE": Look("none", "dash", "none"),
    "NOT_YET_DUE": Look("none", "clock", "ahead"),
}
BANDS = ("late", "soon", "ok", "none", "ahead")
BAND_LOOKS = {look.band: look for look in reversed(LOOKS.values())}


@dataclass(frozen=True)
class EvidenceLine:
    title: str
    path: str
    day: date | None = None
    nothing: bool = False


@dataclass(frozen=True)
class Line:
    """One obligation as the register shows it. ``due_words`` stands where there is no date; ``more`` counts
    evidence that is not listed."""

    anchor: str
    code: str
    state: str
    title: str
    basis: str
    unit: str
    period: str
    due: date | None
    due_words: str
    why: str
    today: date
    group: str = ""
    position: str = ""
    unsure: bool = False
    reason: str = ""
    partial: bool = False
    evidence: Sequence[EvidenceLine] = ()
    more: int = 0

    @property
    def look(self) -> Look:
        return LOOKS[self.state]

    @property
    def word(self) -> str:
        """The state in words, with how long where that matters."""
        return state_word(self.state, self.due, self.today)


def state_word(state: str, due: date | None, today: date) -> str:
    days = (due - today).days if due else 0
    if state == "OVERDUE" and due:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    if state == "DUE_SOON" and due:
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days} if days else _("Due today")
    return {
        "OVERDUE": _("Overdue"),
        "DUE_SOON": _("Due soon"),
        "FULFILLED": _("Published"),
        "FULFILLED_LATE": _("Published late"),
        "NOTHING_TO_REPORT": _("Nothing to report"),
        "NOT_APPLICABLE": _("Does not apply here"),
        "NOT_YET_DUE": _("Not due yet"),
    }[state]


@dataclass(frozen=True)
class Segment:
    """A part of the gauge; ``x`` and ``width`` are percentages as they stand in the drawing."""

    look: Look
    count: int
    word: str
    x: str
    width: str


@dataclass(frozen=True)
class Gauge:
    total: int
    segments: tuple[Segment, ...]

    def count(self, band: str) -> int:
        return sum(part.count for part in self.segments if part.look.band == band)

    @property
    def published(self) -> int:
        return self.count("ok")

    @property
    def late(self) -> int:
        return self.count("late")

    @property
    def label(self) -> str:
        return " ".join(f"{part.word} {part.count}" for part in self.segments)


def gauge(lines: Iterable[Line], order: Sequence[str] = BANDS) -> Gauge:
    """The counts of all lines, in the order the bands should be read; bands without a line are left out."""
    counts = Counter(line.look.band for line in lines)
    total = sum(counts.values())
    segments, at = [], 0.0
    for band in (band for band in order if counts[band]):
        width = 100 * counts[band] / total
        segments.append(
            Segment(
                BAND_LOOKS[band], counts[band], band_word(band), f"{at:.2f}%", f"{max(0.2, width - GAP):.2f}%"
            )
        )
        at += width
    return Gauge(total, tuple(segments))


def band_word(band: str) -> str:
    return {
        "late": _("Overdue"),
        "soon": _("Due soon"),
        "ok": _("Published"),
        "none": _("Nothing to report"),
        "ahead": _("Not due yet"),
    }[band]


@dataclass(frozen=True)
class Part:
    """Lines under one heading of the register."""

    title: str
    lines: tuple[Line, ...]


def parts(lines: Iterable[Line]) -> list[Part]:
    """What is missing first, the longest overdue on top; then done, nothing to report, and what is still ahead."""
    found: dict[str, list[Line]] = {band: [] for band in BANDS}
    for line in lines:
        found[line.look.band].append(line)
    for band in ("late", "soon"):
        found[band].sort(key=lambda line: line.due or date.max)
    return [Part(band_word(band), tuple(items)) for band, items in found.items() if items]


@dataclass(frozen=True)
class UnitCount:
    """What one unit owes: how it stands, for the table by unit."""

    unit: str
    late: int
    soon: int
    done: int
    total: int


def by_unit(lines: Iterable[Line]) -> list[UnitCount]:
    """Each unit with its counts, the one with most overdue first."""
    units: dict[str, Counter[str]] = {}
    for line in lines:
        units.setdefault(line.unit, Counter())[line.look.band] += 1
    counted = [
        UnitCount(unit, c["late"], c["soon"], c["ok"] + c["none"], c.total()) for unit, c in units.items()
    ]
    return sorted(counted, key=lambda row: (-row.late, -row.soon, row.unit))
