"""What is understood of an official document, and that nothing of it is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from prakat.publications.markup import clean_html
from prakat.publications.reading import Reading, read_body, read_official, to_text
from prakat.publications.reading.plain import shorten
from prakat.thai.normalise import repair

from .documents_as_written import AGENCY, Written, official_documents, scribbles

MEASURE = (Path(__file__).parent / "measure-2563.th.txt").read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return "".join(text.split())


def outside_header(text: str, reading: Reading) -> str:
    """The source without the stretches that became fields or were layout."""
    pieces, position = [], 0
    for start, end in reading.header:
        assert position <= start <= end
        pieces.append(text[position:start])
        position = end
    return "".join([*pieces, text[position:]])


def numbers(items: list[dict[str, Any]]) -> list[Any]:
    """The printed numbers as nested lists: ["๑.", ["๑.๑"]]."""
    tree: list[Any] = []
    for item in items:
        tree.append(item["n"])
        if item["items"]:
            tree.append(numbers(item["items"]))
    return tree


def blocks(reading: Reading, kind: str) -> list[Any]:
    return [block["value"] for block in reading.body if block["type"] == kind]


class TestTheMeasure:
    """The agency's own announcement of ๓ ตุลาคม ๒๕๖๓, as it stands in its file."""

    reading = read_official(MEASURE)

    def test_head(self) -> None:
        found = self.reading
        assert found.kind == "announcement"
        assert found.title == "มาตรการเผยแพร่ข้อมูลต่อสาธารณะ"
        assert found.agency == AGENCY
        assert found.number == ""
        assert found.signed == date(2020, 10, 3)

    def test_both_signatures_with_both_lines_of_post(self) -> None:
        lines = ["ปลัดองค์การบริหารส่วนตำบลปฏิบัติหน้าที่", f"นายก{AGENCY}"]
        assert self.reading.signatures == [
            {"name": "นายจรพงศ์ มีขำ", "lines": lines},
            {"name": "นายขจรพงศ์ มีขำ", "lines": lines},
        ]

    def test_the_parts_in_their_order(self) -> None:
        assert [block["type"] for block in self.reading.body] == [
            "text", "heading", "clauses", "text", "signature", "part", "text", "clauses", "signature",
        ]  # fmt: skip
        assert blocks(self.reading, "heading") == ["หน่วยงานที่รับผิดชอบในการเผยแพร่ข้อมูล"]
        assert blocks(self.reading, "part") == [f"มาตรการเผยแพร่ข้อมูลต่อสาธารณชน {AGENCY}"]

    def test_clauses_as_numbered(self) -> None:
        first, second = blocks(self.reading, "clauses")
        assert numbers(first) == ["๑.", "๒.", "๓."]
        types = [f"({digit})" for digit in "๑๒๓๔๕๖๗"]
        assert numbers(second) == [
            "๑.", ["๑.๑", "๑.๒", "๑.๓", "๑.๔"], "๒.", ["๒.๑", types, "๒.๒", "๒.๓"], "๓.",
        ]  # fmt: skip

    def test_an_address_in_angle_brackets_is_text(self) -> None:
        first = blocks(self.reading, "clauses")[0][0]["html"]
        assert "เว็บไซต์(&lt;http://www.khoksai.go.th/&gt;)" in first

    def test_a_line_astray_between_clauses_stays_where_it_was(self) -> None:
        """The file has lines out of place; they are published as they stand, for the clerk to mend."""
        second = blocks(self.reading, "clauses")[1]
        clause = second[1]["items"][0]["items"][1]
        assert clause["html"] == "<p>สรุปรายงานหน้าที่ที่สำคัญและวิธีดำเนินงาน</p><p>ติดต่อกับหน่วยงานของรัฐ</p>"

    def test_nothing_is_lost_but_the_rule_of_dots(self) -> None:
        assert squeezed(outside_header(MEASURE, self.reading)) == squeezed(to_text(self.reading.body))
        assert [MEASURE[start:end] for start, end in self.reading.header] == [
            f"ประกาศ{AGENCY}",
            "เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ",
            ".....",
        ]

    def test_summary(self) -> None:
        assert self.reading.summary.startswith("เพื่อให้การเปิดเผยข้อมูล")
        assert len(self.reading.summary) <= 200


@given(official_documents())
def test_documents_as_offices_write_them_are_understood(written: Written) -> None:
    found = read_official(written.text)
    assert (found.kind, found.title, found.agency) == (written.kind, written.subject, AGENCY)
    assert (found.number, found.signed) == (written.number, written.signed)
    assert found.signatures == [{"name": written.name, "lines": list(written.posts)}]
    (clauses,) = blocks(found, "clauses")
    assert len(clauses) == written.clauses


@settings(deadline=None)
@given(scribbles)
def test_every_word_is_in_the_body_once_and_in_order_or_in_the_head(text: str) -> None:
    found = read_official(text)
    assert squeezed(outside_header(text, found)) == squeezed(to_text(found.body))
    assert len(found.summary) <= 200


