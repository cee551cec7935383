"""A reader's GET of a published address is answered without Django, rightly and quickly."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import brotli
import pytest
from built_site import Publisher, Reader
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from prakat.website.manifest import Manifest
from prakat.website.server import Front
from prakat.website.site import LARGEST_IN_MEMORY

PAGE = "<!doctype html><title>ประกาศ</title><p>มาตรการเผยแพร่ข้อมูลต่อสาธารณะ</p>".encode() * 20


@pytest.fixture(autouse=True)
def site(publisher: Publisher, front: Front) -> None:
    publisher.publish("/", PAGE)
    publisher.publish("/ประกาศ/2563-1/", PAGE)
    publisher.publish("/404.html", b"<h1>404</h1>" * 40, status=404)
    publisher.publish("/en/404.html", b"<h1>Not here</h1>", status=404)
    publisher.publish("/gone/", b"<h1>withdrawn</h1>", status=410)
    publisher.publish("/sitemap.xml", b"<urlset/>", "application/xml")
    publisher.publish("/assets/site.0123abcd.css", b"a{}", "text/css", cache="immutable")
    publisher.publish("/files/0123/แผน ก.pdf", b"0123456789", "application/pdf", cache="file")
    front.site.refresh()


def test_a_page_is_answered_as_it_was_built(reader: Reader, django_calls: list[str]) -> None:
    reply = reader.get("/")
    assert (reply.status, reply.body) == (200, PAGE)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-length"] == str(len(PAGE))
    assert django_calls == []


def test_the_second_answer_is_the_first(reader: Reader) -> None:
    for accept in ("br", "gzip", ""):
        first = reader.get("/", accept_encoding=accept)
        assert reader.get("/", accept_encoding=accept) == first


def test_thai_addresses_are_found_percent_encoded_in_any_case(reader: Reader) -> None:
    upper = reader.get("/%E0%B8%9B%E0%B8%A3%E0%B8%B0%E0%B8%81%E0%B8%B2%E0%B8%A8/2563-1/")
    lower = reader.get("/%e0%b8%9b%e0%b8%a3%e0%b8%b0%e0%b8%81%e0%b8%b2%e0%b8%a8/2563-1/")
    assert upper.status == lower.status == 200
    assert upper.body == lower.body == PAGE


class TestHeaders:
    def test_browsers_are_told_to_be_strict(self, reader: Reader) -> None:
        headers = reader.get("/").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "geolocation=()" in headers["permissions-policy"]
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["strict-transport-security"].startswith("max-age=")
        assert "set-cookie" not in headers

    def test_without_tls_nobody_is_sent_to_https(self, manifest: Manifest, tmp_path: Path) -> None:
        front = Front(lambda e, s: [], manifest, log_folder=tmp_path / "log", hosts=["*"], tls=False)
        assert "strict-transport-security" not in Reader(front).get("/").headers

    def test_caching_is_by_kind(self, reader: Reader) -> None:
        assert reader.get("/").headers["cache-control"] == "public, no-cache"
        assert "immutable" in reader.get("/assets/site.0123abcd.css").headers["cache-control"]
        assert "max-age=3600" in reader.get("/files/0123/แผน ก.pdf").headers["cache-control"]

    def test_a_file_that_could_run_as_our_page_may_do_nothing(
        self, reader: Reader, publisher: Publisher, front: Front
    ) -> None:
        publisher.publish("/files/9/x.html", b"<script>alert(1)</script>", cache="file")
        publisher.publish("/files/9/x.svg", b"<svg/>", "image/svg+xml", cache="file")
        front.site.refresh()
        for url in ("/files/9/x.html", "/files/9/x.svg"):
            assert "sandbox" in reader.get(url).headers["content-security-policy"]
        assert "sandbox" not in reader.get("/files/0123/แผน ก.pdf").headers["content-security-policy"]

    def test_what_a_page_adds_is_sent(self, reader: Reader, publisher: Publisher, front: Front) -> None:
        publisher.publish("/x/", b"x", headers=(("Link", "</a>; rel=alternate"),))
        front.site.refresh()
        assert reader.get("/x/").headers["link"] == "</a>; rel=alternate"


class TestEncodings:
    @pytest.mark.parametrize(
        ("accept", "sent"),
        [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("GZIP;q=0.5", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("br;q=0.000, gzip;q=0", None),
            ("*", "br"),
            ("*;q=0", None),
            ("identity", None),
            ("", None),
            ("nonsense;;;,,", None),
        ],
    )
    def test_the_best_form_the_client_takes(self, reader: Reader, accept: str, sent: str | None) -> None:
        reply = reader.get("/", accept_encoding=accept)
        undo = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[sent]
        assert reply.headers.get("content-encoding") == sent
        assert undo(reply.body) == PAGE
        assert reply.headers["vary"] == "Accept-Encoding"

    def test_each_form_has_its_own_tag(self, reader: Reader) -> None:
        tags = {reader.get("/", accept_encoding=accept).headers["etag"] for accept in ("br", "gzip", "")}
        assert len(tags) == 3

    def test_what_has_one_form_does_not_vary(self, reader: Reader) -> None:
        reply = reader.get("/files/0123/แผน ก.pdf", accept_encoding="br")
        assert "vary" not in reply.headers
        assert "content-encoding" not in reply.headers

    def test_no_flood_of_odd_headers_fills_the_memory(self, reader: Reader, front: Front) -> None:
        for number in range(600):
            assert reader.get("/", accept_encoding=f"x{number}, br").status == 200
        assert len(front.site.ready) <= 256


class TestConditions:
    @pytest.mark.parametrize("accept", ["br", "gzip", ""])
    def test_who_has_the_page_already_gets_304(self, reader: Reader, accept: str) -> None:
        tag = reader.get("/", accept_encoding=accept).headers["etag"]
        for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            reply = reader.get("/", accept_encoding=accept, if_none_match=header)
            assert (reply.status, reply.body) == (304, b"")
            assert reply.headers["etag"] == tag
            assert reply.headers["vary"] == "Accept-Encoding"
            assert "cache-control" in reply.headers
            assert "content-length" not in reply.headers

    def test_who_has_another_page_gets_this_one(self, reader: Reader) -> None:
        assert reader.get("/", if_none_match='"other"').status == 200

    def test_a_rebuild_with_the_same_bytes_is_still_304(
        self, reader: Reader, publisher: Publisher, front: Front
    ) -> None:
        tag = reader.get("/").headers["etag"]
        publisher.publish("/", PAGE)
        publisher.publish("/other/", b"x")
        front.site.refresh()
        assert reader.get("/", if_none_match=tag).status == 304

    def test_new_bytes_are_a_new_tag(self, reader: Reader, publisher: Publisher, front: Front) -> None:
        tag = reader.get("/").headers["etag"]
        publisher.publish("/", PAGE + b"!")
        front.site.refresh()
        reply = reader.get("/", if_none_match=tag)
        assert (reply.status, reply.body) == (200, PAGE + b"!")

    def test_a_withdrawn_page_is_410_whatever_the_client_has(self, reader: Reader) -> None:
        reply = reader.get("/gone/", if_none_match="*")
        assert (reply.status, reply.body) == (410, b"<h1>withdrawn</h1>")


@pytest.mark.parametrize("url", ["/", "/gone/", "/files/0123/แผน ก.pdf", "/nothing", "/sitemap.xml"])
def test_head_is_get_without_the_body(reader: Reader, url: str) -> None:
    get, head = reader.get(url), reader.get(url, method="HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (get.status, get.headers)


class TestRanges:
    FILE = "/files/0123/แผน ก.pdf"

    @pytest.mark.parametrize(
        ("asked", "got", "said"),
        [
            ("bytes=0-3", b"0123", "bytes 0-3/10"),
            ("bytes=7-", b"789", "bytes 7-9/10"),
            ("bytes=-2", b"89", "bytes 8-9/10"),
            ("bytes=-99", b"0123456789", "bytes 0-9/10"),
            ("bytes=3-999", b"3456789", "bytes 3-9/10"),
        ],
    )
    def test_one_part_of_a_file(self, reader: Reader, asked: str, got: bytes, said: str) -> None:
        reply = reader.get(self.FILE, range=asked)
        assert (reply.status, reply.body) == (206, got)
        assert reply.headers["content-range"] == said
        assert reply.headers["content-length"] == str(len(got))

    @pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
    def test_a_part_beyond_the_end_is_416(self, reader: Reader, asked: str) -> None:
        reply = reader.get(self.FILE, range=asked)
        assert reply.status == 416
        assert reply.headers["content-range"] == "bytes */10"

    @pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=-", "items=0-3", "bytes=5-3", "junk", ""])
    def test_what_we_do_not_serve_in_parts_is_sent_whole(self, reader: Reader, asked: str) -> None:
        reply = reader.get(self.FILE, range=asked)
        assert (reply.status, reply.body) == (200, b"0123456789")

    def test_a_part_of_a_file_that_changed_is_not_given(self, reader: Reader) -> None:
        tag = reader.get(self.FILE).headers["etag"]
        assert reader.get(self.FILE, range="bytes=0-3", if_range=tag).status == 206
        assert reader.get(self.FILE, range="bytes=0-3", if_range='"older"').status == 200

    def test_pages_are_sent_whole(self, reader: Reader) -> None:
        assert reader.get("/", range="bytes=0-3").status == 200

    def test_a_large_file_is_streamed_whole_or_in_part(
        self, reader: Reader, publisher: Publisher, front: Front
    ) -> None:
        data = bytes(range(256)) * (LARGEST_IN_MEMORY // 256 + 1)
        publisher.publish("/files/1/big.pdf", data, "application/pdf", cache="file")
        front.site.refresh()
        assert reader.get("/files/1/big.pdf").body == data
        assert reader.get("/files/1/big.pdf", range="bytes=1000000-1600000").body == data[1000000:1600001]
        head = reader.get("/files/1/big.pdf", method="HEAD")
        assert (head.body, head.headers["content-length"]) == (b"", str(len(data)))
        assert all(len(ready) == 0 for ready in front.site.ready.values())

    @given(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 12)))
    @hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_part_is_what_slicing_gives(self, reader: Reader, first: int, last: int | None) -> None:
        reply = reader.get(self.FILE, range=f"bytes={first}-{'' if last is None else last}")
        if last is not None and last < first:
            assert reply.status == 200
        elif first >= 10:
            assert reply.status == 416
        else:
            assert reply.body == b"0123456789"[first : None if last is None else last + 1]


class TestUnknown:
    def test_the_built_page_says_so_and_django_hears_nothing(
        self, reader: Reader, django_calls: list[str]
    ) -> None:
        reply = reader.get("/no/such/page", accept_encoding="br")
        assert reply.status == 404
        assert brotli.decompress(reply.body) == b"<h1>404</h1>" * 40
        assert "etag" not in reply.headers
        assert reader.get("/en/no").body == b"<h1>Not here</h1>"
        assert reader.get("/no/such/page", method="POST").status == 404
        assert django_calls == []

    def test_without_that_page_a_plain_one_does(
        self, reader: Reader, publisher: Publisher, front: Front
    ) -> None:
        publisher.remove("/404.html")
        front.site.refresh()
        reply = reader.get("/nothing")
        assert reply.status == 404
        assert "ไม่พบหน้านี้" in reply.body.decode()

    def test_a_missing_slash_is_shown_the_way(self, reader: Reader) -> None:
        reply = reader.get("/%E0%B8%9B%E0%B8%A3%E0%B8%B0%E0%B8%81%E0%B8%B2%E0%B8%A8/2563-1?a=1&b=%20")
        assert reply.status == 301
        assert reply.headers["location"] == (
            "/%E0%B8%9B%E0%B8%A3%E0%B8%B0%E0%B8%81%E0%B8%B2%E0%B8%A8/2563-1/?a=1&b=%20"
        )

    @pytest.mark.parametrize("url", ["//", "/.", "/x/..", "//sitemap.xml/../"])
    def test_other_spellings_are_sent_to_the_one_that_counts(self, reader: Reader, url: str) -> None:
        reply = reader.get(url)
        assert (reply.status, reply.headers["location"]) == (301, "/")

    def test_no_redirect_leaves_the_site(self, reader: Reader, publisher: Publisher, front: Front) -> None:
        publisher.publish("/evil.example/", b"x")
        front.site.refresh()
        assert reader.get("//evil.example/").headers["location"] == "/evil.example/"
        assert reader.get("///evil.example").headers["location"] == "/evil.example/"

    @pytest.mark.parametrize("url", ["/%00", "/%ff", "/a%0d%0aSet-Cookie:x", "/" + "a" * 2000])
    def test_what_is_no_address_is_400(self, reader: Reader, url: str) -> None:
        assert reader.get(url).status == 400

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
    def test_pages_can_only_be_read(self, reader: Reader, method: str) -> None:
        for url in ("/", "/gone/", "/files/0123/แผน ก.pdf"):
            reply = reader.get(url, method=method)
            assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")

    @pytest.mark.parametrize(
        "url", ["/../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/./../db.sqlite3"]
    )
    def test_nothing_outside_the_manifest_can_be_reached(self, reader: Reader, url: str) -> None:
        assert reader.get(url).status == 404


class TestDynamic:
    @pytest.mark.parametrize("url", ["/staff/", "/search", "/search?q=x", "/api/v1/x", "/healthz"])
    def test_goes_to_django_as_it_came(self, reader: Reader, django_calls: list[str], url: str) -> None:
        assert reader.get(url).body == b"django"
        assert reader.get(url, method="POST").body == b"django"
        assert django_calls == [url.partition("?")[0]] * 2

    def test_a_name_that_only_begins_alike_does_not(self, reader: Reader, django_calls: list[str]) -> None:
        assert reader.get("/staffing/").status == 404
        assert reader.get("/searching").status == 404
        assert django_calls == []

    @pytest.mark.parametrize("url", ["//staff/", "/x/../staff/", "/%2e/staff/"])
    def test_no_odd_spelling_slips_past_the_rules_for_staff(
        self, reader: Reader, django_calls: list[str], url: str
    ) -> None:
        assert reader.get(url).headers["location"] == "/staff/"
        assert reader.get(url, method="POST").status == 404
        assert reader.get("/staff/../").headers["location"] == "/"
        assert django_calls == []


class TestHosts:
    @pytest.mark.parametrize("host", ["k.go.th", "K.GO.TH:8000", "example.go.th", "www.example.go.th"])
    def test_our_names_are_served(self, reader: Reader, host: str) -> None:
        assert reader.get("/", host=host).status == 200
        assert reader.get("/", host=host).status == 200

    def test_another_name_is_not(self, reader: Reader, django_calls: list[str]) -> None:
        assert reader.get("/").status == 200
        assert reader.get("/", host="casino.example").status == 421
        assert reader.get("/staff/", host="notk.go.th").status == 421
        assert reader.get("/", host="notexample.go.th").status == 421
        assert django_calls == []

    @pytest.mark.parametrize("host", ["", "k.go.th/x", "k.go.th:x", "a b", "user@k.go.th"])
    def test_what_is_no_name_is_400(self, reader: Reader, host: str) -> None:
        assert reader.get("/", host=host).status == 400


class TestWhileThingsChange:
    def test_before_the_first_build_the_reader_is_asked_to_come_back(self, tmp_path: Path) -> None:
        from prakat.website.seal import site_seal
        from prakat.website.store import Store

        empty = Manifest(tmp_path / "none", Store(tmp_path / "s"), site_seal(tmp_path, "http://k"))
        front = Front(lambda e, s: [], empty, log_folder=tmp_path, hosts=["*"], tls=False)
        reply = Reader(front).get("/")
        assert (reply.status, reply.headers["retry-after"]) == (503, "5")

    def test_a_new_build_is_served_after_a_look(
        self, reader: Reader, publisher: Publisher, front: Front
    ) -> None:
        assert reader.get("/", accept_encoding="br").status == 200
        publisher.publish("/", b"new")
        publisher.remove("/gone/")
        assert reader.get("/").body == PAGE
        assert front.site.refresh()
        assert not front.site.refresh()
        assert reader.get("/").body == b"new"
        assert reader.get("/", accept_encoding="br").body == b"new"
        assert reader.get("/gone/").status == 404

    def test_what_was_served_is_still_served_when_all_files_vanish(
        self, reader: Reader, manifest: Manifest, front: Front
    ) -> None:
        assert reader.get("/", accept_encoding="br").status == 200
        shutil.rmtree(manifest.folder)
        shutil.rmtree(manifest.store.folder)
        assert not front.site.refresh()
        assert reader.get("/", accept_encoding="br").status == 200
        assert reader.get("/", if_none_match="*").status == 304
        assert reader.get("/sitemap.xml").status == 503
        assert reader.get("/files/0123/แผน ก.pdf", range="bytes=0-1").status == 503

    @pytest.mark.parametrize("damage", [b"", b"not ours"])
    def test_a_manifest_that_is_not_ours_changes_nothing(
        self,
        reader: Reader,
        manifest: Manifest,
        front: Front,
        caplog: pytest.LogCaptureFixture,
        damage: bytes,
    ) -> None:
        manifest.file.write_bytes(damage)
        assert not front.site.refresh()
        assert not front.site.refresh()
        assert reader.get("/").body == PAGE
        assert len(caplog.records) == 1

    def test_memory_for_bodies_is_bounded(
        self, manifest: Manifest, publisher: Publisher, tmp_path: Path
    ) -> None:
        for number in range(20):
            publisher.publish(f"/p{number}/", b"%d" % number * 500)
        front = Front(
            lambda e, s: [], manifest, log_folder=tmp_path, hosts=["*"], tls=False, cache_bytes=3000
        )
        reader = Reader(front)
        for _ in range(2):
            for number in range(20):
                assert reader.get(f"/p{number}/").body == b"%d" % number * 500
        held = [answer for ready in front.site.ready.values() for answer in ready.values()]
        assert sum(len(answer.body[0]) for answer in held) <= 3000


class TestLog:
    """The transparency log lies beside the site and is served as the specification wants it."""

    @pytest.fixture(autouse=True)
    def log(self, tmp_path: Path) -> None:
        for name in ("checkpoint", "key", "tile/0/000", "tile/0/x001/234", "tile/entries/000.p/7", ".lock"):
            path = tmp_path / "log" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        (tmp_path / "secret").write_bytes(b"secret")

    def test_the_head_is_text_and_always_asked_again(self, reader: Reader) -> None:
        reply = reader.get("/log/checkpoint")
        assert (reply.status, reply.body) == (200, b"checkpoint")
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert reply.headers["cache-control"] == "public, no-cache"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reader.get("/log/checkpoint", if_none_match=reply.headers["etag"]).status == 304
        assert reader.get("/log/checkpoint", method="HEAD").body == b""
        assert reader.get("/log/checkpoint", method="POST").status == 405

    def test_full_tiles_never_change_and_partial_ones_go(self, reader: Reader) -> None:
        for url in ("/log/tile/0/000", "/log/tile/0/x001/234"):
            assert "immutable" in reader.get(url).headers["cache-control"]
        assert "immutable" not in reader.get("/log/tile/entries/000.p/7").headers["cache-control"]

    @pytest.mark.parametrize(
        "name",
        [
            ".lock",
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/0",
            "tile/0/001",
            "tile/64/000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "../secret",
            "..%2fsecret",
            "tile/0/../../../secret",
            "tile/0/x001/234/",
            "checkpoint/",
            "checkpoint%0a",
        ],
    )
    def test_nothing_else_is(self, reader: Reader, name: str) -> None:
        reply = reader.get(f"/log/{name}")
        assert reply.status in {400, 404}
        assert b"secret" not in reply.body
