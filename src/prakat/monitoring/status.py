"""What is said about one obligation: a duty in one period, as it stands at a moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from prakat.duties.models import Duty
from prakat.duties.periods import Period
from prakat.duties.rules import State


@dataclass(frozen=True)
class EvidenceLink:
    """A public publication that answers an obligation, since the day it first did."""

    path: str
    title: str
    published_at: dt.datetime
    nothing_to_report: bool
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why an obligation is due on its day, piece by piece, in the language of the screen.

    ``nominal`` is the date that the rule alone gives; ``moved_by`` says what closed the office on it.
    ``confidence`` names where the date comes from: the source itself, or this product's default.
    """

    rule: str
    period: str
    nominal: dt.date | None
    moved_by: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class ObligationStatus:
    """One duty in one period: when it is due, how it stands, who answers, and what answers it."""

    item: Duty = field(repr=False)
    period: Period
    due: dt.date | None
    state: State
    days: int | None
    """Working days left until the due date, or calendar days since it when negative; None without one."""
    unit: str
    unit_name: str
    position: str
    position_title: str
    answering: str
    """Code of the position whose holders answer now: the approving one, or the next up while it is vacant."""
    holder_missing: bool
    evidence: tuple[EvidenceLink, ...]
    missing_keys: tuple[str, ...]
    why: Why
    excluded_reason: str = ""
    excluded_by: str = ""
    stands_in_for: int | None = None

    @property
    def catalogue(self) -> str:
        """Code of the catalogue."""
        return self.item.catalogue.code

    @property
    def duty(self) -> str:
        """Code of the duty within its catalogue."""
        return self.item.code

    @property
    def ref(self) -> str:
        """``ITA-2569-LAO/O11``."""
        return self.item.ref

    @property
    def title(self) -> str:
        """What must be public."""
        return self.item.title


@dataclass(frozen=True)
class ItaRow:
    """One item of an ITA list with its obligations of the year; ``state`` is the worst of them."""

    item: Duty
    state: State
    obligations: tuple[ObligationStatus, ...]

    @property
    def code(self) -> str:
        """``O11``."""
        return self.item.code

    @property
    def title(self) -> str:
        """The item's title."""
        return self.item.title

    @property
    def evidence(self) -> tuple[EvidenceLink, ...]:
        """All evidence of the year, each publication once."""
        found = {link.path: link for obligation in self.obligations for link in obligation.evidence}
        return tuple(found.values())


@dataclass(frozen=True)
class ItaYear:
    """A fiscal year as its ITA list asks about it. ``stands_in_for``: the year that uses another's list."""

    year: int
    catalogue: str
    title: str
    confidence: str
    stands_in_for: int | None
    rows: tuple[ItaRow, ...]
