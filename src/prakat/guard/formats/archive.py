"""Zip files from strangers: office documents are opened only when they cannot blow up."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from prakat.guard.formats.contents import Reason, UnreadableError

MAX_MEMBERS = 10_000
MAX_UNPACKED = 200 * 1024 * 1024
"""Most bytes that all members together may unpack to."""
MAX_RATIO = 200
"""Most times its packed size that a file may unpack to, once that is more than SMALL."""
SMALL = 20 * 1024 * 1024

_ENCRYPTED_FLAG = 0x1
_CHUNK = 256 * 1024
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,  # a member with a password, a method of packing that is not known
)
"""What the zip library raises for files that are not what they should be."""


class Handler(Protocol):
    """Is told of elements and text as they are read; no tree is kept. Names come without namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


class _Target:
    """Strips namespaces for the handler."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.data = handler.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self.handler.start(tag.rpartition("}")[2], plain)

    def end(self, tag: str) -> None:
        self.handler.end(tag.rpartition("}")[2])

    def close(self) -> None:
        """Nothing is built, so nothing is handed back."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its directory checked. Raises UnreadableError when damaged, encrypted or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise UnreadableError(Reason.DAMAGED) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise UnreadableError(Reason.BOMB)
    if unpacked > SMALL and unpacked > MAX_RATIO * len(data):
        raise UnreadableError(Reason.BOMB)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise UnreadableError(Reason.ENCRYPTED)
    return archive


def parse_member(archive: zipfile.ZipFile, name: str, handler: Handler) -> None:
    """Read one XML member through the handler.

    Document types, entities and outside references are refused: a few bytes of them unpack to gigabytes.
    """
    parser = DefusedXMLParser(target=_Target(handler), forbid_dtd=True)
    try:
        for chunk in _chunks(archive, name):
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableError(Reason.BOMB) from error
    except (ParseError, LookupError, *DAMAGE) as error:
        raise UnreadableError(Reason.DAMAGED) from error


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The member piece by piece. The directory may lie about sizes, so the stream itself is bounded."""
    unpacked = 0
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > MAX_UNPACKED:
                raise UnreadableError(Reason.BOMB)
            yield chunk
