"""Reliability diagrams of the shipped model from its manifest: how often an answer of each confidence was right.

python models/train/plot_reliability.py [--folder models/triage-fa-ar-en] [--out models/reliability.svg]"""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "deljoo"  # equal figures give an equal file
from matplotlib import pyplot  # noqa: E402

HERE = Path(__file__).parent
NAMES = {"fa": "Persian", "ar": "Arabic", "en": "English"}


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--folder", type=Path, default=HERE.parent / "triage-fa-ar-en")
    flags.add_argument("--out", type=Path, default=HERE.parent / "reliability.svg")
    flags = flags.parse_args()
    manifest = json.loads((flags.folder / "manifest.json").read_text(encoding="utf-8"))
    heads = list(manifest["reliability"])
    figure, places = pyplot.subplots(len(heads), len(NAMES), figsize=(8.4, 2.7 * len(heads)), sharex=True, sharey=True)
    for row, head in enumerate(heads):
        for column, (lang, name) in enumerate(NAMES.items()):
            found, place = manifest["reliability"][head][lang], places[row][column]
            bins = [each for each in found["bins"] if each["count"]]
            place.plot([0, 1], [0, 1], color="0.75", linewidth=1)
            place.plot([each["confidence"] for each in bins], [each["accuracy"] for each in bins], color="#0f5f5c", linewidth=1)
            place.scatter(
                [each["confidence"] for each in bins], [each["accuracy"] for each in bins],
                s=[8 + 120 * each["count"] / found["count"] for each in bins], color="#0f5f5c",
            )  # fmt: skip
            place.set_title(f"{head}, {name}: ECE {found['ece']:.3f}, n {found['count']}", fontsize=8)
            place.set_xlim(0, 1)
            place.set_ylim(0, 1)
    figure.supxlabel("confidence told", fontsize=9)
    figure.supylabel("share that was right (area: number of rows)", fontsize=9)
    figure.suptitle(f"{manifest['name']} {manifest['version']}, validation, cross-fitted", fontsize=10)
    figure.tight_layout()
    figure.savefig(flags.out, metadata={"Date": None})


if __name__ == "__main__":
    main()
