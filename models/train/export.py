"""From a finished run to models/<name>/: int8 ONNX, tokenizer, config, manifest with calibration and golden answers.

python models/train/export.py --run RUN --version 0.1.0 [--out models/triage-fa-ar-en]"""

import argparse
import datetime
import hashlib
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

import batches
import calibrate
import graph
import metrics
import tokenizer as tokens
import wide
from labels import HEADS, LANGUAGES, MULTI, SINGLE, SPANS, targets
from model import Shape
from normalise import VERSION, normalise

HERE = Path(__file__).parent
NAME = "triage-fa-ar-en"


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def run_one(net, ids):
    """Logits [47] and contributions [T, 47] of one id list, batch 1 as the service does."""
    row = np.array([ids], dtype=np.int64)
    logits, contributions = net.run(["logits", "contributions"], {"input_ids": row, "attention_mask": np.ones_like(row)})
    return logits[0], contributions[0]


def mix(linear, encoder, wanted):
    """Weights of the two branches per head by maximum likelihood → two [47] arrays (each head one pair)."""
    left, right = np.ones(linear.shape[1], np.float32), np.ones(linear.shape[1], np.float32)
    for head in HEADS:
        w, e, y = (torch.tensor(a[:, SPANS[head]]) for a in (linear, encoder, wanted))
        scale = torch.tensor([0.4, 0.8], requires_grad=True)
        bias = torch.zeros(w.shape[1], requires_grad=True)
        optimizer = torch.optim.LBFGS([scale, bias], max_iter=100, line_search_fn="strong_wolfe")

        def closure():
            optimizer.zero_grad()
            scores = scale[0] * w + scale[1] * e + bias
            if head in SINGLE:
                loss = -(y * scores.log_softmax(-1)).sum()
            else:
                loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, y, reduction="sum")
            loss.backward()
            return loss

        optimizer.step(closure)
        left[SPANS[head]], right[SPANS[head]] = scale.detach().clamp(min=0).numpy()
    return left, right


def write_folder(out, parts, tokenizer_path, max_tokens):
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(graph.build(parts, quantise=True), str(out / "onnx/model_quantized.onnx"))
    shutil.copy(tokenizer_path, out / "tokenizer.json")
    shape = parts["shape"]
    config = {
        "model_type": "bert", "architectures": ["BertModel"], "vocab_size": shape.vocabulary, "hidden_size": shape.width,
        "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads, "intermediate_size": shape.inner,
        "max_position_embeddings": max_tokens, "pad_token_id": 0,
    }  # fmt: skip
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    settings = {
        "tokenizer_class": "PreTrainedTokenizer", "model_max_length": max_tokens, "pad_token": "<pad>",
        "clean_up_tokenization_spaces": False, "padding_side": "right",
    }  # fmt: skip
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def rounded(value, digits=4):
    if isinstance(value, dict):
        return {k: rounded(v, digits) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v, digits) for v in value]
    return round(float(value), digits) if isinstance(value, (float, np.floating)) else value


