"""Every public act reaches the pages that show it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from built_site import NOW, Pages
from django.utils import timezone

from prakat.record import actions as record
from prakat.record import consumers, log
from prakat.record.models import Entry
from prakat.website.build import engine, page
from prakat.website.consumer import WebsiteConsumer, change_keys


def entry(seq: int, kind: str, subject: str, data: dict[str, Any]) -> Entry:
    return Entry(seq=seq, at=NOW, kind=kind, subject=subject, body=json.dumps({"data": data}))


def test_a_publication_touches_its_page_its_lists_and_the_duties() -> None:
    data = {"edition": 1, "section": "announcements", "kind": "announcement", "unit": "palad-office"}
    for kind in ("published", "corrected", "withdrawn", "imported"):
        assert change_keys(entry(0, f"publication.{kind}", "1234", data)) == {
            "publication:1234",
            "section:announcements",
            "kind:announcement",
            "unit:palad-office",
            "latest",
            "duties",
            "log:size",
        }


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("duties.adopted", "duties"),
        ("duties.assigned", "duties"),
        ("procedure.changed", "procedures"),
        ("agency.changed", "agency"),
    ],
)
def test_other_acts_touch_what_they_change(kind: str, key: str) -> None:
    assert change_keys(entry(0, kind, "x", {"digest": "00"})) == {key, "log:size"}


def test_an_act_nobody_knows_only_moves_the_log() -> None:
    assert change_keys(entry(0, "dispatch.confirmed", "x", {})) == {"log:size"}


def test_the_website_follows_the_record() -> None:
    assert "website" in {consumer.name for consumer in consumers.registered()}


@pytest.mark.django_db
def test_a_batch_renders_each_page_once_and_says_how_far_it_is(
    pages: Pages, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(page, "_sources", {"pages": pages})
    pages.put("/", "home", "latest")
    pages.new = {"publication:a": ["/"], "publication:b": ["/"]}
    batch = record.append_many([("publication.published", name, {}) for name in "ab"], now=NOW)
    WebsiteConsumer().handle(batch, now=timezone.localtime(NOW))
    root = engine.site().root()
    assert pages.rendered == ["/"]
    assert root
    assert root.record_size == batch[-1].seq + 1
    assert log.agency_log().published().size >= root.record_size


@pytest.mark.django_db
def test_a_page_that_fails_stops_the_consumer_at_its_entry(
    pages: Pages, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(page, "_sources", {"pages": pages})
    pages.made["/a/"] = RuntimeError("x")
    pages.new = {"publication:a": ["/a/"]}
    with pytest.raises(engine.BuildFailed, match="/a/"):
        WebsiteConsumer().handle(record.append_many([("publication.published", "a", {})], now=NOW), now=NOW)
