"""From the draft a clerk edits to the self-contained content of an edition, and back.

The plain form is JSON that needs no other row to be shown: rich text is cleaned HTML with its links resolved,
pictures are named by their SHA-256. It is what is digested, approved, published, indexed and exported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import rfc8785
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from prakat.org import queries as org
from prakat.publications import blobs
from prakat.publications.markup import clean_html
from prakat.publications.models import Blob, PublicationPage

PICTURE_WIDTH = 1200

Plain = dict[str, Any]


def digest(content: Plain) -> str:
    """SHA-256 in hex of the canonical JSON (RFC 8785) of an edition's content."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def plain_body(page: PublicationPage) -> list[Plain]:
    body = [{"type": child.block_type, "value": _plain(child.block_type, child.value)} for child in page.body]
    if page.signatory and not any(block["type"] == "signature" for block in body):
        body.append({"type": "signature", "value": signature_of(page.signatory)})
    return body


def signature_of(appointment: Any) -> Plain:
    """The signature block of a holder: name, then the lines of post and capacity."""
    return {"name": appointment.user.full_name, "lines": org.signature_lines(appointment)}


def _plain(kind: str, value: Any) -> Any:
    return SHAPES.get(kind, str)(value)


def _rich(value: Any) -> str:
    return clean_html(expand_db_html(value.source))


def _clauses(items: Iterable[Any]) -> list[Plain]:
    return [
        {"n": item["n"], "html": _rich(item["html"]), "items": _clauses(item.get("items") or [])}
        for item in items
    ]


def _boxes(items: Iterable[Any]) -> list[Plain]:
    return [
        {"post": item["post"], "holder": item["holder"] or "", "items": _boxes(item.get("items") or [])}
        for item in items
    ]


def _table(value: Any) -> Plain:
    return {
        "caption": value["caption"],
        "head": list(value["head"]),
        "rows": [[cell or "" for cell in row] for row in value["rows"]],
    }


def _people(items: Iterable[Any]) -> list[Plain]:
    return [
        {
            "name": item["name"],
            "post": item["post"],
            "phone": item["phone"] or "",
            "email": item["email"] or "",
            "photo": picture(item["photo"], width=400)["sha256"] if item["photo"] else None,
        }
        for item in items
    ]


def _struct(*names: str) -> Callable[[Iterable[Any]], list[Plain]]:
    return lambda items: [{name: item[name] or "" for name in names} for item in items]


def _image(value: Any) -> Plain:
    return {
        **picture(value["image"], width=PICTURE_WIDTH),
        "alt": value["alt"],
        "caption": value["caption"] or "",
    }


def _project(value: Any) -> Plain:
    def amount(name: str) -> str:
        return "" if value[name] is None else str(value[name])

    return {
        "name": value["name"],
        "budget": amount("budget"),
        "spent": amount("spent"),
        "progress": amount("progress"),
        "detail": value["detail"] or "",
    }


def _signature(value: Any) -> Plain:
    return {"name": value["name"], "lines": list(value["lines"])}


SHAPES: dict[str, Callable[[Any], Any]] = {
    "text": _rich,
    "clauses": _clauses,
    "table": _table,
    "people": _people,
    "chart": _boxes,
    "steps": _struct("title", "detail", "time"),
    "faq": _struct("q", "a"),
    "image": _image,
    "project": _project,
    "signature": _signature,
}


def picture(image: Any, *, width: int) -> Plain:
    """The picture as it will be published: bounded in size, without camera data, kept by its digest."""
    rendition = image.get_rendition(f"max-{width}x{width}|format-jpeg|jpegquality-82")
    with rendition.file.open("rb") as file:
        data = file.read()
    return {"sha256": blobs.write(data), "width": rendition.width, "height": rendition.height}


def content_of(page: PublicationPage, *, edition: int, change_note: str) -> Plain:
    """The content of the ``edition``-th edition of ``page``, as the public would read it."""
    section = page.section
    body = plain_body(page)
    return {
        "v": 1,
        "publication": str(page.uuid),
        "edition": edition,
        "path": f"/{section}/{page.slug}/",
        "section": section,
        "slug": page.slug,
        "kind": page.kind,
        "title": page.title,
        "number": page.number,
        "signed": page.signed.isoformat() if page.signed else None,
        "signatures": [block["value"] for block in body if block["type"] == "signature"],
        "unit": {"code": page.unit.code, "name": page.unit.name},
        "data_types": sorted(page.data_types),
        "period": {
            "start": page.period_start.isoformat() if page.period_start else None,
            "end": page.period_end.isoformat() if page.period_end else None,
            "label": page.period_label,
        },
        "summary": page.summary,
        "keys": sorted(page.keys),
        "elements": list(page.elements),
        "nothing_to_report": page.nothing_to_report,
        "change_note": change_note,
        "publisher_note": page.publisher_note,
        "body": body,
        "attachments": [attachment(item.blob, item.name, item.title) for item in page.attachments.all()],
    }


def attachment(blob: Blob, name: str, title: str) -> Plain:
    """How an edition names one of its files."""
    return {
        "sha256": blob.sha256,
        "name": name,
        "media_type": blob.media_type,
        "size": blob.size,
        "title": title or name.rpartition(".")[0] or name,
    }


def stream_body(body: list[Plain]) -> list[Plain]:
    """The plain body as StreamField data, for opening an edition in the editor."""
    return [{"type": block["type"], "value": _raw(block["type"], block["value"])} for block in body]


def _raw(kind: str, value: Any) -> Any:
    if kind == "image":
        return {"image": _image_from(value["sha256"]), "alt": value["alt"], "caption": value["caption"]}
    if kind == "people":
        return [
            {**person, "photo": _image_from(person["photo"]) if person["photo"] else None} for person in value
        ]
    if kind == "project":
        return {**value, **{name: value[name] or None for name in ("budget", "spent", "progress")}}
    return value


def _image_from(sha256: str) -> int:
    """The id of a Wagtail image with these bytes, made when there is none."""
    images = get_image_model()
    title = f"sha256-{sha256}"
    image = images.objects.filter(title=title).first()
    if image is None:
        image = images(title=title, file=ContentFile(blobs.read(sha256), name=f"{sha256[:16]}.jpg"))
        image.save()
    return int(image.pk)
