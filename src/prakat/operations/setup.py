"""Everything an installation needs before its first page, done again without harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from prakat.duties import actions as duties
from prakat.operations import template
from prakat.org import actions as org
from prakat.org.models import Agency
from prakat.procedure import actions as procedure
from prakat.procedure.models import Procedure
from prakat.publications import actions as publications

BY = "operator"


def prepare(*, now: datetime, say: Callable[[str], None]) -> None:
    """Data folder, keys, database, catalogues, procedure, page tree."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    start_database()
    say("migrating the database")
    call_command("migrate", verbosity=0, interactive=False)
    say("loading catalogues of duties, holidays and the standard procedure")
    fill(now=now)


def start_database() -> None:
    """A new SQLite database begins from the ready-migrated one."""
    database = settings.DATABASES["default"]
    if "sqlite3" in str(database["ENGINE"]):
        template.unpack(Path(str(database["NAME"])))


def has_agency() -> bool:
    return Agency.objects.exists()


def fill(*, now: datetime) -> None:
    """What ships with Prakat: holidays, catalogues, the standard procedure, the sections."""
    org.seed_holidays()
    duties.adopt_shipped(by=BY, now=now)
    if not Procedure.objects.exists():
        procedure.adopt_procedure(
            code="standard", title="ทางปกติ", steps=procedure.STANDARD_STEPS, by=BY, now=now
        )
    publications.lay_out_sections()
