"""From a fresh folder to a public page, through crashes and a database that goes away."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from installation import Installation, free_port, wait_until
from record.checker import LogReader

MEASURE = Path(__file__).parents[2] / "src" / "prakat" / "operations" / "data" / "measure.th.txt"
PAGE = "/announcements/2563-1/"


def test_a_first_start_shows_the_agency_and_its_own_measure(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "var", free_port())
    try:
        fresh.serve("--demo")
        assert "องค์การบริหารส่วนตำบลโคกทราย" in fresh.get("/").body
        page = fresh.get(PAGE).body
        assert "๓ ตุลาคม พ.ศ. ๒๕๖๓" in page
        assert re.search(r"ปลัดองค์การบริหารส่วนตำบล.{0,40}ปฏิบัติหน้าที่", page)
        assert PAGE in fresh.get("/feeds/all.atom").body
        assert PAGE in fresh.get("/transparency/ita/2562/").body
    finally:
        fresh.kill()


def test_the_measure_is_found_by_its_words_and_its_year(installation: Installation) -> None:
    installation.serve()
    for words in ("มาตรการเผยแพร่ข้อมูล", "มาตรการเผยแพร่", "ตำบล", "2563", "๒๕๖๓"):
        assert PAGE in installation.get(f"/api/v1/search?q={quote(words)}").body, words
        assert PAGE in installation.get(f"/search?q={quote(words)}").body, words


def test_the_shell_publishes_through_the_procedure_and_prints_the_address(
    installation: Installation, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(MEASURE.read_text("utf-8").replace("๓ เดือน ตุลาคม", "๔ เดือน ตุลาคม"), "utf-8")
    installation.serve()
    done = installation.run("publish", notice, "--unit", "finance", "--section", "announcements")
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip().removeprefix(installation.url)
    assert wait_until(lambda: installation.get(path).status == 200)
    assert "๔ ตุลาคม พ.ศ. ๒๕๖๓" in installation.get(path).body


def test_what_stands_in_the_way_is_said_and_nothing_is_published(
    installation: Installation, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"")
    before = installation.run("duties", "status", "--json").stdout
    done = installation.run("publish", broken, "--unit", "finance", "--section", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    done = installation.run("publish", broken, "--unit", "nobody", "--section", "news")
    assert done.returncode == 2
    assert "finance" in done.stderr
    assert installation.run("duties", "status", "--json").stdout == before


def test_killed_between_the_approval_and_the_build_it_is_public_once_after_a_new_start(
    installation: Installation,
) -> None:
    installation.serve("--no-worker")
    done = installation.run(
        "publish", MEASURE, "--unit", "works", "--section", "news", "--title", "ฉบับที่ถูกขัดจังหวะ"
    )
    path = done.stdout.strip().removeprefix(installation.url)
    assert installation.get(path).status == 404
    installation.kill()
    installation.serve()
    assert wait_until(lambda: installation.get(path).status == 200)
    assert wait_until(lambda: path in installation.get("/feeds/all.atom").body)
    assert installation.get("/feeds/all.atom").body.count(f"<id>{installation.url}{path}") <= 1
    assert installation.get("/news/").body.count(f'href="{path}"') == 1


def test_killed_at_any_moment_of_the_build_it_goes_on(installation: Installation, tmp_path: Path) -> None:
    old = tmp_path / "old.jsonl"
    old.write_text(
        "".join(
            f'{{"slug": "old-{n}", "title": "เรื่องเก่า {n}", "body_html": "<p>{n}</p>"}}\n' for n in range(120)
        ),
        "utf-8",
    )
    installation.serve()
    importing = installation.run("import", "jsonl", old, "--dry-run")
    assert "120 would be published" in importing.stdout
    for _ in range(3):
        installation.run("import", "jsonl", old)
        installation.kill()
        installation.serve()
    assert wait_until(lambda: all(installation.get(f"/news/old-{n}/").status == 200 for n in range(120)))


def test_readers_are_served_while_the_database_is_away(installation: Installation) -> None:
    installation.serve()
    assert wait_until(lambda: installation.get(PAGE).status == 200)
    database = installation.data / "db.sqlite3"
    away = database.rename(database.with_suffix(".away"))
    for path in ("/", PAGE, "/transparency/", "/feeds/all.atom", "/log/checkpoint"):
        assert installation.get(path).status == 200, path
    staff = installation.get("/staff/login/")
    assert "Traceback" not in staff.body
    away.rename(database)
    assert installation.get(PAGE).status == 200


def test_it_stops_cleanly(installation: Installation) -> None:
    installation.serve()
    assert installation.stop() == 0


def test_a_taken_port_is_said_in_one_line(installation: Installation) -> None:
    installation.serve()
    second = installation.run("serve", "--port", str(installation.port))
    assert second.returncode == 2
    assert "Traceback" not in second.stderr + second.stdout


def test_the_served_log_verifies_by_the_specifications_alone(
    installation: Installation, tmp_path: Path
) -> None:
    installation.serve()
    copy = tmp_path / "log"
    for path in [*(installation.data / "log").rglob("tile/**/*"), installation.data / "log" / "checkpoint"]:
        if path.is_file():
            name = path.relative_to(installation.data / "log")
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(installation.fetch(f"/log/{name}"))
    entries = LogReader(copy, installation.get("/log/key").body.strip()).audit()
    kinds = [json.loads(entry)["kind"] for entry in entries]
    assert kinds.count("publication.published") == 3
