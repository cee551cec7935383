"""The structure that most small local governments have, offered as a start and editable afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from prakat.org.models import Position, Unit
from prakat.org.wording import Words

Role = Position.Role


@dataclass(frozen=True)
class UnitDefault:
    code: str
    name: str
    kind: str
    head_title: str


@dataclass(frozen=True)
class PositionDefault:
    code: str
    title: str
    role: str
    unit: str | None = None
    reports_to: str | None = None


INFO_OFFICER_TITLE = "เจ้าหน้าที่ศูนย์เทคโนโลยีสารสนเทศและงานสื่อสารองค์กร"

_DIVISIONS = (
    ("finance", "กองคลัง"),
    ("works", "กองช่าง"),
    ("education", "กองการศึกษา ศาสนาและวัฒนธรรม"),
    ("welfare", "กองสวัสดิการสังคม"),
    ("health", "กองสาธารณสุขและสิ่งแวดล้อม"),
)


def units(words: Words) -> list[UnitDefault]:
    """The office of the palad, five divisions and internal audit, in the order papers list them."""
    office = UnitDefault("palad-office", words.palad_office, Unit.Kind.OFFICE, f"หัวหน้า{words.palad_office}")
    divisions = [UnitDefault(code, name, Unit.Kind.DIVISION, f"ผู้อำนวยการ{name}") for code, name in _DIVISIONS]
    audit = UnitDefault("audit-unit", "หน่วยตรวจสอบภายใน", Unit.Kind.UNIT, "หัวหน้าหน่วยตรวจสอบภายใน")
    return [office, *divisions, audit]


def positions(words: Words) -> list[PositionDefault]:
    """Chiefs first: each position comes after the one it reports to."""
    chiefs = [
        PositionDefault("nayok", words.nayok, Role.NAYOK),
        PositionDefault("deputy-nayok", f"รอง{words.nayok}", Role.DEPUTY, reports_to="nayok"),
        PositionDefault("palad", words.palad, Role.PALAD, reports_to="nayok"),
        PositionDefault("deputy-palad", f"รอง{words.palad}", Role.DEPUTY, reports_to="palad"),
    ]
    return [*chiefs, *_heads(words), _info_officer(), *_clerks(words)]


def _heads(words: Words) -> list[PositionDefault]:
    return [
        PositionDefault(f"head-{unit.code}", unit.head_title, Role.HEAD, unit.code, "palad")
        for unit in units(words)
    ]


def _info_officer() -> PositionDefault:
    return PositionDefault(
        "info-officer", INFO_OFFICER_TITLE, Role.INFO_OFFICER, "palad-office", "head-palad-office"
    )


def _clerks(words: Words) -> list[PositionDefault]:
    return [
        PositionDefault(
            f"clerk-{unit.code}", f"เจ้าหน้าที่{unit.name}", Role.CLERK, unit.code, f"head-{unit.code}"
        )
        for unit in units(words)
    ]
