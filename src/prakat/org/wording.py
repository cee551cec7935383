"""The words each kind of local government uses for its posts and its rules.

These are Thai by law and stand in signed papers, so they are not translated with the screen language.
Sources: Acts on SAOs 2537, municipalities 2496, PAOs 2540, Pattaya 2542; capacities as in the measure.
"""

from __future__ import annotations

from dataclasses import dataclass

from prakat.org.models import Agency, Capacity, Position


@dataclass(frozen=True)
class Words:
    """Words of one kind of agency. ``place`` stands between a chief title and the agency's name."""

    short: str
    nayok: str
    nayok_short: str
    palad: str
    palad_office: str
    council: str
    ordinance: str
    place: str = ""


def _municipality(place: str, short: str) -> Words:
    return Words(
        short=short,
        nayok="นายกเทศมนตรี",
        nayok_short="นายกเทศมนตรี",
        palad="ปลัดเทศบาล",
        palad_office="สำนักปลัดเทศบาล",
        council="สภาเทศบาล",
        ordinance="เทศบัญญัติ",
        place=place,
    )


WORDS: dict[str, Words] = {
    Agency.Kind.SAO: Words(
        short="อบต.",
        nayok="นายกองค์การบริหารส่วนตำบล",
        nayok_short="นายก อบต.",
        palad="ปลัดองค์การบริหารส่วนตำบล",
        palad_office="สำนักปลัด",
        council="สภาองค์การบริหารส่วนตำบล",
        ordinance="ข้อบัญญัติ",
    ),
    Agency.Kind.SUBDISTRICT_MUNICIPALITY: _municipality("ตำบล", "ทต."),
    Agency.Kind.TOWN_MUNICIPALITY: _municipality("เมือง", "ทม."),
    Agency.Kind.CITY_MUNICIPALITY: _municipality("นคร", "ทน."),
    Agency.Kind.PAO: Words(
        short="อบจ.",
        nayok="นายกองค์การบริหารส่วนจังหวัด",
        nayok_short="นายก อบจ.",
        palad="ปลัดองค์การบริหารส่วนจังหวัด",
        palad_office="สำนักปลัด",
        council="สภาองค์การบริหารส่วนจังหวัด",
        ordinance="ข้อบัญญัติ",
    ),
    Agency.Kind.SPECIAL: Words(
        short="",
        nayok="นายก",
        nayok_short="นายก",
        palad="ปลัด",
        palad_office="สำนักปลัด",
        council="สภา",
        ordinance="ข้อบัญญัติ",
    ),
}

CAPACITY_TH: dict[str, str] = {
    Capacity.SUBSTANTIVE: "ดำรงตำแหน่ง",
    Capacity.ACTING_DUTIES: "ปฏิบัติหน้าที่",
    Capacity.ACTING_FOR: "รักษาราชการแทน",
    Capacity.DELEGATED: "ปฏิบัติราชการแทน",
    Capacity.PLACED: "รักษาการในตำแหน่ง",
}

NAMED_AFTER_AGENCY = frozenset({Position.Role.NAYOK, Position.Role.PALAD, Position.Role.DEPUTY})


def words(agency: Agency) -> Words:
    """The words of this agency's kind."""
    return WORDS[agency.kind]


def short_name(kind: str, name: str) -> str:
    """``อบต. โคกทราย``; an authority without an abbreviation keeps its name (เมืองพัทยา)."""
    return f"{WORDS[kind].short} {name}".strip()


def title_in_full(position: Position, agency: Agency) -> str:
    """A chief's title with the agency's name (นายกเทศมนตรีเมืองกระบี่); other titles as they are."""
    if position.role not in NAMED_AFTER_AGENCY:
        return position.title
    return f"{position.title}{words(agency).place}{agency.name}"


def signature_lines(
    position: Position, capacity: str, own_position: Position | None, agency: Agency
) -> list[str]:
    """The lines under a signatory's name: own post and capacity, then the post acted for.

    The measure of 3 October 2563 prints ``ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่``, then
    ``นายกองค์การบริหารส่วนตำบลโคกทราย``.
    """
    full = title_in_full(position, agency)
    if capacity == Capacity.SUBSTANTIVE:
        return [full]
    if own_position is None:
        return [f"{CAPACITY_TH[capacity]}{full}"]
    return [f"{own_position.title}{CAPACITY_TH[capacity]}", full]
