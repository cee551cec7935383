"""Which unit and channels a catalogue's own words for an owner mean in an agency."""

from __future__ import annotations

from dataclasses import dataclass

COORDINATOR = "palad-office"

_UNIT_WORDS = (
    ("หน่วยตรวจสอบภายใน", "audit-unit"),
    ("กองคลัง", "finance"),
    ("กองช่าง", "works"),
    ("กองการศึกษา", "education"),
    ("กองสวัสดิการ", "welfare"),
    ("กองสาธารณสุข", "health"),
    ("สำนักปลัด", "palad-office"),
)
EVERY_UNIT = "ทุกสำนัก/กอง"


@dataclass(frozen=True)
class Owner:
    """A unit's code, and whether it only gathers what every unit supplies."""

    unit: str
    coordinates: bool = False


def owner_of(words: str) -> Owner:
    """The unit that the words name; what belongs to all, or to nobody named, goes to the palad's office."""
    if words == EVERY_UNIT:
        return Owner(COORDINATOR, coordinates=True)
    return Owner(next((code for word, code in _UNIT_WORDS if word in words), COORDINATOR))
