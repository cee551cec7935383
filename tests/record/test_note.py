"""Signed notes and checkpoints follow C2SP signed-note and tlog-checkpoint to the byte."""

from __future__ import annotations

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from record import checker

from prakat.record.note import Checkpoint, NoteError, Signer, read_checkpoint

SEED = bytes(range(32))
SIGNER = Signer("khoksai.example/log", Ed25519PrivateKey.from_private_bytes(SEED))


def test_the_checker_reads_the_note_of_the_specification():
    """The example of signed-note; without it the checker would only agree with us."""
    verifier = checker.Verifier.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    signature = "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    note = f"This is an example message.\n\n— example.com/foo {signature}\n"
    assert verifier.open(note.encode()) == "This is an example message.\n"
    with pytest.raises(checker.Wrong):
        verifier.open(note.replace("example message", "Example message").encode())


def test_a_note_is_its_text_a_blank_line_and_a_signature():
    note = SIGNER.sign("หนึ่งบรรทัด\n")
    text, blank, line = note.removesuffix("\n").split("\n")
    assert (text, blank) == ("หนึ่งบรรทัด", "")
    dash, name, signature = line.split(" ")
    assert (dash, name) == ("—", "khoksai.example/log")
    assert b64decode(signature)[:4] == SIGNER.key_id
    assert len(b64decode(signature)) == 4 + 64


def test_the_verifier_key_opens_the_note():
    assert checker.Verifier.parse(SIGNER.verifier).open(SIGNER.sign("a\n\nb\n").encode()) == "a\n\nb\n"


def test_another_key_does_not():
    other = Signer(SIGNER.name, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    with pytest.raises(checker.Wrong, match="no signature by this key"):
        checker.Verifier.parse(other.verifier).open(SIGNER.sign("a\n").encode())


@pytest.mark.parametrize("text", ["no newline", "tab\there\n", "return\r\n", ""])
def test_a_text_that_no_note_may_carry_is_not_signed(text):
    with pytest.raises(NoteError):
        SIGNER.sign(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\n"])
def test_a_name_that_no_key_may_have_is_refused(name):
    with pytest.raises(NoteError):
        Signer(name, SIGNER.key)


def test_a_checkpoint_is_origin_size_and_root():
    head = Checkpoint("khoksai.example/log", 20852163, b"\x01" * 32)
    assert head.text == "khoksai.example/log\n20852163\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n"
    note = SIGNER.sign(head.text)
    assert read_checkpoint(note) == head
    seen = checker.checkpoint(note.encode(), checker.Verifier.parse(SIGNER.verifier))
    assert (seen.origin, seen.size, seen.root) == (head.origin, head.size, head.root)


@pytest.mark.parametrize(
    "note", ["", "origin\n", "origin\n01\nAAAA\n", "origin\n1\nno base64\n", "\n1\nAAAA\n"]
)
def test_what_is_no_checkpoint_is_not_read_as_one(note):
    with pytest.raises(NoteError):
        read_checkpoint(note)
