"""Writes data/annotated-labels.jsonl: our labels of public texts, keyed by source and SHA-256 of the text.
The texts themselves stay in the data folder.

python models/train/keep_labels.py [DATA]"""

import json
import sys
from pathlib import Path

from data import OWN, read_jsonl, text_hash
from labels import HEADS


def main(data="../shared/data"):
    lines = []
    for path in sorted((Path(data) / "service").glob("*-annotated-*.jsonl")):
        for row in read_jsonl(path):
            kept = {"id": row["id"], "lang": row["lang"], "source": row["source"], "sha256": text_hash(row["text"])}
            lines.append(json.dumps({**kept, **{head: row[head] for head in HEADS}}))
    (OWN / "annotated-labels.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
