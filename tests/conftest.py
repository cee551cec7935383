"""One throw-away data folder for the whole run; settings read it when Django starts."""

from __future__ import annotations

import os
import tempfile

_data = tempfile.TemporaryDirectory(prefix="prakat-tests-", ignore_cleanup_errors=True)
os.environ["PRAKAT_DATA"] = _data.name