@settings(deadline=None)
@given(scribbles)
def test_what_became_a_field_is_still_there(text: str) -> None:
    """Nothing is taken from the text without a field that says it, but the words of the form and layout."""
    found = read_official(text)
    taken = squeezed("".join(text[start:end] for start, end in found.header))
    for value in (found.title, found.number):
        assert all(squeezed(word) in taken for word in value.split())


@settings(deadline=None)
@given(scribbles)
def test_html_in_blocks_is_escaped(text: str) -> None:
    """What the cleaner of published HTML would remove is not there to begin with."""
    for block in read_official(repair(text)).body:
        if block["type"] == "text":
            assert squeezed(to_text([{**block, "value": clean_html(block["value"])}])) == squeezed(
                to_text([block])
            )


def test_markup_in_a_document_is_its_text() -> None:
    (block,) = read_body("<b>ก</b> & http://example.go.th")
    assert block == {"type": "text", "value": "<p>&lt;b&gt;ก&lt;/b&gt; &amp; http://example.go.th</p>"}
    assert to_text([block]) == "<b>ก</b> & http://example.go.th"


LETTER = f"""ด่วนที่สุด
ที่ พท ๗๒๘๐๑/ว ๑๒                         ที่ทำการ{AGENCY}
                                          อำเภอป่าบอน จังหวัดพัทลุง

                 ๑๕ ตุลาคม ๒๕๖๘

เรื่อง  ขอเชิญประชุมประชาคมท้องถิ่น
เรียน  กำนัน ผู้ใหญ่บ้านทุกหมู่บ้าน

ด้วย{AGENCY} จะจัดประชุมประชาคม จึงเรียนมาเพื่อทราบ

ขอแสดงความนับถือ

(นายทดสอบ  ตัวอย่าง)
นายก{AGENCY}

สำนักปลัด
โทร. ๐ ๗๔๐๐ ๐๐๐๐
"""


def test_a_circular_letter() -> None:
    found = read_official(LETTER)
    assert (found.kind, found.number, found.signed) == ("circular", "พท ๗๒๘๐๑/ว ๑๒", date(2025, 10, 15))
    assert (found.title, found.agency) == ("ขอเชิญประชุมประชาคมท้องถิ่น", AGENCY)
    assert found.signatures == [{"name": "นายทดสอบ ตัวอย่าง", "lines": [f"นายก{AGENCY}"]}]
    assert "part" not in {block["type"] for block in found.body}
    assert found.summary.startswith("ด้วย")


