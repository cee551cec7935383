"""A change renders what shows it, once, and nothing else; what cannot be rendered stays as it was."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from built_site import NOW, Pages, Reader
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from prakat.website import clock
from prakat.website.build import engine, needs, page
from prakat.website.manifest import Manifest
from prakat.website.models import BuiltPage, PageNeed
from prakat.website.server import Front

pytestmark = pytest.mark.django_db

LONG = "<p>ประกาศ</p>" * 100


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def only_our_pages(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_sources", {pages.name: pages})


@pytest.fixture
def built(pages: Pages) -> Pages:
    pages.put("/", "home 1", "latest", "agency")
    pages.put("/a/", "a 1", "publication:a", "agency")
    pages.put("/b/", "b 1", "publication:b", "agency")
    pages.put("/about/", LONG, "agency")
    engine.build_all(now=NOW)
    pages.rendered.clear()
    return pages


def served() -> dict[str, bytes]:
    manifest = engine.site()
    return {path: manifest.store.read(entry.body) for path, entry in manifest.entries().items()}


def test_a_full_build_serves_every_page(built: Pages) -> None:
    assert served() == {"/": b"home 1", "/a/": b"a 1", "/b/": b"b 1", "/about/": LONG.encode()}
    root = engine.site().root()
    assert root
    assert root.record_size == 0


def test_a_change_renders_only_the_pages_that_need_it(built: Pages) -> None:
    built.put("/", "home 2", "latest", "agency")
    built.put("/a/", "a 2", "publication:a", "agency")
    built.put("/b/", "b 2", "publication:b", "agency")
    done = engine.build({"publication:a", "latest"}, now=NOW, record_size=7)
    assert sorted(built.rendered) == ["/", "/a/"]
    assert (served()["/"], served()["/a/"], served()["/b/"]) == (b"home 2", b"a 2", b"b 1")
    assert done == engine.Built(rendered=2, changed=2, removed=0)
    root = engine.site().root()
    assert root
    assert root.record_size == 7


def test_a_page_touched_by_many_changes_is_rendered_once(built: Pages) -> None:
    built.new = {"latest": ["/"], "agency": ["/"]}
    engine.build({"latest", "agency"}, now=NOW)
    assert sorted(built.rendered) == ["/", "/a/", "/about/", "/b/"]


def test_a_new_page_comes_by_what_its_source_says(built: Pages) -> None:
    built.put("/c/", "c 1", "publication:c")
    built.new = {"publication:c": ["/c/"]}
    engine.build({"publication:c"}, now=NOW)
    assert served()["/c/"] == b"c 1"
    built.put("/c/", "c 2", "publication:c")
    built.new = {}
    engine.build({"publication:c"}, now=NOW)
    assert served()["/c/"] == b"c 2"


def test_a_page_that_is_no_more_is_not_served(built: Pages) -> None:
    del built.made["/a/"]
    assert engine.build({"publication:a"}, now=NOW).removed == 1
    assert "/a/" not in served()
    assert not BuiltPage.objects.filter(path="/a/").exists()
    assert not PageNeed.objects.filter(path="/a/").exists()


def test_a_withdrawn_page_keeps_its_address_and_says_so(built: Pages, tmp_path: Path) -> None:
    built.put("/a/", "withdrawn", "publication:a", status=410)
    engine.build({"publication:a"}, now=NOW)
    front = Front(lambda e, s: [], engine.site(), log_folder=tmp_path, hosts=["*"], tls=False)
    assert Reader(front).get("/a/").status == 410


def test_what_a_page_needs_may_change(built: Pages) -> None:
    built.put("/a/", "a 2", "publication:x")
    engine.build({"publication:a"}, now=NOW)
    built.rendered.clear()
    engine.build({"publication:a"}, now=NOW)
    assert built.rendered == []
    engine.build({"publication:x"}, now=NOW)
    assert built.rendered == ["/a/"]


def test_the_same_bytes_change_nothing(built: Pages) -> None:
    before = engine.site().file.read_bytes()
    assert engine.build({"agency"}, now=NOW + timedelta(hours=1)) == engine.Built(4, 0, 0)
    assert engine.site().file.read_bytes() == before


def test_a_reader_who_has_the_page_gets_304_after_a_rebuild(built: Pages, tmp_path: Path) -> None:
    front = Front(lambda e, s: [], engine.site(), log_folder=tmp_path, hosts=["*"], tls=False)
    tag = Reader(front).get("/about/", accept_encoding="br").headers["etag"]
    engine.build_all(now=NOW + timedelta(hours=1))
    front.site.refresh()
    assert Reader(front).get("/about/", accept_encoding="br", if_none_match=tag).status == 304


def test_pages_are_compressed_ahead_of_time(built: Pages) -> None:
    manifest = engine.site()
    entry = manifest.entries()["/about/"]
    assert entry.br
    assert entry.gz
    assert brotli.decompress(manifest.store.read(entry.body, "br")) == LONG.encode()


def test_lost_files_come_back_with_the_next_build(built: Pages) -> None:
    manifest = engine.site()
    body = manifest.entries()["/about/"].body
    manifest.store.remove([body])
    engine.build({"agency"}, now=NOW)
    assert manifest.store.read(body) == LONG.encode()
    assert manifest.store.path(body, "br").exists()


def test_a_file_in_the_store_is_named_not_copied(pages: Pages) -> None:
    manifest = engine.site()
    digest = manifest.store.put(b"%PDF" * 500)
    name = "/files/0/ประกาศ.pdf"
    pages.put(name, "", blob=digest, media_type="application/pdf", cache="file")
    engine.build_all(now=NOW)
    entry = engine.site().entries()[name]
    assert (entry.body, entry.size, entry.br, entry.cache) == (digest, 2000, False, "file")


def test_addresses_are_stored_in_their_one_spelling(pages: Pages) -> None:
    pages.put("/caf\u00e9/", "x", "k")
    pages.made["//cafe\u0301/"] = pages.made["/caf\u00e9/"]
    engine.build_all(now=NOW)
    assert list(served()) == ["/caf\u00e9/"]


class TestFailing:
    """One bad page costs only itself, and is not forgotten."""

    @pytest.fixture
    def broken(self, built: Pages) -> Pages:
        built.put("/", "home 2", "latest", "agency")
        built.made["/a/"] = ZeroDivisionError("no such thing")
        return built

    def test_it_keeps_its_old_bytes_and_the_others_are_published(self, broken: Pages) -> None:
        with pytest.raises(engine.BuildFailed, match=r"^/a/: ZeroDivisionError: no such thing$") as failed:
            engine.build({"publication:a", "latest"}, now=NOW)
        assert list(failed.value.failures) == ["/a/"]
        assert (served()["/"], served()["/a/"]) == (b"home 2", b"a 1")
        assert needs.failed() == ["/a/"]

    def test_it_is_tried_again_until_it_works(self, broken: Pages) -> None:
        for _ in range(2):
            with pytest.raises(engine.BuildFailed):
                engine.build({"publication:a"}, now=NOW)
        broken.put("/a/", "a 3", "publication:a")
        broken.rendered.clear()
        engine.build({needs.RETRY}, now=NOW)
        assert broken.rendered == ["/a/"]
        assert served()["/a/"] == b"a 3"
        assert needs.failed() == []

    def test_a_page_that_never_was_is_not_served_and_tried_again(self, broken: Pages) -> None:
        broken.made["/new/"] = RuntimeError("x")
        broken.new = {"publication:n": ["/new/"]}
        with pytest.raises(engine.BuildFailed):
            engine.build({"publication:n"}, now=NOW)
        assert "/new/" not in served()
        broken.put("/new/", "now", "publication:n")
        engine.build({needs.RETRY}, now=NOW)
        assert served()["/new/"] == b"now"

    def test_a_full_build_goes_on_past_it(self, broken: Pages) -> None:
        broken.made["/b/"] = RuntimeError("y")
        with pytest.raises(engine.BuildFailed, match="and 1 more"):
            engine.build_all(now=NOW)
        assert (served()["/"], served()["/a/"], served()["/b/"]) == (b"home 2", b"a 1", b"b 1")

    def test_a_page_under_another_address_is_a_failure(self, built: Pages) -> None:
        built.made["/a/"] = page.Rendered("/elsewhere/", b"x")
        with pytest.raises(engine.BuildFailed, match="rendered /elsewhere/ when asked for /a/"):
            engine.build({"publication:a"}, now=NOW)

    def test_a_full_disk_leaves_the_whole_site_as_it_was(
        self, built: Pages, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(self: object, path: object, data: bytes) -> None:
            raise OSError("No space left on device")

        before = served()
        built.put("/", "home 2", "latest")
        monkeypatch.setattr("prakat.website.store.Store._write", full)
        with pytest.raises(OSError, match="No space"):
            engine.build({"latest"}, now=NOW)
        monkeypatch.undo()
        assert served() == before

    def test_killed_before_the_swap_the_next_build_brings_it_out(
        self, built: Pages, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def killed(self: Manifest, *args: object, **kwargs: object) -> None:
            raise KeyboardInterrupt

        before = served()
        built.put("/a/", "a 2", "publication:a")
        with monkeypatch.context() as patch:
            patch.setattr(Manifest, "swap", killed)
            with pytest.raises(KeyboardInterrupt):
                engine.build({"publication:a"}, now=NOW)
        assert served() == before
        engine.build({"publication:a"}, now=NOW)
        assert served()["/a/"] == b"a 2"


class TestFullBuild:
    def test_what_no_source_names_is_no_longer_served(self, built: Pages) -> None:
        del built.made["/b/"]
        assert engine.build_all(now=NOW).removed == 1
        assert "/b/" not in served()

    def test_it_tells_how_far_it_is(self, built: Pages) -> None:
        told: list[tuple[int, int]] = []
        engine.build_all(now=NOW, progress=lambda done, total: told.append((done, total)))
        assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]

    def test_it_is_made_where_there_is_none_or_the_software_is_new(
        self, built: Pages, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert engine.catch_up(now=NOW) is None
        monkeypatch.setattr(engine, "fingerprint", lambda: "newer")
        assert engine.catch_up(now=NOW) == engine.Built(4, 0, 0)
        assert engine.catch_up(now=NOW) is None

    def test_a_manifest_that_somebody_changed_is_made_anew(
        self, built: Pages, caplog: pytest.LogCaptureFixture
    ) -> None:
        file = engine.site().file
        file.write_bytes(file.read_bytes().replace(b'"built_at"', b'"built_at" '))
        engine.catch_up(now=NOW)
        assert served()["/"] == b"home 1"
        assert "not ours" in caplog.text

    def test_more_pages_do_not_mean_more_queries_a_page(self, pages: Pages) -> None:
        for number in range(engine.CHUNK):
            pages.put(f"/{number}/", str(number), "agency", f"publication:{number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            engine.build_all(now=NOW)
        assert len(queries) < 20


class TestClock:
    @pytest.fixture(autouse=True)
    def nothing_watched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "_watched", {})

    def test_midnight_in_thailand_makes_pages_of_the_day_anew(self, pages: Pages) -> None:
        pages.put("/today/", "x", "day")
        pages.put("/ever/", "x", "agency")
        clock.tick(NOW)
        pages.rendered.clear()
        clock.tick(NOW + timedelta(hours=1))
        assert pages.rendered == []
        clock.tick(NOW.replace(hour=17))
        assert pages.rendered == ["/today/"]

    def test_a_state_that_moves_with_the_clock_does_too(self, pages: Pages) -> None:
        states = iter(["due soon", "due soon", "overdue"])
        clock.watch("duties", lambda now: next(states))
        pages.put("/today/", "x", "day")
        clock.tick(NOW)
        pages.rendered.clear()
        clock.tick(NOW)
        assert pages.rendered == []
        clock.tick(NOW)
        assert pages.rendered == ["/today/"]

    def test_pages_that_failed_are_tried_again(self, built: Pages) -> None:
        clock.tick(NOW)
        built.made["/a/"] = RuntimeError("x")
        with pytest.raises(engine.BuildFailed):
            engine.build({"publication:a"}, now=NOW)
        built.put("/a/", "a 2")
        clock.tick(NOW)
        assert served()["/a/"] == b"a 2"

    def test_what_left_the_site_goes_after_a_month_but_no_file_of_a_publication(self, built: Pages) -> None:
        from prakat.publications.models import Blob

        manifest = engine.site()
        kept = manifest.store.put(b"%PDF")
        Blob.objects.create(sha256=kept, size=4, media_type="application/pdf", added_at=NOW)
        built.put("/f.pdf", "", blob=kept, media_type="application/pdf")
        engine.build_all(now=NOW)
        page_digest = manifest.entries()["/a/"].body
        del built.made["/f.pdf"], built.made["/a/"]
        engine.build_all(now=NOW)
        clock.collect_garbage(NOW + clock.KEEP)
        assert manifest.store.read(kept) == b"%PDF"
        assert not manifest.store.path(page_digest).exists()


keys = st.sets(st.sampled_from("abcdef"), max_size=3)


@given(
    before=st.dictionaries(st.sampled_from(["/1/", "/2/", "/3/", "/4/"]), keys, min_size=1),
    after=st.dictionaries(st.sampled_from(["/1/", "/2/", "/3/", "/4/"]), keys),
    changes=keys,
)
@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_a_build_brings_up_to_date_what_needs_it_and_leaves_the_rest(
    pages: Pages, before: dict[str, set[str]], after: dict[str, set[str]], changes: set[str]
) -> None:
    pages.made.clear()
    for path, wanted in before.items():
        pages.put(path, "old", *wanted)
    engine.build_all(now=NOW)
    pages.made.clear()
    for path, wanted in after.items():
        pages.put(path, "new", *wanted)
    engine.build(changes, now=NOW)
    touched = {path for path, wanted in before.items() if wanted & changes}
    expected = dict.fromkeys(before.keys() - touched, b"old")
    assert served() == expected | dict.fromkeys(touched & after.keys(), b"new")
