"""python -m unittest models/train/test_train.py: the parts of training that must agree with each other."""

import re
import unittest
from pathlib import Path

import numpy as np
import onnxruntime
import torch

import batches
import calibrate
import graph
import wide
from labels import HEADS, SINGLE, SPANS, WIDTH, targets
from model import Encoder, Shape

LABELS = Path(__file__).parents[2] / "src/domain/labels.ts"
SMALL = Shape(vocabulary=300, width=32, layers=2, heads=2, inner=64, max_tokens=24, buckets=509, seams=307)
STRINGS = [("▁" if i % 3 == 0 else "") + "ابتجد"[i % 5] + chr(97 + i % 26) * (1 + i % 3) for i in range(300)]
COLUMNS = wide.Columns.of(STRINGS, SMALL.buckets, SMALL.seams)


def parts():
    torch.manual_seed(3)
    random = np.random.default_rng(3)
    encoder = Encoder(SMALL).eval()
    for p in encoder.parameters():
        p.data += torch.randn_like(p) * 0.05
    tables = random.normal(0, 1, (COLUMNS.size, WIDTH + 1)).astype(np.float32)
    tables[:, WIDTH] = np.abs(tables[:, WIDTH]) * 5
    state = {k: v.numpy() for k, v in encoder.state_dict().items()}
    bias = random.normal(0, 1, WIDTH).astype(np.float32)
    ones = np.ones(WIDTH, np.float32)
    return encoder, {
        "shape": SMALL, "columns": COLUMNS, "tables": tables, "state": state, "bias": bias,
        "mix_wide": ones * 0.7, "mix_encoder": ones * 1.3,
    }  # fmt: skip


def run(model, ids, mask):
    net = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return net.run(["logits", "contributions"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})


class Train(unittest.TestCase):
    def test_vocabulary_is_the_services(self):
        code = LABELS.read_text(encoding="utf-8")
        for head, name in zip(HEADS, ("SENTIMENTS", "URGENCIES", "INTENTS", "EMOTIONS", "TOPICS", "SIGNALS")):
            listed = re.search(rf"{name} = \[(.*?)\]", code, re.S).group(1)
            self.assertEqual(re.findall(r"'(\w+)'", listed), HEADS[head])

    def test_graph_is_the_network(self):
        encoder, made = parts()
        ids, mask = batches.pad([[5, 9, 5, 17, 80, 2], [44], [7, 299, 3]])
        logits, contributions = run(graph.build(made, quantise=False), ids, mask)
        with torch.no_grad():
            own = encoder.shares(encoder.states(ids, mask), mask).sum(1).numpy() * 1.3
        for row, (each, keep) in enumerate(zip(ids.numpy(), mask.numpy())):
            table = made["tables"][COLUMNS(each[: keep.sum()])]
            linear = 0.7 * table[:, :WIDTH].sum(0) / np.sqrt(max(1, table[:, WIDTH].sum()))
            np.testing.assert_allclose(logits[row], own[row] + linear + made["bias"], atol=2e-3)
        np.testing.assert_allclose(contributions.sum(1) + made["bias"], logits, atol=1e-4)

    def test_padding_changes_nothing(self):
        _, made = parts()
        exact = graph.build(made, quantise=False)
        alone, _ = run(exact, *batches.pad([[7, 8, 9]]))
        beside, _ = run(exact, *batches.pad([[7, 8, 9], list(range(20, 40))]))
        np.testing.assert_allclose(alone[0], beside[0], atol=1e-4)

    def test_eight_bits_stay_near(self):
        _, made = parts()
        ids, mask = batches.pad([list(range(10, 30))])
        exact, small = (run(graph.build(made, quantise=q), ids, mask)[0] for q in (False, True))
        self.assertGreater(np.corrcoef(exact[0], small[0])[0, 1], 0.999)

    def test_calibration_lowers_surprise(self):
        random = np.random.default_rng(1)
        rows = [
            {"sentiment": "neutral" if i % 3 else "positive", "urgency": "low", "intent": "praise", "emotion": "joy", "topics": ["other"], "signals": []}
            for i in range(300)
        ]  # fmt: skip
        wanted = targets(rows)
        logits = (wanted * 3 + random.normal(0, 3, wanted.shape)).astype(np.float32) * 4
        langs = [("fa", "ar", "en")[i % 3] for i in range(300)]
        before = calibrate.apply(logits, langs, {h: {"default": {"temperature": 1, "bias": [0] * len(HEADS[h])}} for h in HEADS})
        after = calibrate.apply(logits, langs, calibrate.fit(logits, wanted, langs, {}))
        for head in SINGLE[:1]:
            gold = wanted[:, SPANS[head]] > 0
            self.assertLess(-np.log(after[:, SPANS[head]][gold]).mean(), -np.log(before[:, SPANS[head]][gold] + 1e-9).mean())
            np.testing.assert_allclose(after[:, SPANS[head]].sum(1), 1, atol=1e-5)


if __name__ == "__main__":
    unittest.main()
