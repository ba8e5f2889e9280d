"""The last measurement, on official public test files. Run once, when nothing will be changed any more.

python models/train/evaluate_public.py --data ../shared/data --run RUN [--folder models/triage-fa-ar-en]
Two readings of each set: the shipped model's own heads, which follow our guide and not the set's scheme, and the
auxiliary read-out of the pretrained encoder, which did learn the public schemes but is not shipped."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import batches
import tokenizer as tokens
from data import read_jsonl
from encoder_fit import attention_mean
from export import run_one, session
from labels import HEADS, SPANS
from metrics import macro_f1
from model import Encoder, Shape
from normalise import normalise

HERE = Path(__file__).parent
POLES = ["negative", "neutral", "positive"]
# Folds of our emotions into the sets' classes; a set's class without a word of ours is left to the nearest.
TWEETEVAL = {"anger": ["anger", "frustration"], "joy": ["joy", "gratitude"], "sadness": ["sadness", "disappointment", "anxiety"]}
ARMANEMO = {
    "anger": ["anger", "frustration"], "anxiety": ["anxiety"], "joy": ["joy", "gratitude"],
    "sadness": ["sadness", "disappointment"], "none": ["none", "confusion"],
}  # fmt: skip
ARMANEMO_NAMES = {"ANGRY": "anger", "HATE": "anger", "FEAR": "anxiety", "HAPPY": "joy",
                  "SAD": "sadness", "OTHER": "none"}  # fmt: skip


def sentiment(scores, wanted):
    return scores[:, [HEADS["sentiment"].index(label) for label in wanted]].argmax(1)


def folded(scores, groups):
    """Log-sum of each group of emotions, then the best group."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.stack([powers[:, [HEADS["emotion"].index(e) for e in group]].sum(1) for group in groups.values()], 1).argmax(1)


def mean_poles_f1(gold, predicted):
    values = [2 * np.sum((gold == c) & (predicted == c)) / (np.sum(gold == c) + np.sum(predicted == c)) for c in (0, 2)]
    return float(np.mean(values))


def measure(name, rows, scores):
    """scores: {"sentiment": [N, 4], "emotion": [N, 9]} logits → (metric name, value)."""
    if name == "fa-snappfood":
        gold = np.array([["negative", "positive"].index(row["sentiment"]) for row in rows])
        return "accuracy, 2 classes", float((sentiment(scores["sentiment"], ["negative", "positive"]) == gold).mean())
    if name in ("fa-sentipers", "ar-umsab", "en-umsab", "ar-arsarcasm2"):
        keep = [i for i, row in enumerate(rows) if row["sentiment"] in POLES]
        gold = np.array([POLES.index(rows[i]["sentiment"]) for i in keep])
        predicted = sentiment(scores["sentiment"][keep], POLES)
        if name == "ar-arsarcasm2":
            return "mean F1 of positive and negative", mean_poles_f1(gold, predicted)
        return "macro-F1, 3 classes", macro_f1(gold, predicted, 3)
    if name == "en-tweeteval-emotion":
        gold = [list(TWEETEVAL).index("joy" if row["emotion_raw"] == "optimism" else row["emotion_raw"]) for row in rows]
        return "macro-F1, optimism counted as joy", macro_f1(np.array(gold), folded(scores["emotion"], TWEETEVAL), 3)
    keep = [i for i, row in enumerate(rows) if row["orig"] in ARMANEMO_NAMES]
    gold = np.array([list(ARMANEMO).index(ARMANEMO_NAMES[rows[i]["orig"]]) for i in keep])
    return "macro-F1, 5 of 7 classes (hatred as anger, without surprise)", macro_f1(gold, folded(scores["emotion"][keep], ARMANEMO), 5)


@torch.no_grad()
def auxiliary(encoder, id_lists):
    encoder.eval()
    out = np.zeros((len(id_lists), 15), dtype=np.float32)
    for part in batches.buckets([len(x) for x in id_lists], 8192, np.random.default_rng(0)):
        ids, mask = batches.pad([id_lists[i] for i in part])
        out[part] = encoder.auxiliary(attention_mean(encoder.states(ids, mask), mask)).numpy()
    return {"sentiment": out[:, :4], "emotion": out[:, 4:13]}


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--data", type=Path, default=HERE.parents[2] / "shared/data")
    flags.add_argument("--run", type=Path, required=True)
    flags.add_argument("--folder", type=Path, default=HERE.parent / "triage-fa-ar-en")
    flags = flags.parse_args()
    settings = json.loads((flags.run / "settings.json").read_text())
    tokenizer = tokens.load(flags.folder / "tokenizer.json")
    net = session(flags.folder / "onnx/model_quantized.onnx")
    encoder = Encoder(Shape(**settings["shape"]))
    encoder.load_state_dict(torch.load(flags.run / "pretrain-end.pt"))
    results = {}
    for path in sorted((flags.data / "public-test").glob("*.jsonl.gz")):
        name = path.name.split(".")[0].removesuffix("-7class")
        rows = read_jsonl(path)
        ids = batches.encode(tokenizer, [normalise(row["text"]) or "." for row in rows], settings["shape"]["max_tokens"])
        logits = np.stack([run_one(net, row)[0] for row in ids])
        shipped = {head: logits[:, SPANS[head]] for head in ("sentiment", "emotion")}
        metric, own = measure(name, rows, shipped)
        _, public = measure(name, rows, auxiliary(encoder, ids))
        results[name] = {"count": len(rows), "metric": metric, "shipped": round(own, 4), "auxiliary": round(public, 4)}
        print(name, results[name], flush=True)
    (flags.run / "public-test.json").write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
