"""Proofs for what was made public verify by the specifications alone, and outlive a withdrawal."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from office import Office
from record.checker import open_proof

from prakat.publications import actions
from prakat.publications.models import Standing
from prakat.record import log, queries
from prakat.record.models import Entry
from prakat.website.pages.proofs import Proofs, address


@pytest.fixture
def published(office: Office, data_folder: Path) -> Standing:
    page = office.draft(title="มีไฟล์แนบ")
    actions.attach(page, actions.keep_file(b"%PDF-1.7 ...", now=office.now), name="แผน.pdf")
    edition = actions.freeze_edition(page, position="", change_note="", now=office.now, by=None)
    standing = actions.make_public(edition, now=office.now)
    log.agency_log().publish(queries.size())
    return standing


def test_the_edition_and_each_file_has_its_proof(published: Standing) -> None:
    (attached,) = published.edition.content["attachments"]
    expected = {address(published.edition.digest), address(attached["sha256"])}
    assert set(Proofs().touched({f"publication:{published.publication}"})) == expected
    key = (Path(settings.DATA_DIR) / "log" / "key").read_text().strip()
    body = Entry.objects.get(seq=published.entry_seq).body.encode()
    for path in expected:
        rendered = Proofs().render(path)
        opened = open_proof(rendered.body, body, key)
        assert (opened.index, opened.extra) == (published.entry_seq, body)


def test_a_proof_stays_when_its_publication_is_withdrawn(office: Office, published: Standing) -> None:
    actions.withdraw(published, reason="พ้นกำหนด", position="palad", now=office.now)
    assert Proofs().render(address(published.edition.digest)) is not None


def test_there_is_no_proof_for_what_was_never_public(published: Standing) -> None:
    assert Proofs().render(address("0" * 64)) is None
    assert Proofs().render("/proof/x.tlog-proof") is None
