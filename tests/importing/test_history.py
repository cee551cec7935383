"""Bringing history in: recorded as imported, dated as it was, once however often it is run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import Office

from prakat.importing import actions
from prakat.importing.commands.bring_in import records
from prakat.importing.history import Defaults, Refused, address_word
from prakat.org.models import Unit
from prakat.publications import queries
from prakat.publications.models import Edition, Standing
from prakat.record.models import Entry


def bring_in(office: Office, folder: Path, *lines: object, **more: object) -> actions.Outcome:
    units = {unit.code: unit for unit in Unit.objects.all()}
    return actions.bring_in(
        enumerate(lines, start=1),
        defaults=Defaults(unit=units["palad-office"], units=units),
        folder=folder,
        position="info-officer",
        now=office.now,
        **more,  # type: ignore[arg-type]
    )


def line(**fields: object) -> dict[str, object]:
    return {
        "slug": "old-1",
        "title": "ประกาศเก่า",
        "body_html": "<p>ข้อความ</p>",
        "date": "19 มิ.ย. 62",
        **fields,
    }


def test_an_imported_publication_says_that_it_was_imported_and_keeps_its_date(
    office: Office, tmp_path: Path
) -> None:
    assert bring_in(office, tmp_path, line()).published == 1
    standing = Standing.objects.get(path="/news/old-1/")
    assert (standing.imported, standing.signed, standing.dated_at.date()) == (
        True,
        date(2019, 6, 19),
        date(2019, 6, 19),
    )
    assert standing.published_at == office.now
    assert Entry.objects.get(seq=standing.entry_seq).kind == "publication.imported"
    assert queries.verified_content(standing)["title"] == "ประกาศเก่า"


def test_running_it_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path, line())
    again = bring_in(office, tmp_path, line(), line(slug="old-2"))
    assert (again.present, again.published) == (1, 1)
    assert Edition.objects.count() == 2


def test_a_run_that_stopped_goes_on_where_it_was(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    lines = [line(slug=f"old-{number}") for number in range(5)]

    def stopping() -> object:
        yield from enumerate(lines[:3], start=1)
        raise KeyboardInterrupt

    units = {unit.code: unit for unit in Unit.objects.all()}
    with pytest.raises(KeyboardInterrupt):
        actions.bring_in(
            stopping(),  # type: ignore[arg-type]
            defaults=Defaults(unit=units["palad-office"], units=units),
            folder=tmp_path,
            position="",
            now=office.now,
        )
    assert bring_in(office, tmp_path, *lines).published == 3
    assert Standing.objects.count() == 5


def test_refused_lines_say_why_and_hold_nobody_up(office: Office, tmp_path: Path) -> None:
    outcome = bring_in(
        office,
        tmp_path,
        "not an object",
        line(title=""),
        line(slug="///"),
        line(section="nowhere"),
        line(date="31 กุมภาพันธ์ 2563"),
        line(unit="nobody"),
        line(attachments=["../../etc/passwd"]),
        line(),
        line(),
    )
    assert (outcome.published, outcome.refused) == (1, 8)
    assert [number for number, _reason in outcome.reasons] == [1, 2, 3, 4, 5, 6, 7, 9]
    assert all(reason for _number, reason in outcome.reasons)


def test_a_dry_run_brings_nothing_in(office: Office, tmp_path: Path) -> None:
    assert bring_in(office, tmp_path, line(), dry_run=True).published == 1
    assert not Standing.objects.exists()


def test_scripts_and_styles_of_the_old_site_stay_behind(office: Office, tmp_path: Path) -> None:
    bring_in(
        office,
        tmp_path,
        line(body_html='<p style="x">ก</p><script>alert(1)</script><iframe src="//x"></iframe>'),
    )
    content = Edition.objects.get().content
    assert content["body"] == [{"type": "text", "value": "<p>ก</p>"}]


def test_attachments_beside_the_source_come_along(office: Office, tmp_path: Path) -> None:
    (tmp_path / "แผน.txt").write_text("แผน", "utf-8")
    bring_in(office, tmp_path, line(attachments=[{"path": "แผน.txt", "name": "แผนปี 2562.txt"}]))
    (attached,) = Edition.objects.get().content["attachments"]
    assert (attached["name"], attached["size"]) == ("แผนปี 2562.txt", len("แผน".encode()))


def test_lines_that_are_not_json_are_numbered_and_refused(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "old.jsonl"
    source.write_text("{broken\n\n" + json.dumps(line(), ensure_ascii=False) + "\n", "utf-8")
    units = {unit.code: unit for unit in Unit.objects.all()}
    defaults = Defaults(unit=units["palad-office"], units=units)
    outcome = actions.bring_in(
        records(source), defaults=defaults, folder=tmp_path, position="", now=office.now
    )
    assert (outcome.published, [number for number, _ in outcome.reasons]) == (1, [1])


@given(st.text(max_size=300))
def test_an_address_is_one_path_segment_and_stays_itself(slug: str) -> None:
    try:
        word = address_word(slug)
    except Refused:
        return
    assert "/" not in word
    assert word not in {".", ".."}
    assert len(word) <= 100
    assert address_word(word) == word


def test_thai_vowels_and_tones_stay_in_the_address() -> None:
    assert address_word("ประกาศ/ผู้ชนะ ที่ 5") == "ประกาศ-ผู้ชนะ-ที่-5"
