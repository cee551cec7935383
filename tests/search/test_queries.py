"""A citizen finds the publication: by its name, by a question, with a slip of the finger, by a word in it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_shelf import NEWEST, put

from prakat.search import actions
from prakat.search.models import SearchDocument
from prakat.search.queries import search

pytestmark = pytest.mark.django_db


def slugs(query: str, **options) -> list[str]:
    return [hit.slug for hit in search(query, **options).hits]


@pytest.mark.usefixtures("shelf")
class TestFinding:
    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("มาตรการเผยแพร่ข้อมูล", "measure"),
            ("มาตรการเผยแพร่", "measure"),
            ("๒๕๖๓ มาตรการ", "measure"),
            ("2563 มาตรการ", "measure"),
            ("ภาษีที่ดิน", "tax"),
            ("ปลานิล", "fish"),
            ("ราคากลาง", "road"),
            ("1250000", "road"),
            ("1,250,000 บาท", "road"),
        ],
    )
    def test_a_known_phrase_finds_its_document_first(self, query, slug):
        assert slugs(query)[0] == slug

    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("ต้องไปลงทะเบียนเบี้ยผู้สูงอายุที่ไหน", "elderly"),
            ("จ่ายภาษีที่ดินได้ถึงเมื่อไหร่ครับ", "tax"),
            ("เก็บขยะเดือนละกี่บาท", "waste"),
            ("รถขยะมาวันไหนบ้าง", "waste"),
            ("ใครเป็นคนรับซองประกวดราคาถนน", "road"),
            ("โรคพิษสุนัขบ้าติดต่อทางใด", "dogs"),
            ("ตำบลนี้มีประชากรกี่คน", "fish"),
        ],
    )
    def test_a_question_in_plain_words_finds_its_document_first(self, query, slug):
        assert slugs(query)[0] == slug

    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("เบี้ยยังชีบผู้สูงอายุ", "elderly"),
            ("พิษสุนัคบ้า", "dogs"),
            ("คอนกรีดเสริมเหล็ก", "road"),
            ("แผนพัฒนาท้องถิน", "plan"),
            ("นํ้าลาย", "dogs"),
        ],
    )
    def test_a_slip_of_the_finger_does_not_matter(self, query, slug):
        assert slugs(query)[0] == slug

    def test_a_title_comes_before_a_mention(self):
        assert slugs("เก็บขยะ")[:2] == ["waste", "plan"]

    def test_a_short_query_looks_at_titles(self):
        assert set(slugs("ปี")) == {"elderly", "tax"}

    @pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzy plugh", "ฮฮฮฮฮฮ"])
    def test_nothing_is_found_where_there_is_nothing(self, query):
        assert search(query).hits == []
        assert search(query).total == 0

    def test_filters_keep_what_was_asked_for(self):
        assert "measure" not in slugs("ตำบลโคกทราย", filters={"section": "procurement"})
        assert slugs("ตำบลโคกทราย", filters={"section": "procurement"}) == ["road"]
        assert slugs("ปี", filters={"kind": "announcement"}) == ["tax"]

    def test_an_unknown_filter_is_refused(self):
        with pytest.raises(ValueError, match="title"):
            search("ตำบล", filters={"title": "x"})

    def test_tidying_changes_no_answer(self):
        before = slugs("ประกาศ", limit=50)
        actions.tidy(NEWEST)
        assert slugs("ประกาศ", limit=50) == before

    def test_pages_follow_on_each_other(self):
        everything = slugs("ประกาศ", limit=50)
        assert slugs("ประกาศ", limit=2) + slugs("ประกาศ", limit=50, offset=2) == everything

    def test_what_was_removed_is_not_found(self):
        publication = SearchDocument.objects.get(slug="tax").publication
        actions.remove(publication)
        assert "tax" not in slugs("ภาษีที่ดิน")
        actions.remove(publication)

    def test_what_was_changed_is_found_by_its_new_words_only(self):
        put("tax", "ประกาศเลื่อนกำหนดชำระค่าน้ำประปา", "เลื่อนไปเดือนมิถุนายน")
        assert slugs("ค่าน้ำประปา")[0] == "tax"
        assert "tax" not in slugs("สิ่งปลูกสร้าง")

    def test_the_number_of_database_queries_does_not_grow_with_the_hits(self):
        with CaptureQueriesContext(connection) as one:
            search("ประกาศ", limit=1)
        with CaptureQueriesContext(connection) as many:
            search("ประกาศ", limit=50)
        assert len(one) == len(many) <= 11


def test_a_word_counts_more_than_the_same_letters_inside_other_words():
    put("dry", "ตากลมริมเขื่อน", days_old=0)
    put("eye", "ตรวจตาฟรี โดยหน่วยแพทย์เคลื่อนที่", days_old=300)
    put("grandpa", "ตายายพาหลานไปวัด", days_old=0)
    assert slugs("ตรวจตา")[0] == "eye"


def test_of_equals_the_newer_comes_first():
    put("old", "ประกาศผลการประกวดกระทง", days_old=400)
    put("new", "ประกาศผลการประกวดกระทง", days_old=10)
    put("older", "ประกาศผลการประกวดกระทง", days_old=800)
    assert slugs("ประกวดกระทง") == ["new", "old", "older"]


def test_of_equals_the_official_paper_comes_before_news():
    put("news", "ห้ามเผาในที่โล่ง", days_old=5)
    put("order", "ห้ามเผาในที่โล่ง", days_old=5, kind="order")
    assert slugs("ห้ามเผาในที่โล่ง") == ["order", "news"]


def test_many_that_answer_are_counted_as_more():
    for number in range(130):
        put(f"n{number}", f"ประกาศรายชื่อผู้มีสิทธิ ครั้งที่ {number}", "องค์การบริหารส่วนตำบล")
    found = search("ประกาศรายชื่อผู้มีสิทธิ", limit=10)
    assert len(found.hits) == 10
    assert found.more
    assert found.total >= 50


def test_a_word_deep_in_a_long_document_is_found_and_quoted():
    filling = "\n".join(f"ข้อ {number} ให้ปฏิบัติตามระเบียบของทางราชการโดยเคร่งครัด" for number in range(900))
    put("long", "ระเบียบว่าด้วยการปฏิบัติงาน", filling + "\nยกเว้นกรณีเรือขุดดินดอน\n" + filling)
    put("other", "ระเบียบว่าด้วยการลา", filling)
    hits = search("เรือขุดดิน").hits
    assert [hit.slug for hit in hits] == ["long"]
    assert "เรือขุดดิน" in hits[0].snippet


HOSTILE = st.text(max_size=300) | st.text(
    st.sampled_from("\"'*^(){}:-+%_\\\x00\ud800 NEARกขฃ่ำ๒"), max_size=60
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=HOSTILE)
def test_search_never_raises(shelf, query):
    for hit in search(query).hits:
        assert hit.score > 0


@pytest.mark.parametrize(
    "query",
    [
        '" OR "', 'title:"x" NEAR(a b)', "a* AND NOT b", "'; DROP TABLE search_searchdocument; --", "%",
        "ก" * 10_000, "การ " * 2_500, "\ud83d\ude00" * 10, "่่่่่่", "\x00\x00\x00\x00", "___",
    ],
)  # fmt: skip
def test_hostile_queries_are_only_text(shelf, query):
    search(query)
    assert SearchDocument.objects.count() == 8