def answer(probabilities, cuts):
    """One row of calibrated probabilities → labels and confidences; topics and signals as their thresholds say,
    before any rule on how many are told."""
    out = {}
    for head in SINGLE:
        own = probabilities[SPANS[head]]
        out[head] = {"label": HEADS[head][int(own.argmax())], "confidence": float(own.max())}
    for head in MULTI:
        out[head] = [label for i, label in enumerate(HEADS[head]) if probabilities[SPANS[head].start + i] >= cuts[SPANS[head].start + i]]
    return out


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--run", type=Path, required=True)
    flags.add_argument("--version", required=True)
    flags.add_argument("--out", type=Path, default=HERE.parent / NAME)
    flags.add_argument("--created", default=datetime.date.today().isoformat())
    flags = flags.parse_args()
    settings = json.loads((flags.run / "settings.json").read_text())
    rows = pickle.loads((flags.run / "rows.pickle").read_bytes())[0]
    fitted = np.load(flags.run / "wide.npz")
    state = {k: v.numpy() for k, v in torch.load(flags.run / "encoder.pt").items()}
    tokenizer = tokens.load(flags.run / "tokenizer.json")
    shape = Shape(**settings["shape"])
    limit = shape.max_tokens
    valid = [row for row in rows if row["split"] == "valid"]
    wanted, langs = targets(valid), [row["lang"] for row in valid]
    ids = batches.encode(tokenizer, [row["norm"] for row in valid], limit)
    zeros, ones = np.zeros(47, np.float32), np.ones(47, np.float32)

    def parts(left, right):
        return {
            "shape": shape, "columns": wide.columns_of(tokenizer, shape), "tables": fitted["tables"], "state": state,
            "bias": left * fitted["bias"] + right * state["bias"], "mix_wide": left, "mix_encoder": right,
        }  # fmt: skip

    def logits_of(made, name):
        path = flags.run / name
        onnx.save(made, str(path))
        net = session(path)
        return np.stack([run_one(net, row)[0] for row in ids])

    alone = [logits_of(graph.build(parts(*pair), False), "branch.onnx") for pair in ((ones, zeros), (zeros, ones))]
    left, right = mix(*alone, wanted)
    final = parts(left, right)
    exact = logits_of(graph.build(final, False), "model.onnx")
    write_folder(flags.out, final, flags.run / "tokenizer.json", limit)
    net = session(flags.out / "onnx/model_quantized.onnx")
    logits = np.stack([run_one(net, row)[0] for row in ids])

    tilt = settings["tilt"]
    calibration = rounded(calibrate.fit(logits, wanted, langs, tilt))
    probabilities = calibrate.apply(logits, langs, calibration)
    cuts = np.round(calibrate.thresholds(probabilities, wanted), 3)
    honest, honest_cuts = calibrate.crossfit(logits, wanted, langs, tilt)
    figures = metrics.by_part(valid, wanted, calibrate.decide(honest, honest_cuts))
    for name, found in figures.items():
        print(f"{name:10s}{found['count']:5d} {metrics.headline(found)} ece {found['sentiment']['ece']:.3f} {found['urgency']['ece']:.3f}")
    before = calibrate.apply(exact, langs, calibration)
    parity = {}
    for head in SINGLE:
        parity[head] = float((before[:, SPANS[head]].argmax(1) == probabilities[:, SPANS[head]].argmax(1)).mean())
    for head in MULTI:
        chosen = [scores[:, SPANS[head]] >= cuts[SPANS[head]] for scores in (before, probabilities)]
        parity[head] = float((chosen[0] == chosen[1]).mean())
    print("int8 against fp32, share of equal labels:", rounded(parity))

    goldens = []
    for row in json.loads((HERE / "data/golden.json").read_text(encoding="utf-8")):
        encoded = batches.encode(tokenizer, [normalise(row["text"])], limit)[0]
        scores = calibrate.apply(run_one(net, encoded)[0][None], [row["lang"]], calibration)[0]
        goldens.append({"lang": row["lang"], "text": row["text"], **rounded(answer(scores, cuts))})
    listed = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"]
    manifest = {
        "name": NAME, "version": flags.version, "created": flags.created, "normaliser": VERSION, "max_tokens": limit,
        "files": {name: _described(flags.out / name) for name in listed},
        "heads": [
            {"name": head, "kind": "single" if head in SINGLE else "multi", "labels": labels, "offset": SPANS[head].start}
            for head, labels in HEADS.items()
        ],
        "bias": [float(np.float32(value)) for value in final["bias"]],
        "calibration": calibration,
        "label_thresholds": {h: {label: round(float(cuts[SPANS[h].start + i]), 3) for i, label in enumerate(HEADS[h])} for h in MULTI},
        "policy": calibrate.policy(honest, wanted, settings["policy"]),
        "reliability": calibrate.reliability(honest, wanted, langs),
        "validation": {
            head: {part: rounded({"count": figures[part]["count"], **figures[part][head]}) for part in figures} for head in HEADS
        },
        "parity": rounded(parity),
        "golden": goldens,
    }  # fmt: skip
    (flags.out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (flags.run / "figures.json").write_text(json.dumps(rounded(figures), indent=1))
    np.savez(flags.run / "valid.npz", logits=logits, exact=exact, wide=alone[0], encoder=alone[1], mix=np.stack([left, right]))
    print("mix:", {head: (round(float(left[SPANS[head].start]), 2), round(float(right[SPANS[head].start]), 2)) for head in HEADS})


def _described(path):
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}


if __name__ == "__main__":
    main()
