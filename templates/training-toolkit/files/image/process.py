"""A processing job on the same image: every fifth row goes to validation."""

import argparse
from pathlib import Path

PROCESSING = Path("/opt/ml/processing")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--validation-every", type=int, default=5)
    every = parser.parse_args().validation_every
    files = sorted((PROCESSING / "input").rglob("*.csv"))
    rows = [line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    if not rows:
        raise SystemExit("the input holds no rows")
    for name, part in {
        "train": [row for index, row in enumerate(rows) if index % every],
        "validation": rows[::every],
    }.items():
        path = PROCESSING / name / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{row}\n" for row in part), encoding="utf-8")
        print(f"{name}: {len(part)} rows")


main()
