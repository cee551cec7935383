"""The signature under the site's manifest: a C2SP signed note by the agency's key, named ``<host>/site``."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature

from prakat.record import keys
from prakat.record.note import Signer


class BadSeal(ValueError):
    """The note does not carry a valid signature of this site: somebody else wrote it, or it is damaged."""


class NoteSeal:
    """Signs texts with ``signer`` and opens only notes that it signed."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer

    def sign(self, text: str) -> bytes:
        """The signed note over ``text``, which ends in a newline."""
        return self.signer.sign(text).encode()

    def open(self, note: bytes) -> str:
        """The text of a note that this site signed. Raises BadSeal."""
        try:
            text, _, signatures = note.decode().rpartition("\n\n")
        except UnicodeDecodeError:
            raise BadSeal("the manifest is not text") from None
        if not any(self._signed(text + "\n", line) for line in signatures.splitlines()):
            raise BadSeal("the manifest is not signed with the key of this site")
        return text + "\n"

    def _signed(self, text: str, line: str) -> bool:
        """The key counts, not the name: a site with a new address can still read what it built before."""
        try:
            signature = b64decode(line.rpartition(" ")[2], validate=True)
            self.signer.key.public_key().verify(signature[4:], text.encode())
        except (ValueError, InvalidSignature):
            return False
        return True


def site_seal(data_dir: Path, site_url: str) -> NoteSeal:
    """The seal of the site at ``site_url``, with the key in ``data_dir``/keys (made on first use)."""
    host = urlsplit(site_url).hostname or "localhost"
    return NoteSeal(Signer(f"{host}/site", keys.log_key(data_dir / "keys")))
