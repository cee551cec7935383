"""The demonstration agency: the one whose measure this software carries out, set up by driving the real actions.

It invents no people: accounts are named by their position, and only the signatory of the announcement appears
by name, as printed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from django.db import transaction
from django.utils import timezone

from prakat.duties import actions as duties
from prakat.operations import publishing
from prakat.org import actions as org
from prakat.org import queries as org_queries
from prakat.org.models import Capacity, Position, Unit, User
from prakat.publications.models import Standing

DLA_CODE = "6930802"
WEBSITE = "www.khoksai.go.th"
ADDRESS = "ตำบลโคกทราย อำเภอป่าบอน จังหวัดพัทลุง 93170"
LOGINS = (
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
WORDS = 4
FORGOTTEN = "Logins: as given before; on a demonstration `prakat demo --passwords` makes new passwords."
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Login:
    username: str
    password: str
    title: str


def set_up(*, now: datetime, say: Callable[[str], None]) -> list[Login]:
    """Agency, structure, accounts, and its first publications through the procedure."""
    say("setting up องค์การบริหารส่วนตำบลโคกทราย")
    with transaction.atomic():
        org.set_up_agency(DLA_CODE, by=None, now=now, website=WEBSITE, address=ADDRESS)
        org.add_default_structure(by=None, now=now)
        duties.assign_defaults(by=None, now=now)
        logins = [_account(code, now=now) for code in LOGINS]
        _palad_performs_the_duties_of_nayok(now=now)
    say("publishing its measure, its structure and its contact page through the procedure")
    publish_measure(now=now)
    publish_structure(now=now)
    publish_contact(now=now)
    return logins


def password() -> str:
    """Four groups of four letters and digits that are not mistaken for each other: about 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(WORDS))


def _account(code: str, *, now: datetime) -> Login:
    position = Position.objects.get(code=code)
    secret = password()
    user = User.objects.create_user(username=code, password=secret, first_name=position.title)
    org.appoint(position=position, user=user, starts=timezone.localdate(now), by=None, now=now)
    return Login(code, secret, position.title)


def _palad_performs_the_duties_of_nayok(*, now: datetime) -> None:
    """The measure's own case: signed by the palad performing the duties of the nayok."""
    palad = Position.objects.get(code="palad")
    org.appoint(
        position=Position.objects.get(code="nayok"),
        user=User.objects.get(username="palad"),
        capacity=Capacity.ACTING_DUTIES,
        own_position=palad,
        starts=timezone.localdate(now),
        by=None,
        now=now,
    )


def renew_passwords() -> list[Login]:
    """New passwords for the demonstration accounts; the old ones stop working."""
    logins = []
    for user in User.objects.filter(username__in=LOGINS).order_by("pk"):
        secret = password()
        user.set_password(secret)
        user.save(update_fields=["password"])
        logins.append(Login(user.username, secret, user.first_name))
    return logins


def table(logins: list[Login]) -> str:
    """The logins as they are shown once."""
    rows = [f"  {login.username:<20} {login.password:<22} {login.title}" for login in logins]
    return "\n".join(["Demonstration logins (shown once; `prakat demo --passwords` makes new ones):", *rows])


def measure_text() -> str:
    return resources.files("prakat.operations").joinpath("data/measure.th.txt").read_text("utf-8")


def publish_measure(*, now: datetime) -> Standing:
    """The announcement of 3 October 2563, as signed; what the scan garbled is said in the publisher's note."""
    return publishing.put_through(
        publishing.Material(text=measure_text(), name="measure.txt"),
        unit=Unit.objects.get(code="palad-office"),
        section="announcements",
        keys=["measure-publication"],
        overrides={
            "data_types": ["4"],
            "summary": "ประกาศนี้บอกว่า อบต. ต้องเปิดเผยข้อมูลอะไรบ้าง ใครเป็นคนทำ และทำทางไหน "
            "สำนักปลัดดูแลเว็บไซต์ กองต่าง ๆ ปิดประกาศ ทำจดหมายข่าว และออกเสียงตามสาย "
            "ถ้ามีเหตุด่วน หัวหน้าหน่วยงานต้องรายงานปลัดและนายกทันที",
            "publisher_note": "ต้นฉบับหน้า ๑ พิมพ์ชื่อผู้ลงนามว่า “จรพงศ์” หน้า ๓ พิมพ์ว่า “ขจรพงศ์” "
            "และข้อ ๑.๑ พิมพ์ปีของพระราชกฤษฎีกา พ.ศ. ๒๕๔๖ เป็น พ.ศ. ๒๕๖๔ เผยแพร่ตามต้นฉบับโดยไม่แก้ไข "
            "ข้อ ๒.๑ (๓) ถึง (๕) จัดบรรทัดที่สแกนสลับที่ให้ตรงลำดับแล้ว",
        },
        now=now,
    )


def publish_structure(*, now: datetime) -> Standing:
    """The organisation chart, from the units and positions that the office has set up."""
    body = [{"type": "chart", "value": [_political_side(), _permanent_side()]}]
    return publishing.put_through(
        publishing.Material(body=body, title="โครงสร้างองค์การบริหารส่วนตำบลโคกทราย", kind="page"),
        unit=Unit.objects.get(code="palad-office"),
        section="structure",
        keys=["org-structure"],
        overrides={"data_types": ["1"], "slug": "chart"},
        now=now,
    )


def _political_side() -> dict[str, object]:
    nayok, deputy = (Position.objects.get(code=code).title for code in ("nayok", "deputy-nayok"))
    holder = "ปลัดองค์การบริหารส่วนตำบล ปฏิบัติหน้าที่"
    return {
        "post": "ฝ่ายการเมือง",
        "holder": "",
        "items": [
            {"post": "สภาองค์การบริหารส่วนตำบล", "holder": "", "items": []},
            {"post": nayok, "holder": holder, "items": [{"post": deputy, "holder": "", "items": []}]},
        ],
    }


def _permanent_side() -> dict[str, object]:
    units = [{"post": unit.name, "holder": "", "items": []} for unit in Unit.objects.all()]
    palad, deputy = (Position.objects.get(code=code).title for code in ("palad", "deputy-palad"))
    return {
        "post": "ฝ่ายประจำ",
        "holder": "",
        "items": [{"post": palad, "holder": "", "items": [{"post": deputy, "holder": "", "items": units}]}],
    }


def publish_contact(*, now: datetime) -> Standing:
    agency = org_queries.agency()
    rows = [
        ["ที่ทำการ", f"{agency.full_name} {ADDRESS}"],
        ["เวลาทำการ", "วันจันทร์ถึงวันศุกร์ เวลา 08.30–16.30 น. เว้นวันหยุดราชการ"],
        ["เว็บไซต์", WEBSITE],
    ]
    table = {"caption": "ที่อยู่และเวลาทำการ", "head": ["เรื่อง", "รายละเอียด"], "rows": rows}
    return publishing.put_through(
        publishing.Material(body=[{"type": "table", "value": table}], title="ข้อมูลการติดต่อ", kind="page"),
        unit=Unit.objects.get(code="palad-office"),
        section="contact",
        keys=["contact"],
        overrides={"data_types": ["3"], "slug": "office"},
        now=now,
    )
