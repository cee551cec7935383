"""From an approval to the public page, with many pages there already; and how fast history comes in.

    python benchmarks/publishing.py [--records 10000] [--notices 5]

Makes a demonstration agency in a temporary folder, imports ``--records`` generated publications, then publishes
notices through the procedure while the site is served. Waiting is measured from the moment the command has said that
the last decision was taken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PRAKAT = Path(sys.executable).with_name("prakat")
# fmt: off
WORDS = [
    "ประกาศ", "องค์การบริหารส่วนตำบล", "เรื่อง", "การจัดซื้อจัดจ้าง", "โครงการ", "ก่อสร้าง",
    "ถนน", "คอนกรีต", "หมู่ที่", "งบประมาณ", "ประจำปี", "แผน", "รายงาน", "ผล", "การประชุม", "สภา",
    "เบี้ยยังชีพ", "ผู้สูงอายุ", "ภาษี", "ที่ดิน", "น้ำประปา", "ไฟฟ้า", "สาธารณะ",
    "ศูนย์พัฒนาเด็กเล็ก", "ป้องกัน", "บรรเทา", "สาธารณภัย", "ขยะ", "มูลฝอย", "กองทุน",
    "สวัสดิการ", "ชุมชน", "ตลาด", "นัด", "อบรม", "อาชีพ",
]
# fmt: on
SECTIONS = ("news", "announcements", "procurement", "follow-up")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--notices", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="prakat-bench-") as folder:
        return measure(Path(folder), options.records, options.notices)


def measure(folder: Path, records: int, notices: int) -> int:
    port = free_port()
    environment = {**os.environ, "PRAKAT_DATA": str(folder / "var"), "PRAKAT_PORT": str(port)}
    run = ["demo"], ["import", "jsonl", str(history(folder, records))]
    subprocess.run([PRAKAT, *run[0]], env=environment, check=True, stdout=subprocess.DEVNULL)
    before = time.monotonic()
    subprocess.run(
        [PRAKAT, *run[1]], env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    took = time.monotonic() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"import: {records} records in {took:.0f} s ({records / took:.0f}/s), built and indexed; peak {peak} MB"
    )
    server = subprocess.Popen([PRAKAT, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        until(f"http://127.0.0.1:{port}/")
        waits = [publish(folder, number, environment) for number in range(notices)]
    finally:
        server.terminate()
        server.wait()
    print(
        f"approval to public page, {records} pages: median {statistics.median(waits):.2f} s, worst {max(waits):.2f} s"
    )
    return 0


def history(folder: Path, records: int) -> Path:
    chance = random.Random(2563)
    path = folder / "history.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(records):
            text = " ".join(chance.choices(WORDS, k=150))
            record = {
                "slug": f"old-{number}",
                "title": " ".join(chance.choices(WORDS, k=8)) + f" {number}",
                "body_html": f"<p>{text}</p>",
                "section": SECTIONS[number % len(SECTIONS)],
                "date": f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def publish(folder: Path, number: int, environment: dict[str, str]) -> float:
    """Seconds from the command's word that it is decided until a reader gets the page."""
    notice = folder / f"notice-{number}.txt"
    notice.write_text(f"ประกาศ\nเรื่อง ทดสอบความเร็ว ครั้งที่ {number}\n\nข้อความ\n", "utf-8")
    command = [PRAKAT, "publish", str(notice), "--unit", "finance", "--section", "news"]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
    return until(said)


def until(url: str) -> float:
    """Seconds until the address answers 200."""
    before = time.monotonic()
    while time.monotonic() - before < 120:
        try:
            urllib.request.urlopen(url).close()
            return time.monotonic() - before
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise TimeoutError(url)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
