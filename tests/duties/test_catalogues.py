"""Catalogues are data: one schema, errors that name file and line, editions that never change."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import translation

from prakat.duties import actions, catalogue, proposing, queries
from prakat.duties.catalogue import CatalogueError
from prakat.duties.models import Catalogue, Duty, Element
from prakat.record.models import Entry

pytestmark = pytest.mark.django_db

SMALL = """\
format: 1
code: ITA-2570-LAO
series: ITA-LAO
family: ita
title_th: รายการทดสอบ
issuer: ผู้ประเมิน
fiscal_year: 2570
starts: 2026-10-01
confidence: test
duties:
- code: O1
  keys: [org-structure]
  title_th: โครงสร้าง
  rule: {kind: current}
- code: O2
  keys: [proc-monthly]
  title_th: สรุปผลรายเดือน
  rule: {kind: month, part: first_half, due: {after: end, months: 1}}
  elements:
  - {code: '1', text_th: ตาราง}
"""
ITEMS = {2562: 48, 2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}


def test_every_year_has_its_items(shipped: list[Catalogue]) -> None:
    counted = Counter(duty.catalogue.fiscal_year for duty in Duty.objects.select_related("catalogue"))
    assert {year: counted[year] for year in ITEMS} == ITEMS
    assert queries.ita_years() == list(ITEMS)


def test_every_shipped_duty_says_how_sure_it_is(shipped: list[Catalogue]) -> None:
    for duty in Duty.objects.filter(is_duty=True):
        assert duty.confidence["title"], duty.code
        assert duty.confidence["due"] or duty.due_rule.due is None, duty.code


def test_every_shipped_duty_names_owner_channel_and_known_keys(shipped: list[Catalogue]) -> None:
    titles = queries.key_titles()
    for duty in Duty.objects.filter(is_duty=True).prefetch_related("keys"):
        assert duty.default_owner, duty.code
        assert duty.channels, duty.code
        assert set(duty.key_names) <= titles.keys(), duty.code


def test_every_key_title_is_asked_for_by_a_duty(shipped: list[Catalogue]) -> None:
    assert queries.known_keys() == set(queries.key_titles())


def test_every_element_has_thai_words(shipped: list[Catalogue]) -> None:
    assert not list(Element.objects.filter(text_th="").values_list("text_en", flat=True))


def test_every_item_of_the_measure_keeps_its_quotation(shipped: list[Catalogue]) -> None:
    measure = Catalogue.objects.get(code="MEASURE-2563")
    assert not measure.duties.filter(about__quote_th__isnull=True)


@pytest.mark.parametrize(
    "ref",
    ["ITA-2562-LAO/O42", "MEASURE-2563/S-22", "MEASURE-2563/S-04", "OIA-2540/OIA-7-4", "GGD-2546/GGD-52"],
)
def test_one_publication_of_the_measure_answers_all_that_ask_for_it(
    shipped: list[Catalogue], ref: str
) -> None:
    assert ref in {duty.ref for duty in queries.duties_asking(["measure-publication"])}


@pytest.mark.parametrize(
    ("key", "refs"),
    [
        ("org-structure", {"OIA-2540/OIA-7-1", "MEASURE-2563/S-21-1", "ITA-2569-LAO/O1"}),
        ("contact", {"OIA-2540/OIA-7-3", "MEASURE-2563/S-21-3", "ITA-2569-LAO/O3"}),
        ("proc-monthly", {"OIA-2540/OIA-9-8-a", "ITA-2569-LAO/O11"}),
        ("proc-plan", {"GGD-2546/GGD-44", "MEASURE-2563/S-21-6"}),
    ],
)
def test_keys_join_the_act_the_decree_the_measure_and_the_years(
    shipped: list[Catalogue], key: str, refs: set[str], now: dt.datetime
) -> None:
    assert refs <= {duty.ref for duty in queries.duties_by_key(now.date())[key]}


def test_definitions_and_exemptions_are_kept_and_owed_by_nobody(shipped: list[Catalogue]) -> None:
    act = Catalogue.objects.get(code="OIA-2540")
    kept = set(act.duties.filter(is_duty=False).values_list("code", flat=True))
    assert {"OIA-4", "OIA-14", "OIA-15", "OIA-15-5", "OIA-40-41"} <= kept
    owed = {duty.code for duty in queries.current_duties(dt.date(2026, 11, 23))}
    assert "OIA-7-1" in owed
    assert not owed & kept


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("family: ita", "family: itta", 4, "must be one of"),
        ("code: O2", "code: O1", 15, "given twice"),
        ("title_th: โครงสร้าง\n", "titel_th: โครงสร้าง\n", 11, "'title_th' is missing"),
        ("  rule: {kind: current}\n", "", 11, "has a rule"),
        ("{kind: current}", "{kind: sometimes}", 14, "must be one of"),
        ("{kind: current}", "{kind: month}", 14, "every other kind has one"),
        ("months: 1}", "months: one}", 18, "whole number"),
        ("months: 1}", "months: 99}", 18, "between 0 and 24"),
        ("months: 1}", "months: 1, weeks: 2}", 18, "'weeks' is not a known name"),
        ("{after: end, months: 1}", "{by: 31-04}", 18, "month and day"),
        ("fiscal_year: 2570", "fiscal_year: 2570\nfiscal_year: 2571", 8, "given twice"),
        ("fiscal_year: 2570\n", "", 4, "fiscal_year"),
        ("starts: 2026-10-01", "starts: 1 ตุลาคม 2569", 8, "must be a date"),
        ("format: 1", "format: 2", 1, "reads format 1"),
        ("  keys: [org-structure]\n", "", 11, "concept key"),
        ("  keys: [org-structure]", "  keys: org-structure", 12, "must be a list"),
        ("- {code: '1', text_th: ตาราง}", "- {code: '1'}", 20, "text_th or text_en"),
        ("- {code: '1', text_th: ตาราง}", "- ตาราง", 20, "a mapping"),
        ("series: ITA-LAO", "series: [ITA", 4, "not readable as YAML"),
        ("confidence: test", "confidence: {a: b}", 9, "one value"),
        ("- code: O2", "- duty: maybe\n  code: O2", 15, "true or false"),
    ],
)
def test_errors_name_file_and_line(old: str, new: str, line: int, words: str) -> None:
    assert old in SMALL
    with pytest.raises(CatalogueError) as wrong:
        catalogue.read(SMALL.replace(old, new, 1), "new.yaml")
    assert str(wrong.value).startswith(f"new.yaml:{line}: "), str(wrong.value)
    assert words in str(wrong.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "a: &x [*x]", "\x00", "x" * 2_000_001])
def test_what_is_no_catalogue_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CatalogueError):
        catalogue.read(text, "new.yaml")


def test_an_operator_loads_a_new_edition(shipped: list[Catalogue], now: dt.datetime, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(SMALL, encoding="utf-8")
    adopted = actions.adopt(file, by="operator", now=now)
    assert [duty.code for duty in queries.duties_of(adopted)] == ["O1", "O2"]
    entry = Entry.objects.latest("seq")
    assert (entry.kind, entry.subject, entry.data) == (
        "duties.adopted",
        "ITA-2570-LAO",
        {"digest": adopted.digest},
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, now: dt.datetime) -> None:
    with pytest.raises(CatalogueError, match=r"none\.yaml:1: cannot be read"):
        actions.adopt(tmp_path / "none.yaml", by="operator", now=now)


def test_the_same_file_again_changes_nothing(now: dt.datetime) -> None:
    first = actions.adopt(SMALL, by="operator", now=now)
    entries = Entry.objects.count()
    assert actions.adopt(SMALL, by="operator", now=now) == first
    assert Entry.objects.count() == entries


def test_an_adopted_edition_never_changes(now: dt.datetime) -> None:
    actions.adopt(SMALL, by="operator", now=now)
    with pytest.raises(ValidationError) as taken:
        actions.adopt(SMALL.replace("โครงสร้าง", "โครงสร้างใหม่"), by="operator", now=now)
    assert taken.value.code == "taken"


def test_a_corrected_edition_under_its_own_code_replaces_the_old_one(now: dt.datetime) -> None:
    actions.adopt(SMALL, by="operator", now=now)
    second = actions.adopt(
        SMALL.replace("ITA-2570-LAO", "ITA-2570-LAO-2"), by="operator", now=now + dt.timedelta(days=1)
    )
    assert queries.ita_catalogue(2570) == second
    assert [choice.catalogue for choice in queries.current_catalogues(now.date())] == [second]


def test_a_new_key_needs_a_title(now: dt.datetime) -> None:
    text = SMALL.replace("[org-structure]", "[lottery]")
    with pytest.raises(CatalogueError, match=r"text:11: .*'lottery' is new"):
        actions.adopt(text, by="operator", now=now)
    actions.adopt(text + "keys: {lottery: {th: สลาก}}\n", by="operator", now=now)
    assert queries.key_titles()["lottery"] == "สลาก"


def test_shipped_catalogues_are_taken_in_once(shipped: list[Catalogue], now: dt.datetime) -> None:
    assert len(shipped) == 11
    assert actions.adopt_shipped(by="operator", now=now) == []


def test_the_year_without_a_list_uses_the_newest_and_says_so(shipped: list[Catalogue]) -> None:
    choices = {
        choice.catalogue.series: choice for choice in queries.current_catalogues(dt.date(2026, 11, 23))
    }
    assert choices["ITA-LAO"].catalogue.code == "ITA-2569-LAO"
    assert choices["ITA-LAO"].stands_in_for == 2570
    assert choices["OIA"].stands_in_for is None


def test_each_year_has_its_own_list_while_there_is_one(shipped: list[Catalogue]) -> None:
    for year in ITEMS:
        day = dt.date(year - 543, 3, 1)
        [choice] = [row for row in queries.current_catalogues(day) if row.catalogue.series == "ITA-LAO"]
        assert (choice.catalogue.fiscal_year, choice.stands_in_for) == (year, None)


def test_before_the_measure_there_was_none(shipped: list[Catalogue]) -> None:
    series = {choice.catalogue.series for choice in queries.current_catalogues(dt.date(2020, 10, 2))}
    assert series == {"ITA-LAO", "OIA", "GGD"}


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("ITA-2562-LAO/O42", {"measure-publication"}),
        ("OIA-7-1", {"org-structure"}),
        ("O1", {"org-structure", "powers"}),
        ("measure-publication", {"measure-publication"}),
        ("OIA-14", set()),
        ("O999", set()),
    ],
)
def test_keys_are_found_by_any_name_of_a_duty(shipped: list[Catalogue], code: str, keys: set[str]) -> None:
    assert queries.keys_of(code) == keys


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("ประกาศองค์การบริหารส่วนตำบลโคกทราย เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณะ", ["measure-publication"]),
        ("แผนการจัดซื้อจัดจ้างประจำปีงบประมาณ พ.ศ. ๒๕๗๐", ["proc-plan"]),
        ("รายงานผลการดำเนินงานประจำปี 2569", ["annual-report"]),
        ("นิทานก่อนนอน", []),
    ],
)
def test_a_title_proposes_its_matters(shipped: list[Catalogue], title: str, keys: list[str]) -> None:
    assert proposing.keys_for_title(title) == keys


@override_settings(LANGUAGE_CODE="th")
def test_titles_follow_the_language_of_the_screen(shipped: list[Catalogue]) -> None:
    with translation.override("en"):
        assert queries.key_titles()["contact"] == "Contact"
    with translation.override("th"):
        assert queries.key_titles()["contact"] == "ข้อมูลการติดต่อ"
        assert Duty.objects.get(code="OIA-7-1").title == "โครงสร้างและการจัดองค์กรในการดำเนินงาน"
