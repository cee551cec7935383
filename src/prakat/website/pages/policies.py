"""What the website promises its readers: privacy, use, access for everyone, how to check the record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from prakat.website.build.page import Rendered
from prakat.website.pages import shell

TITLES = {
    "privacy": _("Privacy policy"),
    "website": _("Website policy"),
    "accessibility": _("Access for everyone"),
    "record": _("The public record, and how to check it"),
}
_PATH = re.compile(r"/policies/([a-z]+)/\Z")


class Policies:
    """``/policies/<slug>/``"""

    name = "policies"

    def paths(self) -> Iterable[str]:
        return [f"/policies/{slug}/" for slug in TITLES]

    def touched(self, changes: Collection[str]) -> Iterable[str]:
        return ()

    def render(self, path: str) -> Rendered | None:
        match = _PATH.match(path)
        if match is None or match[1] not in TITLES:
            return None
        slug = match[1]
        page = shell.Page(
            template=f"policies/{slug}", title=str(TITLES[slug]), path=path, context={"heading": TITLES[slug]}
        )
        return Rendered(path, shell.document(page), needs=frozenset({"agency"}))
