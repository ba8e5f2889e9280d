"""The text normaliser, version 1. The TypeScript twin is src/domain/text/normalise.ts; both read
test/fixtures/normalise-cases.json in their tests. The model sees normalised text only."""

import re
import sys
import unicodedata

VERSION = 1

_IGNORABLE = [
    (0x0000, 0x0008), (0x000B, 0x000C), (0x000E, 0x001F), (0x007F, 0x0084), (0x0086, 0x009F),
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8),
    (0x06EA, 0x06ED), (0x180E, 0x180E), (0x200B, 0x200B), (0x200D, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x2069), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
]  # fmt: skip

_LETTERS = {
    **dict.fromkeys("يىئېێ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("ةۀەھہۂۃ", "ه"),
    **dict.fromkeys("أإآٱ", "ا"),
    "ؤ": "و",
    "ء": None,
}


def _tables():
    clean, fold = {}, {}
    for first, last in _IGNORABLE:
        clean.update(dict.fromkeys(range(first, last + 1)))
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        category = unicodedata.category(char)
        if category == "Cs":
            clean[code] = "\ufffd"
        elif category in ("Zs", "Zl", "Zp") or char in "\t\n\r\x85\u200c":
            clean[code] = " "
        elif category == "Nd":
            fold[code] = str(unicodedata.decimal(char))
        elif char.lower() != char:
            fold[code] = char.lower()
    fold.update({ord(char): to for char, to in _LETTERS.items()})
    return clean, fold


_CLEAN, _FOLD = _tables()
_HANDLE = re.compile(r"(?<!\w)@[a-z0-9_.]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^ ]+")
_RUN = re.compile(r"([^\d ])\1{2,}")
_SPACES = re.compile(r" {2,}")


def _once(text):
    text = unicodedata.normalize("NFKC", text.translate(_CLEAN)).translate(_FOLD)
    text = _ADDRESS.sub("http", _HANDLE.sub("@user", text))
    return _SPACES.sub(" ", _RUN.sub(r"\1\1", text)).strip(" ")


def normalise(text: str) -> str:
    """Apply the rules until nothing changes, so the result is a fixed point."""
    while True:
        after = _once(text)
        if after == text:
            return after
        text = after
