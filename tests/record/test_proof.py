"""Anyone with the log's key can check, from one small file, that an act was recorded."""

from __future__ import annotations

import pytest
from record import checker

from prakat.record import actions, log, proof, worker
from prakat.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(now, follow, data_folder) -> checker.LogReader:
    """300 entries, written to the log by the worker."""
    follow(log.LogConsumer())
    actions.append_many([("test.happened", f"subject-{n}", {"n": n}) for n in range(300)], now=now)
    assert worker.run_once(now=now, holder="test") == 300
    return checker.LogReader(data_folder / "log", vkey(data_folder))


def vkey(data_folder) -> str:
    return (data_folder / "log/key").read_text().strip()


def test_the_log_holds_what_the_record_holds(logged):
    assert logged.audit() == [entry.body.encode() for entry in Entry.objects.all()]


@pytest.mark.parametrize("seq", [0, 1, 255, 256, 299])
def test_a_proof_verifies_with_the_key_alone(logged, data_folder, seq):
    entry = Entry.objects.get(seq=seq)
    text = proof.tlog_proof(entry)
    opened = checker.open_proof(text.encode(), entry.body.encode(), vkey(data_folder))
    assert (opened.index, opened.head) == (seq, logged.head)
    assert opened.extra == entry.body.encode()


def test_it_is_no_proof_of_anything_else(logged, data_folder):
    text = proof.tlog_proof(Entry.objects.get(seq=7))
    with pytest.raises(checker.Wrong):
        checker.open_proof(text.encode(), b"another entry", vkey(data_folder))
    body = Entry.objects.get(seq=7).body.encode()
    with pytest.raises(checker.Wrong):
        checker.open_proof(text.replace("index 7", "index 8").encode(), body, vkey(data_folder))


def test_its_lines_are_those_of_the_specification(logged, data_folder):
    lines = proof.tlog_proof(Entry.objects.get(seq=299)).split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1].startswith("extra ")
    assert lines[2] == "index 299"
    note = (data_folder / "log/checkpoint").read_text()
    assert "\n".join(lines[lines.index("") + 1 :]) == note


def test_the_only_entry_needs_no_hashes(now, follow, data_folder):
    follow(log.LogConsumer())
    entry = actions.append("test.happened", "s", {}, now=now)
    worker.run_once(now=now, holder="test")
    text = proof.tlog_proof(entry)
    assert "index 0\n\n" in text
    checker.open_proof(text.encode(), entry.body.encode(), vkey(data_folder))


def test_an_entry_not_yet_in_the_log_has_no_proof_yet(now, follow, data_folder):
    entry = actions.append("test.happened", "s", {}, now=now)
    with pytest.raises(proof.NotYetLoggedError, match="0 entries"):
        proof.tlog_proof(entry)


def test_a_proof_asks_no_database(logged, data_folder, django_assert_num_queries):
    entry = Entry.objects.get(seq=3)
    with django_assert_num_queries(0):
        proof.tlog_proof(entry)


@pytest.mark.parametrize(
    ("site", "own", "origin"),
    [
        ("https://www.khoksai.example", None, "www.khoksai.example/log"),
        ("http://127.0.0.1:8000", None, "127.0.0.1:8000/log"),
        ("https://province.example/khoksai/", None, "province.example/khoksai/log"),
        ("https://www.khoksai.example", "khoksai.example/2563", "khoksai.example/2563"),
    ],
)
def test_the_log_is_named_after_its_address(settings, site, own, origin):
    settings.SITE_URL = site
    if own:
        settings.RECORD_ORIGIN = own
    assert log.origin() == origin
