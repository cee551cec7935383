"""A verifier that others wrote accepts the log. It needs Python 3.12, so below that there is no such test."""

from __future__ import annotations

import sys
from base64 import b64decode

if sys.version_info >= (3, 12):
    from aics_tlog import (
        FileSystemTileReader,
        audit_tiles,
        inclusion_proof_from_tiles,
        parse_note,
        parse_vkey,
        read_entry,
        verify_checkpoint,
        verify_leaf_inclusion,
    )
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from prakat.record import proof
    from prakat.record.folder import LogFolder
    from prakat.record.log import Log
    from prakat.record.note import Signer

    SIGNER = Signer("khoksai.example/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))

    def bodies(start: int, end: int) -> list[bytes]:
        return [b'{"entry":%d}' % n for n in range(start, end)]

    def test_aics_tlog_verifies_checkpoint_tiles_bundles_and_proofs(tmp_path):
        log = Log(LogFolder(tmp_path), SIGNER, bodies)
        for size in (1, 255, 256, 700):
            log.publish(size)
            note = (tmp_path / "checkpoint").read_text()
            seen = verify_checkpoint(parse_note(note), parse_vkey((tmp_path / "key").read_text().strip()))
            assert seen.ok
            root = b64decode(note.split("\n")[2])
            reader = FileSystemTileReader(tmp_path)
            audit_tiles(reader, size, root)
            for index in {0, size // 2, size - 1}:
                entry = read_entry(reader, index, size)
                assert entry == bodies(index, index + 1)[0]
                path = list(proof.inclusion(index, log.folder).path)
                assert path == inclusion_proof_from_tiles(reader, index, size)
                assert verify_leaf_inclusion(entry, index, size, path, root)
