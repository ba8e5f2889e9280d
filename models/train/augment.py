"""Ways the world writes that the normaliser does not undo: typos, joined and split words, missing punctuation,
and Latin-script Persian and Arabic, spelled by a table learned from transliteration pairs."""

import random
import re
from collections import Counter, defaultdict

# Spelling letter by letter where the learned table has no word; several choices as people vary.
_SHARED = {
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "z", "ر": "r",
    "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i", "ث": "s",
}  # fmt: skip
_ARABIC = {**_SHARED, "ح": "7", "خ": "5", "ع": "3", "ق": "q", "ط": "6", "ذ": "th", "ض": "d", "ظ": "z", "ث": "th", "و": "w", "ی": "y"}


class Augment:
    def __init__(self, pairs, seed=0):
        self.source = random.Random(seed)
        counts = {"fa": defaultdict(Counter), "ar": defaultdict(Counter)}
        for latin, native, lang in pairs:
            left, right = re.findall(r"[a-z0-9']+", latin), re.findall(r"[\u0600-\u06ff]+", native)
            if len(left) == len(right):
                for spelled, word in zip(left, right):
                    counts[lang][word][spelled] += 1
        self.spellings = {
            lang: {word: ([s for s, _ in seen.most_common(4)], [n for _, n in seen.most_common(4)]) for word, seen in words.items()}
            for lang, words in counts.items()
        }

    def romanise(self, text, lang):
        letters = _ARABIC if lang == "ar" else _SHARED

        def spell(match):
            word = match.group()
            if word in self.spellings[lang]:
                return self.source.choices(*self.spellings[lang][word])[0]
            return "".join(letters.get(char, "") for char in word)

        text = re.sub(r"[\u0621-\u06d3]+", spell, text)
        return text.replace("؟", "?").replace("،", ",").replace("؛", ";")

    def typo(self, text):
        letters = list(text)
        for _ in range(1 + len(letters) // 60):
            at = self.source.randrange(len(letters)) if len(letters) > 3 else 0
            if not letters[at : at + 1] or not letters[at].isalpha():
                continue
            what = self.source.random()
            if what < 0.3:
                letters[at] = ""
            elif what < 0.5:
                letters[at] = letters[at] * 2
            elif what < 0.8 and at + 1 < len(letters) and letters[at + 1].isalpha():
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            letters = list("".join(letters)) or list(text)
        return "".join(letters)

    def respace(self, text):
        words = text.split(" ")
        if len(words) < 3:
            return text
        at = self.source.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
        return " ".join(words)

    def __call__(self, text, lang, romanise=0.08, typo=0.15, respace=0.1, bare=0.1):
        chance = self.source.random
        if lang != "en" and chance() < romanise:
            text = self.romanise(text, lang)
        if chance() < typo:
            text = self.typo(text)
        if chance() < respace:
            text = self.respace(text)
        if chance() < bare:
            text = re.sub(r"[.,!?؟،؛:…]+", " ", text)
        return re.sub(r" {2,}", " ", text).strip() or "."
