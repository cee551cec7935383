"""What the web server runs: published pages straight from the build, everything else by Django."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from prakat.operations.child import end_with_parent
from prakat.operations.database import SameDatabase, sqlite_file
from prakat.website.manifest import Manifest
from prakat.website.seal import site_seal
from prakat.website.server import Front
from prakat.website.store import Store


def front() -> Front:
    """The readers' server before Django, following the manifest in the data folder."""
    data = Path(settings.DATA_DIR)
    made = Front(
        SameDatabase(get_wsgi_application(), sqlite_file()),
        Manifest(data / "site", Store(data / "store"), site_seal(data, settings.SITE_URL)),
        log_folder=data / "log",
        hosts=settings.ALLOWED_HOSTS,
        tls=settings.TLS,
    )
    made.site.watch()
    return made


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prakat.config.settings")
application = front()
end_with_parent()
