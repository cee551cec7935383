"""Thai text made comparable: marks in one order, one spelling of each sound, nothing invisible.

`repair` is for showing: it mends what typing, fonts and PDF extraction break, and leaves the rest
alone. `fold` is for comparing: index and query go through it. Both are a fixed row of rules, each a
pattern and its replacement, so that the same rules can also carry every character's offset in the
original along (`fold_with_map`). Both are idempotent, never raise, and take time and space linear in
the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Literal, NamedTuple

from prakat.thai.digits import to_arabic

Match = re.Match[str]
Composition = Literal["NFC", "NFKC"]


class Rule(NamedTuple):
    """What to look for and what to put in its place. A pattern never matches the empty string."""

    pattern: re.Pattern[str]
    replacement: Callable[[Match], str]


def repair(text: str) -> str:
    """`text` with broken Thai mended, for showing. Lines and the number of spaces stay.

    Sara am is one character after its tone (นํ้า, น้ํา, กำ้, and ต าบล as it comes out of many PDF
    files); other marks are in the order vowel, tone, sign, each once; two เ are แ; glyphs of old Thai
    fonts (U+F700–F71A) are their letters; every kind of space is a space; zero-width and control
    characters are gone; the rest is NFC. A half of a surrogate pair becomes U+FFFD, so that the result
    can always be encoded.
    """
    for rule in _REPAIR:
        text = rule.pattern.sub(rule.replacement, text)
    return text


def fold(text: str) -> str:
    """`text` for comparing and indexing: as `repair`, with Arabic digits, lower case, NFKC and single spaces.

    Space at both ends is dropped and a line break is a space.
    """
    for rule in _FOLD:
        text = rule.pattern.sub(rule.replacement, text)
    return text


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """`fold(text)`, and for each of its characters the offset in `text` of what it was made from.

    Offsets never fall. To mark folded[a:b] in the original, mark from offsets[a] up to offsets[b], or
    up to the end of `text` when b is the length of the folded text.
    """
    offsets = list(range(len(text)))
    for rule in _FOLD:
        text, offsets = _apply_with_map(rule, text, offsets)
    return text, offsets


def _apply_with_map(rule: Rule, text: str, offsets: list[int]) -> tuple[str, list[int]]:
    pieces: list[str] = []
    moved: list[int] = []
    done = 0
    for match in rule.pattern.finditer(text):
        start, end = match.span()
        piece = rule.replacement(match)
        pieces += text[done:start], piece
        moved += offsets[done:start]
        moved += (offsets[min(start + place, end - 1)] for place in range(len(piece)))
        done = end
    pieces.append(text[done:])
    moved += offsets[done:]
    return "".join(pieces), moved


def _always(pattern: str, put: str) -> Rule:
    return Rule(re.compile(pattern), lambda match: put)


# --- Characters that are not what they seem, in every script ---

# Control, format and filler characters, variation selectors, noncharacters. Arabic and Syriac format
# signs (U+0600…) are visible and stay.
_INVISIBLE = _always(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+",
    "",
)
_HALF_SURROGATE = _always("[\ud800-\udfff]", "\ufffd")
_LINE_BREAK = _always("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n")
_SPACE = _always("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ")

# Everything that is neither ASCII nor Thai, with a letter before it that it may join. Thai keeps out:
# NFKC would take sara am apart, and the order of Thai marks is ours (a superset of the canonical one).
_FOREIGN = "[\x00-\x7f]?[^\x00-\x7f\u0e00-\u0e7f]+"
_LONG = 64


def _normalised(form: Composition, run: str) -> str:
    """`run` in a Unicode normal form, in linear time.

    The library sorts marks by insertion, quadratic in a hostile run of them: long runs are sorted beforehand.
    """
    if len(run) <= _LONG:
        return unicodedata.normalize(form, run)
    apart = "".join(unicodedata.normalize("NFD" if form == "NFC" else "NFKD", letter) for letter in run)
    ordered: list[str] = []
    for _, letters in groupby(apart, key=lambda letter: unicodedata.combining(letter) > 0):
        ordered += sorted(letters, key=unicodedata.combining)
    return unicodedata.normalize(form, "".join(ordered))


_NFC = Rule(re.compile(_FOREIGN), lambda match: _normalised("NFC", match[0]))
_NFKC = Rule(re.compile(_FOREIGN), lambda match: _normalised("NFKC", match[0]))

# Letter by letter, because the lower case of Σ otherwise depends on its neighbours.
_LOWER = Rule(
    re.compile("[A-Z]+|[^\x00-\x7f\u0e00-\u0e7f]+"), lambda match: "".join(map(str.lower, match[0]))
)
_DIGITS = Rule(re.compile("[๐-๙]+"), lambda match: to_arabic(match[0]))
_ONE_SPACE = _always("[ \t\n]{2,}|[\t\n]", " ")
_NO_OUTER_SPACE = _always(r"\A | \Z", "")

# --- Thai ---

# Variants that Thai fonts for Windows kept in the private use area for each height of a mark, from U+F700 on.
_GLYPH_LETTERS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37"  # ฐ without its base; upper vowels moved left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # tones and thanthakhat, low and left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # low
    "\u0e0d\u0e31\u0e4d\u0e47"  # ญ without its base; mai han-akat, nikhahit, maitaikhu left
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # left
    "\u0e38\u0e39\u0e3a"  # lower vowels and phinthu, lower still
)
_GLYPH = Rule(re.compile("[\uf700-\uf71a]"), lambda match: _GLYPH_LETTERS[ord(match[0]) - 0xF700])

_TONE = "[\u0e48-\u0e4b]"
_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"

# Some PDF writers name the ring of sara am "raised colon".
_RAISED_COLON = _always(f"\u02f8(?={_TONE}*{_AA})", _NIKHAHIT)
_TWO_SARA_E = _always("เเ", "แ")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e32\u0e33]{2,}")


def _rank(mark: str) -> int:
    """The place of a mark above or below its consonant: phinthu, vowel, nikhahit, tone, sign."""
    if mark == "\u0e3a":
        return 0
    if mark <= "\u0e39" or mark == "\u0e47":
        return 1
    if mark == _NIKHAHIT:
        return 2
    return 3 if mark <= "\u0e4b" else 4


def _in_order(match: Match) -> str:
    """The marks on one consonant in order and once each, then sara am or sara aa."""
    letters = match[0]
    marks = sorted(dict.fromkeys(letters.replace(_AA, "").replace(_AM, "")), key=_rank)
    tail = _AA * letters.count(_AA)
    if _AM in letters:
        tail = _AM + tail
    elif tail and _NIKHAHIT in marks:
        tail = _AM + tail[1:]
    return "".join(mark for mark in marks if mark != _NIKHAHIT or _AM not in tail) + tail


_MARK_ORDER = Rule(_MARKS, _in_order)

# ขั้ขั้น for ขั้น: mai han-akat needs a final consonant, so a syllable without one that comes twice was
# drawn twice.
_DRAWN_TWICE = Rule(re.compile(f"([ก-ฮ]\u0e31{_TONE}?)\\1+"), lambda match: match[1])

# ต าบล for ตำบล, น ้า for น้ำ: the ring of sara am came out as a space. No word starts with sara aa, so
# only its reading is in doubt: not sara am where เ before or ะ after makes another vowel of it.
_SPLIT_AM = re.compile(f"(?<![เแโใไ])(?!(?<=เ[ก-ฮ])[รลว])([ก-ฮ])(?:({_TONE}) | ({_TONE}?))[{_AA}{_AM}](?!ะ)")


def _joined(match: Match) -> str:
    """Consonant, tone and sara am; the text as it was where all letters stand apart (ป ร ะ ก า ศ).

    A tone that begins a word is broken in any case.
    """
    start, end = match.span()
    before = match.string[start - 1 : start]
    after = match.string[end : end + 1]
    if not match[3] and not before.strip() and not after.strip():
        return match[0]
    return match[1] + (match[2] or match[3]) + _AM


_JOIN_AM = Rule(_SPLIT_AM, _joined)

_SEEMING = (_INVISIBLE, _HALF_SURROGATE, _LINE_BREAK, _SPACE, _GLYPH)
_THAI = (_RAISED_COLON, _TWO_SARA_E, _MARK_ORDER, _DRAWN_TWICE, _JOIN_AM)
_REPAIR = (*_SEEMING, _NFC, *_THAI)
_FOLD = (*_SEEMING, _NFKC, _LOWER, _NFC, _DIGITS, _ONE_SPACE, _NO_OUTER_SPACE, *_THAI)
