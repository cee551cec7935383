"""Official documents of every kind, made up piece by piece the way offices write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from prakat.thai import dates
from prakat.thai.digits import to_thai

AGENCY = "องค์การบริหารส่วนตำบลโคกทราย"
HEADS = {
    "announcement": "ประกาศ",
    "order": "คำสั่ง",
    "ordinance": "ข้อบัญญัติ",
    "regulation": "ระเบียบ",
}
ISSUED = {"announcement": "ประกาศ", "order": "สั่ง", "ordinance": "ประกาศ", "regulation": "ประกาศ"}
SUBJECTS = (
    "กำหนดวันลงทะเบียนผู้สูงอายุ",
    "แต่งตั้งคณะกรรมการตรวจรับพัสดุ",
    "การจัดการสิ่งปฏิกูลและมูลฝอย",
    "การป้องกันและแก้ไขปัญหาการทุจริต",
    "การรับฟังความคิดเห็น <สาธารณะ> & การมีส่วนร่วม",
)
SENTENCES = (
    "ด้วยองค์การบริหารส่วนตำบลโคกทราย มีความจำเป็นต้องปรับปรุงถนนสายหลักในเขตพื้นที่ เพื่อประโยชน์ของประชาชนทุกหมู่บ้าน",
    "อาศัยอำนาจตามมาตรา ๗๑ แห่งพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. ๒๕๓๗ จึงออกประกาศไว้ ดังต่อไปนี้ตามเหตุผลข้างต้น",
    "ผู้มีสิทธิสามารถยื่นคำขอได้ที่สำนักปลัด ในวันและเวลาราชการ ระหว่างเวลา ๐๘.๓๐ – ๑๖.๓๐ น. ไม่เว้นพักกลางวัน",
    "เอกสารที่ใช้ประกอบ <สำเนาทะเบียนบ้าน> & บัตรประจำตัว พร้อมสำเนา 1.5 ชุด และหลักฐานอื่นที่เจ้าหน้าที่ร้องขอเพิ่มเติม",
)
POSTS = (
    (f"นายก{AGENCY}",),
    ("ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่", f"นายก{AGENCY}"),
    ("รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน", f"ปลัด{AGENCY}"),
)
NAMES = ("นายทดสอบ ตัวอย่าง", "นางสาวสมมุติ ใจดี", "ดร.อุปมา อุทาหรณ์", "จ่าเอก สมมุติ เข้มแข็ง")


@dataclass(frozen=True)
class Written:
    """A document and what a reader must find in it."""

    text: str
    kind: str
    subject: str
    number: str
    signed: date
    name: str
    posts: tuple[str, ...]
    clauses: int


def thai_day(day: date) -> str:
    return f"{to_thai(str(day.day))} {dates.MONTHS[day.month]} พ.ศ. {to_thai(str(day.year + 543))}"


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
numbers = st.builds(lambda n, year: to_thai(f"{n}/{year}"), st.integers(1, 999), st.integers(2540, 2580))
bodies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)


@st.composite
def numbered_clauses(draw: st.DrawFn) -> tuple[list[str], int]:
    """Clauses with sub-clauses, in one of the offices' ways to number, and how many are on the first level."""
    top = draw(st.sampled_from(["ข้อ {}", "{}.", "ข้อ {}."]))
    count = draw(st.integers(1, 4))
    paragraphs = []
    for number in range(1, count + 1):
        paragraphs.append(f"{to_thai(top.format(number))} {draw(st.sampled_from(SENTENCES))}")
        for below in range(1, draw(st.integers(0, 3)) + 1):
            paragraphs.append(f"{to_thai(f'{number}.{below}')} {draw(st.sampled_from(SENTENCES))}")
            paragraphs += [
                f"{to_thai(f'({n})')} {SUBJECTS[n]}" for n in range(1, draw(st.integers(0, 3)) + 1)
            ]
    return paragraphs, count


@st.composite
def official_documents(draw: st.DrawFn) -> Written:
    """An announcement, order, ordinance or regulation from its head to its signature."""
    kind = draw(st.sampled_from(sorted(HEADS)))
    subject, number, day = draw(st.sampled_from(SUBJECTS)), draw(numbers), draw(days)
    name, posts = draw(st.sampled_from(NAMES)), draw(st.sampled_from(POSTS))
    clauses, count = draw(numbered_clauses())
    about = f"ว่าด้วย{subject}" if kind == "regulation" else f"เรื่อง {subject}"
    head = [HEADS[kind] + AGENCY, f"ที่ {number}", about] if kind == "order" else [HEADS[kind] + AGENCY, about]
    closing = ["จึงประกาศให้ทราบโดยทั่วกัน", f"{ISSUED[kind]} ณ วันที่ {thai_day(day)}"]
    signature = f"({name})\n" + "\n".join(posts)
    blocks = ["\n".join(head), *draw(bodies), *clauses, *closing, signature]
    return Written(
        "\n\n".join(blocks),
        kind,
        about.removeprefix("เรื่อง "),
        number if kind == "order" else "",
        day,
        name,
        posts,
        count,
    )


FRAGMENTS = (
    *SENTENCES, *SUBJECTS, *NAMES, AGENCY, f"ประกาศ{AGENCY}", "คำสั่ง", "เรื่อง ", "ที่ ๑๒/๒๕๖๘", "ที่ พท ๗๒๘๐๑/ว๑๒",
    "(นายทดสอบ ตัวอย่าง)", "ปลัดองค์การบริหารส่วนตำบล", "๑.", "๑.๑ ", "(๑) ", "ข้อ ๒ ", "ก. ", "- ", "มาตรา ๑ ",
    "หมวด ๑", "ประกาศ ณ วันที่ ๓ ตุลาคม ๒๕๖๓", ".....", "- ๒ -", "หน้า ๑", "ภาคผนวก", "เรียน นายอำเภอ",
    "\n", "\n", "\n\n", "\n\n", "\f", "\t", "  ", " ", "<b>", "&lt;", "&", "'", "(", ")", "๓ ตุลาคม ๒๕๖๓",
    "3/10/2563", "ดังนี้", "จึงประกาศ", "\r\n", "\u2028", "\xa0", "…", "👩‍🌾",
)  # fmt: skip
scribbles = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join), st.text(max_size=200))
