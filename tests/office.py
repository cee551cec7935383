"""People of a small office, named by their position, as the demonstration has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from prakat.org import actions as org
from prakat.org.models import Capacity, Position, Unit, User
from prakat.procedure import actions as procedure
from prakat.publications import actions as publications
from prakat.publications.models import PublicationPage

BANGKOK = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=BANGKOK)  # a Monday, in office hours
HOLDERS = (
    "clerk-palad-office",
    "clerk-finance",
    "clerk-works",
    "head-palad-office",
    "head-finance",
    "head-works",
    "info-officer",
    "deputy-palad",
    "palad",
)


@dataclass
class Office:
    """The office on 23 November 2569; the palad also performs the duties of the nayok."""

    now: datetime = NOW
    people: dict[str, User] = field(default_factory=dict)

    def __getitem__(self, position: str) -> User:
        return self.people[position]

    def unit(self, code: str) -> Unit:
        return Unit.objects.get(code=code)

    def draft(
        self, title: str = "ประกาศทดสอบระบบ", unit: str = "finance", **fields: object
    ) -> PublicationPage:
        """A notice drafted by the unit's clerk."""
        given = {"kind": "announcement", "body": [{"type": "text", "value": "<p>ข้อความ</p>"}], **fields}
        section = str(given.pop("section", "announcements"))
        page = publications.start_draft(
            section=section,
            unit=self.unit(unit),
            owner=self[f"clerk-{unit}"],
            now=self.now,
            title=title,
            **given,
        )
        publications.save_draft(page, by=self[f"clerk-{unit}"])
        return page


@pytest.fixture
def office(db: None) -> Office:
    made = Office()
    org.set_up_agency("6930802", by=None, now=made.now, website="www.khoksai.go.th")
    org.add_default_structure(by=None, now=made.now)
    for code in HOLDERS:
        position = Position.objects.get(code=code)
        made.people[code] = User.objects.create(username=code, first_name=position.title, password="!")
        org.appoint(position=position, user=made[code], starts=made.now.date(), by=None, now=made.now)
    org.appoint(
        position=Position.objects.get(code="nayok"),
        user=made["palad"],
        capacity=Capacity.ACTING_DUTIES,
        own_position=Position.objects.get(code="palad"),
        starts=made.now.date(),
        by=None,
        now=made.now,
    )
    procedure.adopt_procedure(
        code="standard", title="ทางปกติ", steps=procedure.STANDARD_STEPS, by="operator", now=made.now
    )
    publications.lay_out_sections()
    return made
