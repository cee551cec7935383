"""From a file to what it says."""

from __future__ import annotations

from pathlib import Path

from prakat.publications.documents import read_file
from prakat.publications.reading import to_text

FILES = Path(__file__).parents[1] / "guard" / "files"


def test_an_announcement_in_a_pdf() -> None:
    reading, extracted = read_file((FILES / "s01-notice.pdf").read_bytes(), "ประกาศ.pdf")
    assert extracted.readable
    assert (reading.kind, reading.title) == ("announcement", "กำหนดวันลงทะเบียนผู้สูงอายุ")
    assert reading.agency == "เทศบาลตำบลสาธิต"


def test_a_file_without_text_gives_an_empty_reading_and_the_reason() -> None:
    reading, extracted = read_file((FILES / "s02-scan.pdf").read_bytes(), "scan.pdf")
    assert (reading.title, reading.body, extracted.reason) == ("", [], "no-text-layer")


def test_a_spreadsheet_is_all_body() -> None:
    reading, _extracted = read_file((FILES / "s08-open-data.xlsx").read_bytes(), "รายจ่าย.xlsx")
    assert (reading.title, reading.kind) == ("", "")
    assert [block["type"] for block in reading.body] == ["heading", "table"]


def test_html_keeps_its_paragraphs() -> None:
    page = "<html><body><p>ประกาศเทศบาลตำบลสาธิต</p><p>เรื่อง ตลาดนัด</p><p>ด้วยเทศบาล</p><p>จึงประกาศ</p></body></html>"
    reading, _extracted = read_file(page.encode(), "a.html")
    assert reading.title == "ตลาดนัด"
    assert reading.body == [{"type": "text", "value": "<p>ด้วยเทศบาล</p><p>จึงประกาศ</p>"}]


def test_broken_thai_is_repaired_before_it_is_understood() -> None:
    text = "คําสั่งเทศบาลตําบลสาธิต\nที่ ๑/๒๕๖๙\nเรื่อง มอบหมายงาน\n\nด้วยเทศบาล"
    reading, _extracted = read_file(text.encode(), "a.txt")
    assert (reading.kind, reading.agency) == ("order", "เทศบาลตำบลสาธิต")
    assert to_text(reading.body) == "ด้วยเทศบาล"
