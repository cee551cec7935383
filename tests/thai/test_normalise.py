"""Broken Thai is mended for showing and folded for comparing."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prakat.thai.normalise import fold, fold_with_map, repair

THAI = "".join(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))))
PRIVATE_GLYPHS = "".join(map(chr, range(0xF700, 0xF71B)))

thai_text = st.text(alphabet=THAI + PRIVATE_GLYPHS + " \n\u200b\u00a0˸aé")
any_text = st.text(alphabet=st.characters()) | thai_text


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("นํ้าท่วม", "น้ำท่วม"),  # ring, tone, aa
        ("น้ําท่วม", "น้ำท่วม"),  # tone, ring, aa
        ("กำ้", "ก้ำ"),  # tone after sara am
        ("ทํางาน", "ทำงาน"),
        ("ท˸างาน", "ทำงาน"),
        ("ที่่", "ที่"),
        ("ท่ี", "ที่"),
        ("ผู้", "ผู้"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("ก่า่", "ก่า"),
        ("เเละ", "และ"),
        ("ขั้ขั้นตอน", "ขั้นตอน"),
        ("ต าบล", "ตำบล"),
        ("ในต าบล", "ในตำบล"),
        ("ประจ าปี", "ประจำปี"),
        ("ก าหนด", "กำหนด"),
        ("น ้า", "น้ำ"),
        ("น้ า", "น้ า"),  # letters apart: left alone
        ("ดื่มน้ าสะอาด", "ดื่มน้ำสะอาด"),
        ("ก\u200bข\ufeffค\u00adง", "กขคง"),
        ("ก\u00a0ข\u3000ค", "ก ข ค"),
        ("ก\r\nข\u2028ค\x0bง", "ก\nข\nค\nง"),
        ("ท\uf701\uf70aง\uf710น", "ทิ่งัน"),
        ("\uf70f\uf700", "ญฐ"),
        ("e\u0301", "é"),
        ("ก\ud800", "ก\ufffd"),
    ],
)
def test_broken_text_is_mended(broken: str, mended: str) -> None:
    """Each kind of damage that typing, fonts and PDF files do is undone."""
    assert repair(broken) == mended


@pytest.mark.parametrize(
    "text",
    [
        "ประกาศองค์การบริหารส่วนตำบลโคกทราย เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ",
        "ป ร ะ ก า ศ",  # letter-spaced heading
        "เพร าะ",
        "เก า",
        "สิทธิ์ พันธุ์ ปญฺโญ ก็ ฤๅษี กํ ขัดกัน กักกัน",
        "๓ ตุลาคม พ.ศ. ๒๕๖๓\n\tabc  “ก”",
        "½ Ａ ﬁ",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Repair changes nothing that is not broken, and guesses nothing."""
    assert repair(text) == text


def test_every_private_glyph_is_a_thai_letter() -> None:
    """U+F700 to U+F71A are variants of letters in old fonts."""
    assert repair("\n".join(PRIVATE_GLYPHS)) == "\n".join(
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  พ.ศ.  ๒๕๖๓\n\tฉบับที่ ๑ ", "พ.ศ. 2563 ฉบับที่ 1"),
        ("ITA ２５６３ Ｏ４２", "ita 2563 o42"),
        ("นํ้า", "น้ำ"),
        ("ต  าบล", "ตำบล"),
        ("É ﬁ …", "é fi ..."),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_spellings_of_the_same_fold_to_the_same(text: str, folded: str) -> None:
    """Digits, case, width, spaces and broken marks make no difference."""
    assert fold(text) == folded


@given(any_text)
@settings(deadline=None, max_examples=400)
@example("J\u030c")
@example("\u0130\u0323")
@example("ΑΣ")
@example("ก้าา้")
@example("ก ํา")
@example("˸\u0e48\u0e48า")
def test_doing_it_twice_is_doing_it_once(text: str) -> None:
    """Both are idempotent on any text, and folding what was repaired is stable too."""
    assert repair(repair(text)) == repair(text)
    assert fold(fold(text)) == fold(text)


@given(thai_text)
@settings(deadline=None, max_examples=400)
def test_repair_is_in_canonical_order_and_does_not_change_what_is_compared(text: str) -> None:
    """Repaired text is NFC, and folds to what the original folds to."""
    assert unicodedata.is_normalized("NFC", repair(text))
    assert fold(repair(text)) == fold(text)


@given(any_text)
@settings(deadline=None, max_examples=400)
def test_nothing_invisible_is_left_and_the_rest_can_be_encoded(text: str) -> None:
    """No zero-width, control or half character survives; folded text has single spaces only."""
    folded = fold(text)
    assert folded == " ".join(folded.split())
    kept = {
        "Cf": set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
    }
    for letter in folded:
        category = unicodedata.category(letter)
        assert category not in {"Cc", "Cs", "Zl", "Zp"}
        assert category != "Cf" or letter in kept["Cf"]
    repair(text).encode()


def _changeable(letter: str) -> bool:
    """Everything on the basic plane, and beyond it what has another case or compatibility form."""
    return letter <= "\uffff" or letter.lower() != letter or not unicodedata.is_normalized("NFKC", letter)


def test_every_single_character_folds_stably() -> None:
    """Each code point alone: folding again changes nothing, and it becomes at most eighteen characters."""
    for letter in filter(_changeable, map(chr, range(sys.maxunicode + 1))):
        once = fold(letter)
        assert fold(once) == once, hex(ord(letter))
        assert len(once) <= 18


@given(any_text)
@settings(deadline=None, max_examples=400)
@example("ก\u200bข\xa0ค")
def test_the_map_leads_back_into_the_original(text: str) -> None:
    """It belongs to what fold() gives, has an offset for each character, and never falls."""
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def test_a_hit_is_marked_in_the_original() -> None:
    """The folded hit น้ำท่วม 2563 covers its broken spelling in the text."""
    text = "แก้ไข\u200bนํ้าท่วม  ปี ๒๕๖๓ แล้ว"
    folded, offsets = fold_with_map(text)
    start = folded.index("น้ำท่วม")
    end = start + len("น้ำท่วม")
    assert text[offsets[start] : offsets[end]] == "นํ้าท่วม"
    start = folded.index("2563")
    assert text[offsets[start] : offsets[start + 4]] == "๒๕๖๓"


@pytest.mark.parametrize(
    "hostile",
    [
        "\u0e48" * 20_000,
        "\u0e48\u0e49" * 20_000,
        "\u0e4d\u0e32" * 20_000,
        "ก" + "\u0301\u0323" * 20_000,
        "ก า" * 20_000,
        "กั้" * 20_000,
        " \t" * 20_000,
        "\u200b" * 20_000,
        "เ" * 20_000,
        "\ufdfa" * 2_000,
    ],
)
def test_hostile_text_stays_within_bounds(hostile: str) -> None:
    """Twenty thousand marks in a row never grow beyond the longest compatibility spelling."""
    folded, offsets = fold_with_map(hostile)
    assert folded == fold(hostile)
    assert len(folded) == len(offsets) <= 18 * len(hostile)
    assert len(repair(hostile)) <= 3 * len(hostile)


def test_a_pile_of_marks_collapses() -> None:
    """The same mark over and over is one mark."""
    assert repair("ก" + "\u0e48" * 20_000) == "ก\u0e48"
    assert len(repair("ก" + "\u0e48\u0e49\u0e34" * 20_000)) == 4
