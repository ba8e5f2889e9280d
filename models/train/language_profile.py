"""Builds src/domain/text/language-profile.ts: which letters and words speak for which language.

    python3 models/train/language_profile.py --data DATA --out src/domain/text/language-profile.ts

DATA is the folder of the training data (its README names the sets). Needs nothing but Python 3.11, runs in some
minutes, and gives the same file each time. Two linear models over character 1- to 4-grams and whole words:
`arabic` tells Persian from Arabic, `latin` tells English, romanised Persian and romanised Arabic apart.
Sets of licence class `research` are left out. Rows whose hash falls into HELD_OUT are never trained on:
bench/language.ts measures on them.

How a text becomes features (src/domain/text/language-words.ts does the same): words are cut out, each becomes
`_word_`, and every 1- to 4-gram of it counts, and `=word` for words of 4 to 12 letters. A class scores the sum of its
weights over all features divided by the square root of their number, so that long texts do not become overconfident.
"""

import argparse
import base64
import collections
import glob
import gzip
import hashlib
import json
import math
import random
import re
import unicodedata
from pathlib import Path

RESEARCH = {"ar-semeval18-ec", "en-asapp-airlines", "en-epitome", "en-maia", "en-tweetsumm", "fa-armanemo",
            "fa-parsinlu-food", "fa-parsinlu-movie"}  # fmt: skip
CLASSES = {"arabic": ["fa", "ar"], "latin": ["en", "fa", "ar"]}
KEEP = {"arabic": 4000, "latin": 6000}
HELD_OUT = 5  # one row in five
LINKS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+", re.I)
MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WORDS = {
    "arabic": re.compile("[\u0621-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+"),
    "latin": re.compile("(?=[0-9']*[a-z\u00c0-\u024f])[a-z0-9'\u00c0-\u024f]+"),
}


def words(text, script):
    text = MARKS.sub("", LINKS.sub(" ", unicodedata.normalize("NFKC", text)))
    text = re.sub(r"(.)\1{2,}", r"\1\1", text.lower().replace("\u2019", "'"))
    found = (word.strip("\u200c'").replace("\u200c", "-") for word in WORDS[script].findall(text))
    return [word[:30] for word in found if word]


def features(tokens):
    counts = collections.Counter()
    for word in tokens:
        padded = f"_{word}_"
        for size in range(1, 5):
            for start in range(len(padded) - size + 1):
                gram = padded[start : start + size]
                if gram != "_":
                    counts[gram] += 1
        if 4 <= len(word) <= 12:
            counts["=" + word] += 1
    return counts


def held_out(text):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD_OUT == 0


def lines_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from lines


def letters(text):
    return len(re.findall("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]", text)), len(re.findall("[A-Za-z]", text))


