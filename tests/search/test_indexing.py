"""Everything a reader can read on a page is found; nothing that is not text is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from search_shelf import NEWEST

from prakat.search.indexing import Part, findable, lines, plain

CONTENT = {
    "publication": "00000000-0000-0000-0000-000000000007",
    "path": "/plan/2569-1/",
    "slug": "2569-1",
    "kind": "plan",
    "section": "plan",
    "title": "แผน",
    "number": "12/2569",
    "signed": "2026-10-03",
    "unit": {"code": "palad-office", "name": "สำนักปลัด"},
    "period": {"start": None, "end": None, "label": "ปีงบประมาณ 2569"},
    "summary": "สรุปย่อ",
    "publisher_note": "",
    "body": [
        {"type": "text", "value": "<p>บรรทัด<b>แรก</b></p><p>สอง &amp; สาม</p>"},
        {
            "type": "clauses",
            "value": [{"n": "๑.", "html": "<p>ข้อหนึ่ง</p>", "items": [{"n": "(๑)", "html": "ย่อย"}]}],
        },
        {"type": "table", "value": {"caption": "ตาราง", "head": ["ปี", "บาท"], "rows": [["2569", "500"]]}},
        {"type": "people", "value": [{"name": "ผู้ดูแล", "post": "นิติกร", "photo": "f" * 64}]},
        {"type": "image", "value": {"sha256": "e" * 64, "alt": "แผนที่ตำบล", "width": 900, "height": 700}},
    ],
    "attachments": [{"sha256": "a" * 64, "name": "แผน.pdf", "title": "เล่มแผน"}],
}


def test_blocks_of_every_shape_give_their_texts_in_reading_order():
    found = [line for text in lines(CONTENT) for line in text.splitlines()]
    assert found == [
        "12/2569", "สรุปย่อ", "บรรทัดแรก", "สอง & สาม", "๑.", "ข้อหนึ่ง", "(๑)", "ย่อย", "ตาราง", "ปี บาท",
        "2569 500", "ผู้ดูแล", "นิติกร", "แผนที่ตำบล", "ปีงบประมาณ 2569", "สำนักปลัด", "เล่มแผน",
    ]  # fmt: skip


def test_an_edition_becomes_findable_with_its_files():
    found = findable(CONTENT, published=NEWEST, files=(Part("ข้อความในแฟ้ม", "a" * 64),))
    assert found.publication == UUID(int=7)
    assert (found.unit, found.signed, found.published) == ("palad-office", date(2026, 10, 3), NEWEST)
    assert [part.source for part in found.parts] == ["", "a" * 64]


def test_signs_that_look_like_tags_are_text():
    assert plain("ถ้า 3 &lt; 5 และ 7 > 2") == "ถ้า 3 < 5 และ 7 > 2"
