"""What is read from files that come from outside, and what is not."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prakat.guard import media_type as types
from prakat.guard.formats import contents, pdf, sheets
from prakat.guard.text import Extracted, extract

from . import made

FILES = Path(__file__).parent / "files"


def read(name: str, upload_name: str | None = None) -> Extracted:
    return extract((FILES / name).read_bytes(), upload_name or name)


class TestPdf:
    def test_text_layer_is_read_without_spaces_seen_behind_sara_am(self) -> None:
        found = read("s01-notice.pdf")
        assert found.readable
        assert found.pages == 1
        assert found.media_type == types.PDF
        assert "เทศบาลตำบลสาธิต\nเรื่อง กำหนดวันลงทะเบียนผู้สูงอายุ" in found.text

    def test_a_scan_has_no_text_layer(self) -> None:
        found = read("s02-scan.pdf")
        assert (found.readable, found.reason, found.pages) == (False, "no-text-layer", 1)

    def test_page_numbers_alone_are_no_text_layer(self) -> None:
        assert extract(made.pdf(3), "a.pdf").reason == "no-text-layer"
        assert extract(made.pdf(1), "a.pdf").text == "p 1\n"

    def test_long_files_are_cut_at_the_limit_of_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "MAX_PAGES", 2)
        monkeypatch.setattr("prakat.guard.text.FEWEST_PER_PAGE", 0)
        found = extract(made.pdf(3), "a.pdf")
        assert (found.readable, found.reason, found.pages, found.text) == (True, "cut", 3, "p 1\np 2\n")

    def test_a_font_with_a_wrong_table_of_characters_is_said_to_be_broken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pdf, "_page_text", lambda layer: "่ ี้ ก ่ ี ข ิ่ ุ ค")
        assert extract(made.pdf(1), "a.pdf").reason == "broken-text-layer"


class TestWord:
    def test_paragraphs_tabs_and_tables(self) -> None:
        cell = "<w:tc>{}</w:tc>"
        rows = "".join(
            f"<w:tr>{cell.format(made.paragraph(a))}{cell.format(made.paragraph(b))}</w:tr>"
            for a, b in [("รายการ", "บาท"), ("ค่าไฟ", "20")]
        )
        body = (
            made.paragraph("ประกาศ")
            + "<w:p><w:r><w:t>ก</w:t><w:tab/><w:t>ข</w:t><w:br/><w:t>ค</w:t></w:r></w:p>"
        )
        found = extract(made.docx(body + f"<w:tbl>{rows}</w:tbl>"), "a.docx")
        assert found.text == "ประกาศ\nก\tข\nค\nรายการ\tบาท\nค่าไฟ\t20\n"
        assert found.media_type == types.DOCX

    def test_numbers_that_word_counts_are_printed(self) -> None:
        """On paper the reader sees ๑. and (ก); the file only says that these paragraphs are counted."""
        levels = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="%1(%2)"/></w:lvl>'
            '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>'
        )
        numbering = (
            f'<w:numbering {made.W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        )
        styles = (
            f'<w:styles {made.W}><w:style w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            "</w:style></w:styles>"
        )
        of = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'.format
        body = (
            made.paragraph("หนึ่ง", of(0))
            + made.paragraph("ย่อย", of(1))
            + made.paragraph("ย่อย", of(1))
            + made.paragraph("จุด", of(2))
            + made.paragraph("สอง", '<w:pStyle w:val="Clause"/>')
            + made.paragraph("ย่อย", of(1))
        )
        found = extract(made.docx(body, numbering=numbering, styles=styles), "a.docx")
        assert found.text.split("\n")[:-1] == ["๑. หนึ่ง", "๑(ก) ย่อย", "๑(ข) ย่อย", "- จุด", "๒. สอง", "๒(ก) ย่อย"]

    def test_old_markup_beside_new_is_not_read_twice(self) -> None:
        text = made.paragraph("กล่อง")
        body = f"<w:p><w:r><mc><Choice>{text}</Choice><Fallback>{text}</Fallback></mc></w:r></w:p>"
        assert extract(made.docx(body), "a.docx").text.split() == ["กล่อง"]

    def test_what_was_deleted_in_tracked_changes_is_not_read(self) -> None:
        body = "<w:p><w:r><w:t>คง</w:t></w:r><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del></w:p>"
        assert extract(made.docx(body), "a.docx").text == "คง\n"

    def test_the_sample_list(self) -> None:
        assert "๑. ด.ญ.ตัวอย่าง สมมุติดี" in read("s03-list.docx").text


class TestSheetsAndSlides:
    def test_cells_are_apart_by_tabs_and_numbers_are_as_typed(self) -> None:
        found = read("s08-open-data.xlsx")
        assert found.text == "Sheet\nรายการ\tบาท\nค่าไฟฟ้า\t45210.5\n\n"
        assert (found.media_type, found.pages) == (types.XLSX, 1)

    def test_a_workbook_that_asks_for_half_a_terabyte_ends_only_its_own_process(self) -> None:
        found = extract(made.xlsx(a={"A1": 1, "XFD1048576": 2}), "a.xlsx")
        assert (found.readable, found.reason) == (False, "bomb")

    def test_only_so_many_sheets_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheets, "MAX_PAGES", 1)
        found = extract(made.xlsx(a={"A1": "ก"}, b={"A1": "ข"}), "a.xlsx")
        assert (found.text, found.reason, found.pages) == ("a\nก\n\n", "cut", 2)

    def test_a_workbook_that_takes_too_long_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheets, "_SECONDS", 0.0001)
        assert extract(made.xlsx(a={"A1": 1}), "a.xlsx").reason == "bomb"

    def test_opendocument_text_sheets_and_slides(self) -> None:
        text = "<text:h>หัวข้อ</text:h><text:p>ก<text:s text:c='2'/>ข<text:tab/>ค<text:line-break/>ง</text:p>"
        assert extract(made.odf(text), "a.odt").text == "หัวข้อ\nก  ข\tค\nง\n"
        cells = "<table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell/>"
        row = f"<table:table-row>{cells}</table:table-row>"
        sheet = f"<table:table>{row.format('๑')}{row.format('๒')}</table:table>"
        assert extract(made.odf(sheet, "spreadsheet"), "a.ods").text == "๑\n๒\n\n"
        slide = "<draw:page><text:p>แผ่น</text:p></draw:page>"
        assert extract(made.odf(slide * 2, "presentation"), "a.odp").pages == 2

    def test_comments_of_opendocument_are_not_text(self) -> None:
        content = "<text:p>ก<office:annotation><text:p>ความเห็น</text:p></office:annotation>ข</text:p>"
        assert extract(made.odf(content), "a.odt").text == "กข\n"

    def test_slides_in_their_order(self) -> None:
        found = extract(made.pptx(*(f"แผ่นที่ {n}" for n in range(1, 12))), "a.pptx")
        assert [int(n) for n in re.findall(r"\d+", found.text)] == list(range(1, 12))
        assert (found.pages, found.media_type) == (11, types.PPTX)


class TestPlainText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874", "tis-620"])
    def test_the_encodings_of_thai_offices(self, encoding: str) -> None:
        text = "ประกาศ เรื่อง กำหนดการ 2568\n"
        found = extract(text.encode(encoding), "a.txt")
        assert (found.text, found.media_type, found.readable) == (text, types.TEXT, True)

    def test_a_file_cut_off_inside_a_letter_is_still_read(self) -> None:
        assert extract("ประกาศ".encode()[:-1], "a.txt").text == "ประกา\ufffd"

    def test_thai_is_repaired(self) -> None:
        assert extract("นํ้าเเดง".encode(), "a.txt").text == "น้ำแดง"

    def test_csv_in_windows_874(self) -> None:
        found = read("s04-tis620.csv", "รายรับ.csv")
        assert (found.text, found.media_type) == ("เดือน\tรายรับ\nตุลาคม\t1,204,500.25\n", types.CSV)

    def test_bytes_that_are_no_text(self) -> None:
        assert extract(bytes(range(256)) * 4, "a.txt").reason == "not-text"
        assert extract(b"\x89\x90\x91" * 50, "a.txt").reason == "not-text"


class TestHtml:
    def test_paragraphs_stay_apart_and_scripts_are_not_text(self) -> None:
        page = (
            "<!doctype html><html><head><title>ชื่อ</title></head><body><script>alert('<p>')</script>"
            "<h1>หัวข้อ</h1><p>ก &amp; <b>ข</b>\nค</p><!-- ซ่อน --><ul><li>หนึ่ง<li>สอง</ul>"
            "<table><tr><td>๑</td><td>๒</td></tr></table><a title='a>b' href=x>ลิงก์</a></body></html>"
        )
        found = extract(page.encode(), "a.html")
        assert found.text == "หัวข้อ\n\nก & ข ค\n\nหนึ่ง\nสอง\n\n๑\t๒\n\nลิงก์"
        assert found.media_type == types.HTML

    @pytest.mark.parametrize(
        "piece", ["<a ", "<!--", "<a b='", "<![CDATA[", "<script>", "<td>\t ", "</", "<div>"]
    )
    def test_time_grows_with_the_length_only(self, piece: str) -> None:
        page = f"<html>{piece * 40_000}".encode()
        started = time.process_time()
        extract(page, "a.html")
        assert time.process_time() - started < 5


class TestRefusals:
    def test_an_empty_file(self) -> None:
        assert extract(b"", "a.pdf").reason == "empty"
        assert extract(b" \n", "a.txt").reason == "empty"

    def test_a_file_beyond_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("prakat.guard.text.MAX_BYTES", 10)
        found = extract(b"%PDF-1.4 and more", "a.pdf")
        assert (found.reason, found.media_type) == ("too-large", types.PDF)

    def test_pictures_have_no_text(self) -> None:
        found = read("s07-not-a-picture.png")
        assert (found.media_type, found.readable, found.reason) == ("image/svg+xml", False, "not-text")

    def test_an_archive_that_blows_up(self) -> None:
        bomb = made.archive({"word/document.xml": bytes(60 * 1024 * 1024)})
        assert extract(bomb, "a.docx").reason == "bomb"

    def test_an_archive_with_too_many_members(self) -> None:
        many: dict[str, str | bytes] = {f"word/{n}": b"" for n in range(10_001)}
        assert extract(made.archive({"word/document.xml": "<a/>"} | many), "a.docx").reason == "bomb"

    def test_entities_that_multiply(self) -> None:
        lol = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
        assert extract(made.archive({"word/document.xml": lol}), "a.docx").reason == "bomb"

    def test_a_locked_office_file(self) -> None:
        data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
        assert extract(data, "a.docx").reason == "encrypted"

    def test_text_beyond_the_limit_is_cut_and_said_to_be(self) -> None:
        found = extract(b"a" * (contents.MAX_CHARACTERS + 1), "a.txt")
        assert (len(found.text), found.readable, found.reason) == (contents.MAX_CHARACTERS, True, "cut")


SAMPLES = [
    made.docx(made.paragraph("ประกาศ") * 3),
    made.odf("<text:p>ประกาศ</text:p>"),
    made.pptx("ประกาศ"),
    made.pdf(2),
    (FILES / "s01-notice.pdf").read_bytes(),
    "<html><p>ประกาศ</p></html>".encode(),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_file_is_never_an_exception(data: st.DataObject) -> None:
    """Whatever happened to a file on its way, the answer is text or a reason."""
    content = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(1, len(content)))
    found = extract(bytes(content[:end]), data.draw(st.sampled_from(["a.docx", "a.txt", "a.csv", "a.html"])))
    assert found.readable or found.reason in set(contents.Reason)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_any_bytes_under_any_name(content: bytes, name: str) -> None:
    found = extract(content, name)
    assert found.readable or found.reason


def test_a_workbook_cut_off_is_damaged() -> None:
    whole = made.xlsx(a={"A1": "ก"})
    assert extract(whole[: len(whole) // 2], "a.xlsx").reason == "damaged"


def test_an_archive_that_is_no_office_file_is_not_text() -> None:
    found = extract(made.archive({"a.txt": "ก"}), "a.zip")
    assert (found.media_type, found.reason) == (types.ZIP, "not-text")
