"""What a new portal starts with: rules R1-R26 with their sources, the reporting windows, the holidays.

The rules lie in data/rules.csv. Their first day is that of the text where it is known, else the day from
which the portal counts by it. Numbers marked own, analogy, example or replaced are shown as "to be
confirmed" until an administrator has checked them.
"""

import csv
from datetime import date
from pathlib import Path

ND_09 = "Nghị định 09/2019/NĐ-CP (áp dụng tương tự)"

# kind, from day, months before, to day, months before, use
WINDOWS = [
    ("month", 15, -1, 14, 0, "off"),
    ("quarter", 15, -1, 14, 0, "optional"),
    ("half_year", 15, -1, 14, 0, "default"),
    ("nine_months", 15, -1, 14, 0, "off"),
    ("year", 15, -1, 14, 0, "default"),
]
WINDOWS_FROM = date(2000, 1, 1)  # periods of the past are compared in the same windows

HOLIDAY_YEARS = range(2024, 2029)
ANNOUNCED_TO = 2026  # later years follow the rule; the yearly announcement may move days


def rules() -> list[dict]:
    """The rows of data/rules.csv, keyed by the fields of `Rule`; empty cells are None."""
    with (Path(__file__).parent / "data" / "rules.csv").open(encoding="utf-8", newline="") as lines:
        return [{field: value or None for field, value in row.items()} for row in csv.DictReader(lines)]
