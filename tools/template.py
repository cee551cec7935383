"""Make ``operations/data/template.sqlite3.xz``: an empty database with every migration applied."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import django


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PRAKAT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "prakat.config.settings"
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from prakat.operations import template

        call_command("migrate", verbosity=0)
        connection.close()
        size = template.pack(Path(folder) / "db.sqlite3")
        print(f"{template.TEMPLATE.name}: {size:,} bytes")


if __name__ == "__main__":
    main()
