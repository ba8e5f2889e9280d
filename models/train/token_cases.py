"""Writes the texts with ids (and raw model answers) that the JavaScript tests compare with.

python models/train/token_cases.py MODEL_FOLDER test/models/python-answers.json"""

import json
import random
import sys
from pathlib import Path

import batches
import tokenizer as tokens
from export import run_one, session
from normalise import normalise

ODD = [
    "", " ", ".", "a", "😂", "👨‍👩‍👧‍👦 خانواده", "🇮🇷🇸🇦🇬🇧", "<pad>", "<unk> <mask>", "<0x41><0xFF>", "▁▁", "a▁b", "𝕳𝖊𝖑𝖑𝖔 ｆｕｌｌ",
    "ﷺ ﷼ ﻻ", "می‌خواهم نمی‌خوام", "كتابي ئ ؤ ء ة", "١٢٣ ۱۲۳ 123", "سلاااااام خووووبی؟؟؟؟؟", "@ali_99 https://a.example/b?c=d www.x.example",
    "İstanbul ΑΣ straße", "line\nbreak\ttab\r\nend", "«گیومه»، نقطه‌ویرگول؛ سه‌نقطه…", "50%٪ $5 €7 ﷼ ۱٬۰۰۰٫۵", "漢字 かな 한국어 тест ไทย हिन्दी",
    "\u0000\u0007ctrl\u200e\u200f\u2066x\u2069", "ا\u0654 ب\u064e\u0651", "~!@#$%^&*()_+{}|:\"<>?`-=[]\\;',./", "𐎠𐎡 ꧁꧂ ⸮ ‽", "e\u0301 é ñ",
    "ma3lesh 7abibi el 2ozon", "salam khoobi? chera javab nemidin", "don’t can't won`t “quoted”", "—–‑-", "Ⅷ ½ ² ﬁ",
]  # fmt: skip
ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكةىآأإئؤء‌ـ abcdefghijklmnopqrstuvwxyz0123456789۰۱۲٣٤.,!?؟،؛:'\"-_@#😂❤️👏🌹\u200d\n"


def main(folder, path):
    source = random.Random(11)
    golden = [row["text"] for row in json.loads((Path(__file__).parent / "data/golden.json").read_text(encoding="utf-8"))]
    wild = ["".join(source.choices(ALPHABET, k=source.randint(1, 60))) for _ in range(300)]
    tokenizer = tokens.load(Path(folder) / "tokenizer.json")
    net = session(Path(folder) / "onnx/model_quantized.onnx")
    cases = []
    for text in ODD + golden + wild:
        ids = batches.encode(tokenizer, [normalise(text)], 10**6)[0]
        case = {"text": text, "ids": ids}
        if text in golden or text in ODD[:12] and ids:
            case["logits"] = [round(float(value), 5) for value in run_one(net, ids)[0]]
        cases.append(case)
    Path(path).write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
