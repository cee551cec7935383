"""An agency with its catalogues and assignments; publications are planted where the procedure leaves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from prakat.duties import actions as duties
from prakat.org import actions as org
from prakat.org.models import Agency
from prakat.publications.models import Edition, Evidence, Standing

BANGKOK = ZoneInfo("Asia/Bangkok")
ADOPTED = dt.datetime(2026, 10, 1, 9, 0, tzinfo=BANGKOK)
NOW = dt.datetime(2026, 11, 23, 8, 14, tzinfo=BANGKOK)
Publish = Callable[..., UUID]


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def agency(db: None) -> Agency:
    agency = org.set_up_agency("6930802", by=None, now=ADOPTED)
    org.add_default_structure(by=None, now=ADOPTED)
    duties.adopt_shipped(by="operator", now=ADOPTED)
    duties.assign_defaults(by="operator", now=ADOPTED)
    return agency


@pytest.fixture
def publish(db: None) -> Publish:
    """Plant a public publication that answers matters: what the act of publishing leaves behind."""

    def planted(
        *keys: str,
        at: dt.datetime = NOW,
        start: str | None = None,
        end: str | None = None,
        nothing: bool = False,
        title: str = "ประกาศ",
        imported: bool = False,
        dated: dt.datetime | None = None,
    ) -> UUID:
        publication = uuid4()
        edition = Edition.objects.create(
            publication=publication,
            number=1,
            digest=uuid4().hex * 2,
            content={},
            submitted_at=at,
            submitted_position="clerk-palad-office",
        )
        Standing.objects.create(
            publication=publication,
            edition=edition,
            entry_seq=Standing.objects.count() + 1_000_000,
            state=Standing.State.PUBLIC,
            path=f"/announcements/{publication}/",
            section="announcements",
            kind="announcement",
            unit="palad-office",
            title=title,
            published_at=at,
            dated_at=at if dated is None else dated,
            changed_at=at,
            imported=imported,
        )
        answer(publication, *keys, at=at, start=start, end=end, nothing=nothing)
        return publication

    return planted


def answer(
    publication: UUID,
    *keys: str,
    at: dt.datetime,
    start: str | None = None,
    end: str | None = None,
    nothing: bool = False,
) -> None:
    for key in keys:
        Evidence.objects.create(
            publication=publication,
            digest="0" * 64,
            key=key,
            period_start=start and dt.date.fromisoformat(start),
            period_end=end and dt.date.fromisoformat(end),
            nothing_to_report=nothing,
            since=at,
        )
