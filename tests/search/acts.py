"""Index and search on the database of the environment; prints what was seen as JSON. Run by test_postgres."""

from __future__ import annotations

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "prakat.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from search_shelf import put, put_shelf  # noqa: E402

from prakat.search import actions  # noqa: E402
from prakat.search.checks import check_database, problems  # noqa: E402
from prakat.search.queries import search  # noqa: E402

QUERIES = {
    "มาตรการเผยแพร่": "measure",
    "๒๕๖๓ มาตรการ": "measure",
    "จ่ายภาษีที่ดินได้ถึงเมื่อไหร่ครับ": "tax",
    "พิษสุนัคบ้า": "dogs",
    "เก็บขยะ": "waste",
    "1,250,000 บาท": "road",
    "ปลานิล": "fish",
}


def first(query: str) -> str:
    return next((hit.slug for hit in search(query).hits), "")


call_command("migrate", "search", verbosity=0)
put_shelf()
for number in range(60):
    put(f"n{number}", f"ข่าวกิจกรรมครั้งที่ {number}", "ประกาศองค์การบริหารส่วนตำบล")
seen = {
    "vendor": connection.vendor,
    "problems": problems() + [str(message) for message in check_database(databases=["default"])],
    "first": {query: first(query) for query in QUERIES},
    "short": sorted(hit.slug for hit in search("ปี").hits),
    "hostile": [search(query).total for query in ("%'%%%", "\x00\x00\x00\x00", "___")],
}
actions.remove(put("tax", "ประกาศอื่น"))
seen["removed"] = "tax" in {hit.slug for hit in search("ภาษีที่ดิน").hits}
call_command("migrate", "search", "zero", verbosity=0)
sys.stdout.write(json.dumps({**seen, "expected": QUERIES}))
