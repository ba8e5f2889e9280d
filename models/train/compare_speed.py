"""Our model beside a network of the size of distilled multilingual BERT (119,547 × 768, 6 layers, random weights: speed
does not depend on their values), both int8 and once in fp32, in turns in one process and one thread.

python models/train/compare_speed.py [--folder models/triage-fa-ar-en] [--rounds 60]"""

import argparse
import time
from pathlib import Path

import numpy as np
import onnxruntime

import graph
from export import session
from labels import WIDTH
from model import Encoder, Shape
from wide import Columns

HERE = Path(__file__).parent
LARGE = Shape(vocabulary=119547, width=768, layers=6, heads=12, inner=3072, max_tokens=192, buckets=1, seams=1)


def large(quantise):
    """Our graph with the large shape; its linear branch has next to nothing to do."""
    state = {k: v.numpy() for k, v in Encoder(LARGE).state_dict().items() if not k.startswith(("guess", "auxiliary"))}
    codes = np.zeros((LARGE.vocabulary, 3), np.int64)
    columns = Columns(LARGE.vocabulary, 1, 1, codes, codes, np.zeros(LARGE.vocabulary, bool))
    ones, tables = np.ones(WIDTH, np.float32), np.zeros((columns.size, WIDTH + 1), np.float32)
    made = graph.build(
        {"shape": LARGE, "columns": columns, "tables": tables, "state": state, "bias": ones, "mix_wide": ones, "mix_encoder": ones},
        quantise,
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])


def once(net, tokens):
    ids = np.random.default_rng(0).integers(300, 20000, (1, tokens))
    start = time.perf_counter()
    net.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    return (time.perf_counter() - start) * 1000


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--folder", type=Path, default=HERE.parent / "triage-fa-ar-en")
    flags.add_argument("--rounds", type=int, default=60)
    flags = flags.parse_args()
    nets = {"ours, int8": session(flags.folder / "onnx/model_quantized.onnx"), "large, int8": large(True), "large, fp32": large(False)}
    for tokens in (8, 32, 128):
        times = {name: [] for name in nets}
        for _ in range(flags.rounds):
            for name, net in nets.items():
                times[name].append(once(net, tokens))
        medians = {name: float(np.median(each[5:])) for name, each in times.items()}
        ours = medians["ours, int8"]
        print(f"{tokens} tokens: " + ", ".join(f"{name} {ms:.2f} ms ({ms / ours:.1f}×)" for name, ms in medians.items()), flush=True)


if __name__ == "__main__":
    main()
