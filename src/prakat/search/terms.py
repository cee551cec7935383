"""What a query asks for: its words and character trigrams, each with how much it says.

A question in plain words carries little in "what", "where", "is" and much in the rest. Question and
function words keep a small weight instead of none, so a query made of nothing else still finds something.
"""

from __future__ import annotations

from dataclasses import dataclass

from prakat.search.folding import flat
from prakat.thai.segment import words

LONGEST_QUERY = 200
GRAM = 3

ASKING_WEIGHT = 0.05
JOINING_WEIGHT = 0.35
SPACE_WEIGHT = 0.5
CONTENT_WEIGHT = 1.0

ASKING = frozenset(
    {
        "คือ", "อะไร", "ไหน", "ที่ไหน", "ไหม", "มั้ย", "เมื่อไหร่", "เมื่อไร", "เมื่อใด", "เท่าไร",
        "เท่าไหร่", "เท่าใด", "กี่", "ใด", "อย่างไร", "ยังไง", "ใคร", "ทำไม", "เพราะเหตุใด", "เหตุใด",
        "บ้าง", "หรือไม่", "หรือยัง", "หรือเปล่า", "หรอ", "เหรอ", "ครับ", "คับ", "ค่ะ", "คะ", "นะ",
        "จ้ะ", "หน่อย", "ขอ", "อยาก", "ทราบ", "รู้", "สอบถาม",
    }
)  # fmt: skip
JOINING = frozenset(
    {
        "เป็น", "ของ", "ที่", "และ", "หรือ", "ได้", "ให้", "ใน", "มี", "ว่า", "จาก", "โดย", "ซึ่ง",
        "กับ", "แก่", "แต่", "แห่ง", "ณ", "ถึง", "ถูก", "จะ", "นี้", "นั้น", "ก็", "ต่อ", "อยู่",
        "เพื่อ", "หมายถึง", "ความ", "การ", "อัน", "ด้วย", "แล้ว", "ไป", "มา", "กัน", "ขึ้น", "ลง",
        "ออก", "เข้า", "ตั้งแต่", "ช่วง", "อีก", "ต้อง", "ควร", "ตาม", "สำหรับ", "เกี่ยวกับ", "ระหว่าง",
        "เมื่อ", "ยัง", "จึง", "เพราะ", "ทั้ง", "ทุก", "แต่ละ", "ไว้", "ๆ", "ฯ", "the", "of", "and",
        "in", "to", "a", "an", "is", "are", "what", "where", "when", "who", "how",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of the query and its weight, 0 to 1."""

    text: str
    weight: float


@dataclass(frozen=True)
class Terms:
    """A folded query: its text, its words in order, and the weight of each of its trigrams (0 to 1)."""

    text: str
    words: tuple[Word, ...]
    grams: dict[str, float]


def analyse(query: str) -> Terms:
    """Read a query. Never raises; what is beyond ``LONGEST_QUERY`` folded characters is not looked at."""
    text = flat(query[: 2 * LONGEST_QUERY])[:LONGEST_QUERY].strip()
    found = tuple(Word(word, _weight(word)) for word in words(text))
    weights = [word.weight for word in found for _ in word.text]
    grams: dict[str, float] = {}
    for start in range(len(text) - GRAM + 1):
        gram = text[start : start + GRAM]
        weight = sum(weights[start : start + GRAM]) / GRAM
        grams[gram] = max(weight, grams.get(gram, 0.0))
    return Terms(text, found, grams)


def trigrams(text: str) -> set[str]:
    return {text[start : start + GRAM] for start in range(len(text) - GRAM + 1)}


def _weight(word: str) -> float:
    if word.isspace():
        return SPACE_WEIGHT
    if word in ASKING:
        return ASKING_WEIGHT
    return JOINING_WEIGHT if word in JOINING else CONTENT_WEIGHT