def read_rows(data, source):
    """(script, language, text, weight) of every usable row; the weight says how often a row is drawn."""
    rows = []

    def add(language, text, weight, latin_is=None):
        arabic, latin = letters(LINKS.sub(" ", text))
        if arabic >= 3 * latin and arabic > 0 and language != "en":
            rows.append(("arabic", language, text, weight))
        elif latin >= 3 * arabic and latin > 0 and latin_is:
            rows.append(("latin", latin_is, text, weight))

    for path in sorted(glob.glob(f"{data}/service/*.jsonl")):
        language = Path(path).name[:2]
        for row in map(json.loads, lines_of(path)):
            if row.get("source", "") in RESEARCH:
                continue
            own = language if language == "en" or "authored" in path else None
            add(language, row["text"], 8 if own and own != "en" and letters(row["text"])[1] else 2, own)
    for path in sorted(glob.glob(f"{data}/*.train.jsonl.gz")):
        name = Path(path).name.removesuffix(".train.jsonl.gz")
        if name in RESEARCH or name.startswith("multi"):
            continue
        found = [json.loads(line)["text"] for line in lines_of(path)]
        source.shuffle(found)
        for text in found[:6000]:
            arabizi = name in ("ar-myc", "ar-tsac") and is_arabizi(text)
            add(name[:2], text, 1, "en" if name[:2] == "en" else "ar" if arabizi else None)
    for name in ("fa-bankapp-reviews", "fa-commonvoice", "fa-tweets-topics", "fa-shopbot-mirza", "fa-ui-shop-bagisto",
                 "fa-farsnews", "fa-crm-docs", "ar-levantine-shami", "ar-tweets-motaz", "ar-commonvoice",
                 "ar-riyadh-comments", "ar-ui-shop-bagisto", "ar-saudi-tweets-marsa", "ar-abstracts"):  # fmt: skip
        found = [line.strip() for line in lines_of(f"{data}/raw/{name}.txt.gz")]
        source.shuffle(found)
        for text in found[:5000]:
            add(name[:2], text, 1)
    for line in lines_of(f"{data}/raw/fa-finglish-lines.txt.gz"):
        add("fa", line.strip(), 3, "fa")
    for name, weight in (("fa-finglish-barghi", 3), ("fa-romanised-ge2pe", 1)):
        for line in lines_of(f"{data}/raw/{name}.tsv.gz"):
            add("fa", line.split("\t")[0], weight, "fa")
    for name in ("jordanian-atar", "maghrebi-words"):
        found = [line.split("\t")[0] for line in lines_of(f"{data}/raw/ar-arabizi-{name}.tsv.gz")]
        source.shuffle(found)
        # The Maghrebi list holds many French words in their own spelling: only those with a digit inside are kept.
        kept = [word for word in found if name == "jordanian-atar" or DIGIT_LETTER.search(word)][:6000]
        for start in range(0, len(kept), 3):
            add("ar", " ".join(kept[start : start + 1 + start % 3]), 1, "ar")
    return rows


DIGIT_LETTER = re.compile(r"[a-z][2356789]|[2356789][a-z]", re.I)
COMMON_ARABIZI = set(
    "wallah allah rabi rabbi inchallah nchallah lah 3la fi fih ya ana enti nti houa howa hiya wlh wlah mouch mech "
    "barcha bzaf bezaf kima chkon wach dyal walakin had hadi hadha hedha chay chi yser yesser tbarkallah mochkla "
    "kan kanet bech bach lazem 5ater el wala walla mchat rahou rahi hna ntom nas khoya khouya zwin zwina".split()
)


def is_arabizi(text):
    """Comments from the Maghreb are half French or English: keep those that show Arabic."""
    tokens = words(text, "latin")
    arabic = sum(bool(DIGIT_LETTER.search(word)) or word in COMMON_ARABIZI for word in tokens)
    return arabic >= 2 or (arabic >= 1 and len(tokens) <= 4)


def other_keyboard(text, language, source):
    """The same text from another keyboard: Arabic ي ك in Persian, Persian ی ک in Arabic, hamza and dots left out."""
    if language == "fa":
        if source.random() < 0.35:
            text = text.translate(str.maketrans("یک", "يك"))
        if source.random() < 0.3:
            text = text.replace("\u200c", source.choice(["", " "]))
    elif language == "ar":
        if source.random() < 0.15:
            text = text.translate(str.maketrans("يك", "یک"))
        if source.random() < 0.4:
            text = text.translate(str.maketrans("أإآةى", "اااهي"))
    return text


def documents(rows, script, source):
    """Whole texts and short pieces of them, equally many per language: customers often send one word or three."""
    per_language = collections.defaultdict(list)
    for row_script, language, text, weight in rows:
        if row_script == script:
            per_language[language] += [text] * weight
    made = []
    for index, language in enumerate(CLASSES[script]):
        pool = per_language[language]
        for _ in range(45000):
            tokens = words(other_keyboard(source.choice(pool), language, source), script)[:60]
            if source.random() < 0.6 and tokens:
                size = source.choice((1, 1, 2, 2, 3, 4, 6, 9))
                start = source.randrange(max(1, len(tokens) - size + 1))
                tokens = tokens[start : start + size]
            if tokens:
                made.append((features(tokens), index))
    source.shuffle(made)
    return made


