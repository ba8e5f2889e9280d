"""python -m unittest models/train/test_normalise.py: the shared cases and the fixed-point property."""

import json
import random
import unittest
from pathlib import Path

from normalise import normalise

CASES = Path(__file__).parents[2] / "test/fixtures/normalise-cases.json"


class Normalise(unittest.TestCase):
    def test_shared_cases(self):
        cases = json.loads(CASES.read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(cases), 80)
        for case in cases:
            with self.subTest(case["in"]):
                self.assertEqual(normalise(case["in"]), case["out"])

    def test_fixed_point(self):
        source = random.Random(1)
        alphabet = "aA@.w/:hهةیيءئك\u200c\u200d\u0640\u064b\ufdfa\ufefb۵٥5 \u00a0\u0085😀İΣﬁ½"
        for _ in range(3000):
            text = "".join(source.choices(alphabet, k=source.randint(0, 24)))
            once = normalise(text)
            self.assertEqual(normalise(once), once)


if __name__ == "__main__":
    unittest.main()
