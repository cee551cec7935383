"""Titles and ranks before Thai names.

A name carries ranks and degrees in any number, then at most one civil, royal or religious title: พ.ต.อ.
ดร. สมชาย ใจดี, พล.อ. หม่อมหลวงสมชาย, นางสาวสมหญิง. Limits: a first name that itself begins with a title
and goes on with a consonant (คุณธรรม, นางนวล) looks exactly like a title with a name and is split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CIVIL = (
    "นาย", "นาง", "นางสาว", "เด็กชาย", "เด็กหญิง", "น.ส.", "นส.", "ด.ช.", "ดช.", "ด.ญ.", "ดญ.", "คุณ",
    "Mr.", "Mrs.", "Ms.", "Miss",
)  # fmt: skip
ROYAL = (
    "หม่อมเจ้า", "หม่อมราชวงศ์", "หม่อมหลวง", "หม่อม", "ม.จ.", "ม.ร.ว.", "ม.ล.", "ท่านผู้หญิง", "คุณหญิง",
)  # fmt: skip
RELIGIOUS = (
    "พระ", "พระมหา", "พระครู", "พระครูปลัด", "พระครูสมุห์", "พระครูใบฎีกา", "พระครูวินัยธร", "พระครูธรรมธร",
    "พระครูสังฆรักษ์", "พระอธิการ", "เจ้าอธิการ", "พระปลัด", "พระสมุห์", "พระใบฎีกา", "พระอาจารย์", "สามเณร", "แม่ชี",
    "อิหม่าม", "โต๊ะอิหม่าม", "บาทหลวง", "ศาสนาจารย์",
)  # fmt: skip
ACADEMIC = (
    "ศาสตราจารย์", "ศาสตราจารย์เกียรติคุณ", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "อาจารย์", "ดอกเตอร์",
    "ศ.", "รศ.", "ผศ.", "ดร.", "Dr.",
)  # fmt: skip
PROFESSIONAL = (
    "นายแพทย์", "แพทย์หญิง", "ทันตแพทย์", "ทันตแพทย์หญิง", "สัตวแพทย์", "สัตวแพทย์หญิง", "เภสัชกร", "เภสัชกรหญิง",
    "นพ.", "พญ.", "ทพ.", "ทพญ.", "ทญ.", "น.สพ.", "นสพ.", "สพ.ญ.", "สพญ.", "ภก.", "ภญ.", "พว.",
)  # fmt: skip

_ARMY = (
    "พลเอก", "พลโท", "พลตรี", "พลจัตวา", "พันเอกพิเศษ", "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี",
    "จ่าสิบเอก", "จ่าสิบโท", "จ่าสิบตรี", "สิบเอก", "สิบโท", "สิบตรี", "พลทหาร",
    "พล.อ.", "พล.ท.", "พล.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.", "ร.ท.", "ร.ต.",
    "จ.ส.อ.", "จ.ส.ท.", "จ.ส.ต.", "ส.อ.", "ส.ท.", "ส.ต.", "พลฯ",
)  # fmt: skip
_NAVY = (
    "พลเรือเอก", "พลเรือโท", "พลเรือตรี", "นาวาเอก", "นาวาโท", "นาวาตรี", "เรือเอก", "เรือโท", "เรือตรี",
    "พันจ่าเอก", "พันจ่าโท", "พันจ่าตรี", "จ่าเอก", "จ่าโท", "จ่าตรี",
    "พล.ร.อ.", "พล.ร.ท.", "พล.ร.ต.", "น.อ.", "น.ท.", "น.ต.", "พ.จ.อ.", "พ.จ.ท.", "พ.จ.ต.",
    "จ.อ.", "จ.ท.", "จ.ต.",
)  # fmt: skip
_AIR_FORCE = (
    "พลอากาศเอก", "พลอากาศโท", "พลอากาศตรี", "นาวาอากาศเอก", "นาวาอากาศโท", "นาวาอากาศตรี",
    "เรืออากาศเอก", "เรืออากาศโท", "เรืออากาศตรี", "พันจ่าอากาศเอก", "พันจ่าอากาศโท", "พันจ่าอากาศตรี",
    "จ่าอากาศเอก", "จ่าอากาศโท", "จ่าอากาศตรี",
    "พล.อ.อ.", "พล.อ.ท.", "พล.อ.ต.", "พ.อ.อ.", "พ.อ.ท.", "พ.อ.ต.",
)  # fmt: skip
_POLICE = (
    "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พลตำรวจจัตวา", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี",
    "ร้อยตำรวจเอก", "ร้อยตำรวจโท", "ร้อยตำรวจตรี", "ดาบตำรวจ", "จ่าสิบตำรวจ", "สิบตำรวจเอก",
    "สิบตำรวจโท", "สิบตำรวจตรี", "พลตำรวจ", "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พล.ต.จ.",
    "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ด.ต.",
    "จ.ส.ต.", "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.",
)  # fmt: skip
_VOLUNTEER = (
    "นายกองใหญ่", "นายกองเอก", "นายกองโท", "นายกองตรี", "นายหมวดเอก", "นายหมวดโท", "นายหมวดตรี",
    "นายหมู่ใหญ่", "นายหมู่เอก", "นายหมู่โท", "นายหมู่ตรี",
)  # fmt: skip

RANKS: tuple[str, ...] = tuple(dict.fromkeys((*_ARMY, *_NAVY, *_AIR_FORCE, *_POLICE, *_VOLUNTEER)))
TITLES: tuple[str, ...] = (*CIVIL, *ROYAL, *RELIGIOUS, *ACADEMIC, *PROFESSIONAL)

# Offices, not names: นายกเทศมนตรี does not begin with the title นาย.
_OFFICE = re.compile(
    r"นายก(?:\s|$|อบต|อบจ|องค์การ|เทศมนตรี|เมือง|รัฐมนตรี|สภา|สมาคม|เหล่ากาชาด)|นาย(?:อำเภอ|ทะเบียน|ช่าง)"
)


def _either(titles: Iterable[str]) -> str:
    """A pattern for any of `titles`, the longest first; spaces may follow the dots inside (พ. ต. อ.)."""
    longest_first = sorted(titles, key=len, reverse=True)
    return "|".join(map(_spaced, longest_first))


def _spaced(title: str) -> str:
    """A pattern for one title, with room after each dot but the last."""
    return re.escape(title[:-1]).replace(r"\.", r"\. ?") + re.escape(title[-1])


# What follows a title begins a word: a space, or a letter that is no vowel sign (นาย in นายิกา is no title).
_WORD_BEGINS = r"(?=\s*[^\W\d_])(?![ะ-ฺๅ-๎])"
_RANK = rf"(?:ว่าที่ ?)?(?:{_either(RANKS)})(?: ?\(พิเศษ\))?(?: ?หญิง)?"
_BEFORE = rf"(?:{_RANK}|{_either((*ACADEMIC, *PROFESSIONAL))}){_WORD_BEGINS}\s*"
_LAST = rf"(?:{_either((*CIVIL, *ROYAL, *RELIGIOUS))}){_WORD_BEGINS}\s*"
_TITLED = re.compile(rf"(?:{_BEFORE})*(?:{_LAST})?")


def split_title(full_name: str) -> tuple[str, str]:
    """The titles as written, and the name without them: ("นางสาว", "สมหญิง ใจดี").

    The title is empty where there is none. The title of an office (นายกเทศมนตรี) is not the title of a person.
    """
    name = full_name.strip()
    if _OFFICE.match(name):
        return "", name
    match = _TITLED.match(name)
    end = match.end() if match else 0
    return name[:end].rstrip(), name[end:]