def vector(counts, index_of):
    total = math.sqrt(sum(counts.values()) or 1)
    return [(index_of[gram], count / total) for gram, count in counts.items() if gram in index_of]


def train(docs, vocabulary, classes, epochs, l2):
    index_of = {gram: index for index, gram in enumerate(vocabulary)}
    width = len(classes)
    weights = [[0.0] * width for _ in vocabulary]
    squares = [[1e-2] * width for _ in vocabulary]
    prepared = [(vector(counts, index_of), label) for counts, label in docs]
    for _ in range(epochs):
        for row, label in prepared:
            odds = probabilities(score(weights, row, width))
            for k in range(width):
                error = odds[k] - (k == label)
                if abs(error) < 1e-3:
                    continue
                for index, value in row:
                    gradient = error * value + l2 * weights[index][k]
                    squares[index][k] += gradient * gradient
                    weights[index][k] -= 0.4 * gradient / math.sqrt(squares[index][k])
    return weights


def score(weights, row, width):
    scores = [0.0] * width
    for index, value in row:
        weight = weights[index]
        for k in range(width):
            scores[k] += weight[k] * value
    return scores


def probabilities(scores):
    top = max(scores)
    powers = [math.exp(value - top) for value in scores]
    total = sum(powers)
    return [power / total for power in powers]


def build(rows, script, source):
    classes = CLASSES[script]
    docs = documents([row for row in rows if not held_out(row[2])], script, source)
    frequency = collections.Counter(gram for counts, _ in docs for gram in counts)
    vocabulary = [gram for gram, count in frequency.most_common(60000) if count >= 12]
    weights = train(docs, vocabulary, classes, 2, 1e-6)

    def worth(index):
        return (max(weights[index]) - min(weights[index])) * math.sqrt(frequency[vocabulary[index]])

    kept = sorted(range(len(vocabulary)), key=worth, reverse=True)[: KEEP[script]]
    vocabulary = sorted(vocabulary[index] for index in kept)
    weights = train(docs, vocabulary, classes, 6, 1e-6)
    # Only differences between the classes count, so each row may be centred; then one byte per weight is enough.
    weights = [[value - sum(row) / len(row) for value in row] for row in weights]
    step = max(abs(value) for row in weights for value in row) / 127
    quantised = [[round(value / step) for value in row] for row in weights]
    check(rows, script, vocabulary, [[value * step for value in row] for row in quantised], source)
    packed = bytes(value & 0xFF for row in quantised for value in row)
    return {"classes": classes, "step": round(step, 6), "grams": " ".join(vocabulary),
            "weights": base64.b64encode(packed).decode()}  # fmt: skip


def check(rows, script, vocabulary, weights, source):
    """Accuracy on the held-out rows, by number of words; the full report is made by bench/language.ts."""
    index_of = {gram: index for index, gram in enumerate(vocabulary)}
    tests = documents([row for row in rows if held_out(row[2])], script, source)[:20000]
    right = sum(
        max(range(len(CLASSES[script])), key=score(weights, vector(counts, index_of), len(CLASSES[script])).__getitem__)
        == label
        for counts, label in tests
    )
    print(f"{script}: {len(vocabulary)} features, {right / len(tests):.4f} right of {len(tests)} held-out pieces")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    source = random.Random(20260801)
    rows = read_rows(options.data, source)
    for (script, language), count in sorted(collections.Counter((row[0], row[1]) for row in rows).items()):
        print(script, language, count)
    lines = [
        "// Made by models/train/language_profile.py; do not edit.",
        "// grams: character n-grams and `=words`, joined by blanks; weights: one signed byte per gram and class, base64.",
    ]
    for script in CLASSES:
        profile = build(rows, script, source)
        lines += [
            f"export const {script.upper()}_PROFILE = {{",
            "  classes: [" + ", ".join(f"'{name}'" for name in profile["classes"]) + "],",
            f"  step: {profile['step']},",
            f"  grams: {json.dumps(profile['grams'], ensure_ascii=False)},".replace('"', "`"),
            f"  weights: '{profile['weights']}',",
            "} as const",
        ]
    Path(options.out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