@pytest.mark.parametrize(
    ("head", "kind", "title"),
    [
        ("แผนการดำเนินงาน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๙", "plan", "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("รายงานผลการดำเนินงาน ประจำปี ๒๕๖๘", "report", "รายงานผลการดำเนินงาน ประจำปี ๒๕๖๘"),
        ("คู่มือการรับเรื่องร้องเรียน", "manual", "คู่มือการรับเรื่องร้องเรียน"),
        ("ข่าวประชาสัมพันธ์\nเรื่อง งานลอยกระทง", "news", "งานลอยกระทง"),
        ("ข่าวประชาสัมพันธ์\n\nขอเชิญร่วมงานประเพณี", "news", "ขอเชิญร่วมงานประเพณี"),
        ("เทศบัญญัติเทศบาลเมืองสาธิต\nเรื่อง ตลาด\nพ.ศ. ๒๕๖๘", "ordinance", "ตลาด พ.ศ. ๒๕๖๘"),
        (f"ประกาศ\n{AGENCY}\nเรื่อง ราคากลาง", "announcement", "ราคากลาง"),
        (f"คำสั่ง{AGENCY} ที่ ๑/๒๕๖๙ เรื่อง มอบหมายงาน", "order", "มอบหมายงาน"),
        ("ขอเชิญร่วมงานประเพณี", "", "ขอเชิญร่วมงานประเพณี"),
    ],
)
def test_heads_of_other_kinds(head: str, kind: str, title: str) -> None:
    found = read_official(
        f"{head}\n\nองค์การบริหารส่วนตำบลโคกทราย ได้ดำเนินการตามรายละเอียดที่ปรากฏในเอกสารนี้ครบถ้วนแล้ว"
    )
    assert (found.kind, found.title) == (kind, title)


def test_a_title_on_two_lines() -> None:
    found = read_official("ประกาศเทศบาลตำบลสาธิต\nเรื่อง ผู้ชนะการเสนอราคา\nโดยวิธีเฉพาะเจาะจง\n\nด้วยเทศบาล")
    assert found.title == "ผู้ชนะการเสนอราคา"
    found = read_official("ประกาศเทศบาลตำบลสาธิต\nเรื่อง ผู้ชนะการเสนอราคา\nจ้างก่อสร้างถนน หมู่ที่ ๗\n\nด้วยเทศบาล")
    assert found.title == "ผู้ชนะการเสนอราคา จ้างก่อสร้างถนน หมู่ที่ ๗"


def test_a_title_too_long_for_a_field_stands_whole_in_the_body() -> None:
    text = f"ประกาศเทศบาลตำบลสาธิต\nเรื่อง {'ผู้มีสิทธิได้รับเบี้ยยังชีพ ' * 12}\n\nด้วยเทศบาล"
    found = read_official(text)
    assert len(found.title) <= 250
    assert found.title.endswith("…")
    assert squeezed(outside_header(text, found)) == squeezed(to_text(found.body))
    assert to_text(found.body).startswith("เรื่อง ผู้มีสิทธิ")


def test_lines_broken_by_the_page_are_one_paragraph_again() -> None:
    """A number that only stands at the start of a line by chance begins no clause."""
    text = (
        "ด้วยองค์การบริหารส่วนตำบลโคกทราย จะดำเนินการจ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก ตาม\n"
        "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. ๒๕๖๐ และ\n"
        "ข้อ ๒๖ ของระเบียบเดียวกัน จึงแต่งตั้งบุคคลดังต่อไปนี้ เป็นคณะกรรมการตรวจรับพัสดุครั้งนี้\n"
        "๑. นายทดสอบ ตัวอย่าง ประธานกรรมการ\n"
        "๒. นางสมมุติ ใจดี กรรมการ\n"
    )
    first, second = read_body(text)
    assert "ตามระเบียบกระทรวงการคลัง" in first["value"]
    assert "และข้อ ๒๖" in first["value"]
    assert numbers(second["value"]) == ["๑.", "๒."]


def test_chapters_of_an_ordinance_are_headings_and_clauses_count_on() -> None:
    text = "ข้อ ๑ ชื่อ\n\nหมวด ๑\nบททั่วไป\n\nข้อ ๒ ห้าม\n\n(๑) ทิ้ง\n\n(ก) ในคลอง\n\nวรรคสอง\n\nข้อ ๓ ปรับ"
    found = read_body(text)
    assert [block["type"] for block in found] == ["clauses", "heading", "clauses"]
    assert found[1]["value"] == "หมวด ๑ บททั่วไป"
    assert numbers(found[2]["value"]) == ["ข้อ ๒", ["(๑)", ["(ก)"]], "ข้อ ๓"]


def test_numbers_that_are_no_clauses() -> None:
    text = "๐๘.๓๐ น. ลงทะเบียน\n\n๓.๑๐.๒๕๖๘ วันประชุม\n\n2.5 ล้านบาท\n\nมาตรา ๗ กำหนดไว้\n\nพ. ศ. นี้"
    assert [block["type"] for block in read_body(text)] == ["text"]


def test_clauses_are_no_deeper_than_the_editor_goes() -> None:
    text = "๑. ก\n\n๑.๑ ข\n\n๑.๑.๑ ค\n\n(๑) ง\n\n- จ\n\n- ฉ"
    (block,) = read_body(text)
    assert numbers(block["value"]) == ["๑.", ["๑.๑", ["๑.๑.๑", ["(๑)", "-", "-"]]]]


def test_rows_with_tabs_are_a_table() -> None:
    found = read_body("บัญชี\n\nลำดับ\tรายการ\tบาท\n๑.\tค่าเก็บ\t๒๐\n๒.\tค่าขน\n\nจบ")
    assert found[1] == {
        "type": "table",
        "value": {
            "caption": "",
            "head": ["ลำดับ", "รายการ", "บาท"],
            "rows": [["๑.", "ค่าเก็บ", "๒๐"], ["๒.", "ค่าขน", ""]],
        },
    }


def test_text_of_every_kind_of_block() -> None:
    body = [
        {"type": "heading", "value": "หัวข้อ"},
        {"type": "text", "value": "<p>ก <b>ข</b></p><ul><li>ค</li></ul>"},
        {"type": "people", "value": [{"name": "นายทดสอบ ตัวอย่าง", "post": "ปลัด", "photo": "f" * 64}]},
        {
            "type": "chart",
            "value": [{"post": "กองช่าง", "holder": "", "items": [{"post": "งานโยธา", "items": []}]}],
        },
        {
            "type": "image",
            "value": {"sha256": "f" * 64, "alt": "ถนน", "caption": "", "width": 1, "height": 2},
        },
        {"type": "table", "value": {"caption": "ตาราง", "head": ["ก"], "rows": [["ข"]]}},
        {"type": "faq", "value": [{"q": "ถาม", "a": "ตอบ"}]},
    ]
    words = "หัวข้อ ก ข ค นายทดสอบ ตัวอย่าง ปลัด กองช่าง งานโยธา ถนน ตาราง ก ข ถาม ตอบ"
    assert " ".join(to_text(body).split()) == words


def test_a_summary_ends_with_a_whole_word() -> None:
    text = "องค์การบริหารส่วนตำบล" * 20
    short = shorten(text)
    assert len(short) <= 200
    assert short.endswith(("องค์การ…", "บริหาร…", "ส่วน…", "ตำบล…"))
    assert shorten("ก " + "ข" * 150 + " " + "ค" * 150) == "ก " + "ข" * 150 + "…"
    assert shorten("สั้น") == "สั้น"
