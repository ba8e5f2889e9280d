"""Rows, splits, auxiliary public labels and unlabelled text.

`service_rows` reads our authored sets from models/train/data/, the annotated public texts from DATA/service
(their texts never enter the repository), drops what the licence choice forbids and assigns the split:
train, valid (10 %, never trained on) or unseen (sources of class `research`: measured, never trained or tuned on).
"""

import gzip
import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from labels import HEADS
from normalise import normalise

HERE = Path(__file__).parent
OWN = HERE / "data"
LICENCES = json.loads((HERE / "config/licences.json").read_text())
AUXILIARY = {"sentiment": HEADS["sentiment"], "emotion": HEADS["emotion"], "complaint": [False, True]}


def read_jsonl(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def key_of(text):
    """Letters and digits of the normalised text: equal for copies that differ in spacing or marks."""
    return re.sub(r"[\W_]+", "", normalise(text).replace("@user", ""))


def text_hash(text):
    return hashlib.sha256(text.encode()).hexdigest()


def allowed(source, licences):
    kind = LICENCES.get(source.removeprefix("raw-"), "unknown")
    return kind == "open" or (kind == "unstated" and licences == "unstated")


def _hash_share(value):
    return int(hashlib.sha256(value.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


# Written or labelled after the validation part was drawn: they train only, so that figures stay comparable.
LATER_AUTHORED = tuple(sorted(path.name for path in OWN.glob("authored-*") if path.is_dir()))
LATER = (*LATER_AUTHORED, "annotated-3")


def later_rows(data):
    """The folders data/authored-*, and data/annotated-3.jsonl with the texts looked up by source and SHA-256."""
    out = []
    for folder in LATER_AUTHORED:
        for path in sorted((OWN / folder).glob("*.jsonl")):
            for row in read_jsonl(path):
                out.append({**row, "group": "authored", "unit": row["id"], "file": folder})
    labels = read_jsonl(OWN / "annotated-3.jsonl") if (OWN / "annotated-3.jsonl").exists() else []
    wanted = defaultdict(dict)
    for row in labels:
        wanted[row["source"].removeprefix("raw-")][row["sha256"]] = row
    for source, rows in wanted.items():
        found = 0
        for text in source_texts(Path(data), source):
            row = rows.pop(text_hash(text), None)
            if row:
                found += 1
                out.append({**row, "text": text, "group": source, "unit": row["sha256"], "file": "annotated-3"})
        if rows:
            print(f"{source}: {len(rows)} labelled texts not found, {found} found", file=sys.stderr)
    return out


def source_texts(data, source):
    """The texts of one public set or raw file, as stored."""
    if (data / f"{source}.train.jsonl.gz").exists():
        return [row["text"] for row in read_jsonl(data / f"{source}.train.jsonl.gz")]
    with gzip.open(data / "raw" / f"{source}.txt.gz", "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


BLOCK = 12  # consecutive authored rows share a split, because minimal pairs stand side by side


def service_rows(data, licences="unstated", valid_share=0.1):
    """All labelled service rows with `norm`, `group` ("authored" or the source), `romanised` and `split`."""
    rows = []
    for path in sorted(OWN.glob("*-authored-*.jsonl")):
        for i, row in enumerate(read_jsonl(path)):
            rows.append({**row, "group": "authored", "unit": f"{path.stem}:{i // BLOCK}", "file": path.stem})
    for path in sorted((Path(data) / "service").glob("*-annotated-*.jsonl")):
        for row in read_jsonl(path):
            rows.append({**row, "group": row["source"], "unit": key_of(row["text"]), "file": path.stem})
    rows += later_rows(data)
    seen, kept = set(), []
    for row in rows:
        row["norm"] = normalise(row["text"])
        row["key"] = key_of(row["text"])
        if row["key"] in seen or not row["norm"]:
            continue
        seen.add(row["key"])
        letters = re.findall(r"[a-z\u0600-\u06ff]", row["norm"])
        latin = sum(letter < "\u0600" for letter in letters)
        row["romanised"] = row["lang"] != "en" and latin > 0.7 * max(1, len(letters))
        kept.append(row)
    strata = defaultdict(set)
    for row in kept:
        if row["group"] != "authored" and not allowed(row["group"], licences):
            research = LICENCES.get(row["group"].removeprefix("raw-")) == "research"
            row["split"] = "unseen" if research else "dropped"
        elif row["file"] not in LATER:
            strata[row["lang"], row["file"], row["group"]].add(row["unit"])
        if row["file"] in LATER and row.get("split") != "unseen":
            row.setdefault("split", "train")
    chosen = set()
    for units in strata.values():
        ordered = sorted(units, key=_hash_share)
        chosen.update(ordered[: round(len(ordered) * valid_share)])
    for row in kept:
        row.setdefault("split", "valid" if row["unit"] in chosen else "train")
    _drop_near_copies(kept)
    return [row for row in kept if row["split"] != "dropped"]


def _drop_near_copies(rows, authored=0.6, annotated=0.8):
    """A training row that is nearly a validation row is dropped: it would flatter the figures."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    train = [row for row in rows if row["split"] == "train"]
    held = [row for row in rows if row["split"] in ("valid", "unseen")]
    vectors = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True, dtype=np.float32)
    left = vectors.fit_transform(row["norm"] for row in train)
    right = vectors.transform(row["norm"] for row in held)
    for start in range(0, len(train), 2000):
        close = (left[start : start + 2000] @ right.T).max(axis=1).toarray().ravel()
        for row, cosine in zip(train[start : start + 2000], close):
            if cosine > (authored if row["group"] == "authored" else annotated):
                row["split"] = "dropped"


def public_rows(data, licences, exclude_keys):
    """Public training texts with their auxiliary labels mapped to indices (-1 where absent), no held-out text."""
    out = []
    for path in sorted(Path(data).glob("*.train.jsonl.gz")):
        source = path.name.split(".")[0]
        if not allowed(source, licences):
            continue
        for row in read_jsonl(path):
            if row.get("split") != "train" or key_of(row["text"]) in exclude_keys:
                continue
            aux = [labels.index(row[name]) if row.get(name) in labels else -1 for name, labels in AUXILIARY.items()]
            lang = row.get("lang") or source[:2]
            out.append({"norm": normalise(row["text"]), "source": source, "lang": lang, "aux": aux})
    return out


def raw_lines(data, licences, exclude_keys, formal_share=0.25, seed=7):
    """Unlabelled normalised lines; of formal news and documentation only a share."""
    formal = re.compile(r"news|abstracts|mdn|docs|sport|health|parsinlu-text")
    source = random.Random(seed)
    out = []
    for path in sorted((Path(data) / "raw").glob("*.txt.gz")):
        name = path.name.removesuffix(".txt.gz")
        if not allowed(name, licences):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if formal.search(name) and source.random() > formal_share:
                    continue
                if key_of(line) not in exclude_keys:
                    out.append({"norm": normalise(line), "source": name, "lang": name[:2], "aux": [-1, -1, -1]})
    return out


def pairs(data, licences):
    """Transliteration pairs (Latin script, native script, language), normalised."""
    out = []
    for name in ("fa-finglish-barghi", "fa-romanised-ge2pe", "ar-arabizi-jordanian-atar", "ar-arabizi-maghrebi-words"):
        if not allowed(name, licences):
            continue
        with gzip.open(Path(data) / "raw" / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, _, native = line.rstrip("\n").partition("\t")
                if latin and native:
                    out.append((normalise(latin), normalise(native), name[:2]))
    return out
