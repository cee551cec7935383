"""The manifest changes the whole site in one step, and only we can write one."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from built_site import NOW, Publisher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from prakat.record.note import Signer
from prakat.website.manifest import Entry, Manifest, read_shard, shard_of, write_shard
from prakat.website.seal import BadSeal, NoteSeal, site_seal

entries = st.builds(
    Entry,
    status=st.sampled_from([200, 404, 410]),
    type=st.sampled_from(["text/html; charset=utf-8", "application/pdf"]),
    body=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 2**40),
    br=st.booleans(),
    gz=st.booleans(),
    cache=st.sampled_from(["page", "immutable", "file"]),
    headers=st.dictionaries(st.sampled_from(["Link", "Content-Disposition"]), st.text(max_size=9)).map(
        lambda found: tuple(sorted(found.items()))
    ),
)


@given(st.dictionaries(st.text(max_size=12), entries, max_size=6))
def test_a_shard_reads_back_as_it_was_written(shard: dict[str, Entry]) -> None:
    data = write_shard(shard)
    assert read_shard(data) == shard
    assert write_shard(read_shard(data)) == data


def test_the_root_is_one_signed_line_naming_shards_by_the_first_byte_of_the_path(
    manifest: Manifest, publisher: Publisher
) -> None:
    publisher.publish("/ข่าว/", b"<p>1</p>")
    text, _, signature = manifest.file.read_text().partition("\n\n")
    root = json.loads(text)
    assert signature.startswith("— k.go.th/site ")
    assert list(root["shards"]) == [shard_of("/ข่าว/")]
    shard = json.loads(manifest.store.read(root["shards"][shard_of("/ข่าว/")]))
    assert shard["/ข่าว/"]["status"] == 200
    assert root["built_at"] == NOW.isoformat(timespec="seconds")


def test_only_shards_that_change_are_written(manifest: Manifest, publisher: Publisher) -> None:
    for number in range(40):
        publisher.publish(f"/{number}/", b"old")
    before = manifest.root()
    publisher.publish("/7/", b"new")
    after = manifest.root()
    assert before
    assert after
    assert {name for name in after.shards if after.shards[name] != before.shards[name]} == {shard_of("/7/")}


def test_a_shard_without_pages_is_gone(manifest: Manifest, publisher: Publisher) -> None:
    publisher.publish("/a/", b"a")
    publisher.remove("/a/")
    root = manifest.root()
    assert root
    assert root.shards == {}
    assert manifest.entries() == {}


def test_nothing_new_leaves_the_root_alone(manifest: Manifest, publisher: Publisher) -> None:
    publisher.publish("/a/", b"a")
    before = manifest.file.stat()
    entry = manifest.entries()["/a/"]
    manifest.swap({"/a/": entry}, now=NOW + timedelta(hours=1))
    assert manifest.file.stat().st_ino == before.st_ino


def test_entries_at_gives_those_that_are_served(manifest: Manifest, publisher: Publisher) -> None:
    assert manifest.entries_at(["/a/"]) == {}
    entry = publisher.publish("/a/", b"a")
    assert manifest.entries_at(["/a/", "/b/"]) == {"/a/": entry}


def test_killed_between_the_store_and_the_swap_the_old_site_is_whole(
    manifest: Manifest, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything new is in the store, the power goes before the root is replaced."""
    publisher.publish("/a/", b"old")

    def killed(self: Manifest, root: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "_replace_root", killed)
        with pytest.raises(KeyboardInterrupt):
            publisher.publish("/a/", b"new")
    assert manifest.store.read(manifest.entries()["/a/"].body) == b"old"
    publisher.publish("/a/", b"new")
    assert manifest.store.read(manifest.entries()["/a/"].body) == b"new"


def test_a_store_that_cannot_sync_swaps_nothing(
    manifest: Manifest, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish("/a/", b"old")

    def broken() -> None:
        raise OSError("Input/output error")

    monkeypatch.setattr(manifest.store, "sync", broken)
    with pytest.raises(OSError, match="Input/output"):
        publisher.publish("/a/", b"new")
    assert manifest.store.read(manifest.entries()["/a/"].body) == b"old"


def test_a_manifest_that_somebody_else_wrote_is_refused(manifest: Manifest, publisher: Publisher) -> None:
    publisher.publish("/a/", b"a")
    note = manifest.file.read_bytes()
    manifest.file.write_bytes(note.replace(b'"record_size":0', b'"record_size":9'))
    with pytest.raises(BadSeal):
        manifest.root()
    stranger = NoteSeal(Signer("k.go.th/site", Ed25519PrivateKey.generate()))
    manifest.file.write_bytes(stranger.sign(note.decode().partition("\n\n")[0] + "\n"))
    with pytest.raises(BadSeal):
        manifest.root()


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xfe", b"{}\n", b"{}\n\n", "{}\n\n— k.go.th/site AAAA\n".encode()]
)
def test_junk_is_refused(manifest: Manifest, junk: bytes) -> None:
    with pytest.raises(BadSeal):
        manifest.parse(junk)


def test_a_site_with_a_new_address_reads_what_it_built_before(tmp_path: Path) -> None:
    old = site_seal(tmp_path, "https://old.go.th")
    new = site_seal(tmp_path, "https://new.go.th:8443")
    assert new.signer.name == "new.go.th/site"
    assert new.open(old.sign("{}\n")) == "{}\n"


class TestGarbage:
    """What left the site is deleted after a while, and never anything that is still asked for."""

    def test_what_nobody_names_goes_after_its_time(self, manifest: Manifest, publisher: Publisher) -> None:
        old = publisher.publish("/a/", b"old")
        publisher.publish("/a/", b"new")
        month = timedelta(days=30)
        assert manifest.collect_garbage(older_than=month, now=NOW + timedelta(days=29)) == 0
        assert manifest.store.read(old.body) == b"old"
        assert manifest.collect_garbage(older_than=month, now=NOW + month) == 2  # the page and its old shard
        assert not manifest.store.path(old.body).exists()
        assert manifest.store.read(manifest.entries()["/a/"].body) == b"new"
        assert manifest.retired() == {}

    def test_what_came_back_stays(self, manifest: Manifest, publisher: Publisher) -> None:
        publisher.publish("/a/", b"one")
        publisher.publish("/a/", b"two")
        publisher.publish("/a/", b"one")
        manifest.collect_garbage(older_than=timedelta(0), now=NOW + timedelta(days=1))
        assert manifest.store.read(manifest.entries()["/a/"].body) == b"one"

    def test_files_that_others_keep_are_spared(self, manifest: Manifest, publisher: Publisher) -> None:
        file = publisher.publish("/files/1/a.pdf", b"%PDF", "application/pdf")
        publisher.remove("/files/1/a.pdf")
        manifest.collect_garbage(older_than=timedelta(0), now=NOW, spared=[file.body])
        assert manifest.store.read(file.body) == b"%PDF"
