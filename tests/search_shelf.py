"""A small agency's publications, in invented words, to search in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from prakat.search.actions import index_document
from prakat.search.indexing import Findable, Part

NEWEST = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)

# slug, kind, section, title, text
SHELF = (
    (
        "measure",
        "announcement",
        "announcements",
        "ประกาศองค์การบริหารส่วนตำบลโคกทราย เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ",
        "เพื่อให้การเผยแพร่ข้อมูลข่าวสารของหน่วยงานเป็นไปอย่างถูกต้อง ครบถ้วน\nประกาศ ณ วันที่ ๓ ตุลาคม พ.ศ. ๒๕๖๓",
    ),
    (
        "elderly",
        "news",
        "news",
        "ลงทะเบียนรับเงินเบี้ยยังชีพผู้สูงอายุ ปีงบประมาณ 2570",
        "ผู้ที่อายุครบ 60 ปี ยื่นคำขอที่สำนักปลัด ภายในเดือนพฤศจิกายน 2569 พร้อมบัตรประจำตัวประชาชน",
    ),
    (
        "tax",
        "announcement",
        "announcements",
        "ประกาศกำหนดการชำระภาษีที่ดินและสิ่งปลูกสร้าง ประจำปี 2569",
        "ชำระได้ที่กองคลัง ภายในเดือนเมษายน ผ่อนชำระได้สามงวด ค่าปรับร้อยละสิบของจำนวนภาษีค้างชำระ",
    ),
    (
        "waste",
        "manual",
        "services",
        "คู่มือการขอรับบริการเก็บขยะมูลฝอย",
        "ค่าธรรมเนียมเดือนละ 20 บาท รถเก็บขยะเข้าหมู่ที่ 4 ทุกวันอังคารและวันศุกร์",
    ),
    (
        "road",
        "announcement",
        "procurement",
        "ประกาศประกวดราคาจ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านโคกทราย",
        "ราคากลาง 1,250,000 บาท ระยะเวลาก่อสร้าง 90 วัน ยื่นซองที่กองช่าง",
    ),
    (
        "plan",
        "plan",
        "plan",
        "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570",
        "ยุทธศาสตร์ที่ 1 โครงสร้างพื้นฐาน ยุทธศาสตร์ที่ 2 คุณภาพชีวิต การจัดเก็บภาษีและการเก็บขยะเป็นงานประจำ",
    ),
    (
        "dogs",
        "news",
        "news",
        "ฉีดวัคซีนป้องกันโรคพิษสุนัขบ้าฟรี",
        "นำสุนัขและแมวมาได้ที่ศาลาประชาคม เวลา 09.00-15.00 น. โรคนี้ติดต่อสู่คนทางน้ำลาย",
    ),
    (
        "fish",
        "page",
        "structure",
        "ข้อมูลพื้นฐานตำบล",
        "เกษตรกรเลี้ยงปลาช่อนและปลานิลในกระชัง ตากแห้งขายที่ตลาดหน้าวัด มีประชากร 4,215 คน",
    ),
)


def put(slug: str, title: str, text: str = "", *, days_old: int = 0, **fields: str) -> UUID:
    """Index one publication; its id comes from its slug."""
    publication = UUID(int=sum(ord(letter) << 7 * place for place, letter in enumerate(slug[:17])))
    found = Findable(
        publication=publication,
        path=f"/{fields.get('section', 'news')}/{slug}/",
        slug=slug,
        title=title,
        kind=fields.get("kind", "news"),
        unit=fields.get("unit", "palad-office"),
        section=fields.get("section", "news"),
        published=NEWEST - timedelta(days=days_old),
        signed=None,
        parts=(Part(text),),
    )
    index_document(found)
    return publication


def put_shelf() -> None:
    for slug, kind, section, title, text in SHELF:
        put(slug, title, text, kind=kind, section=section)
