"""Guides and definitions say the same to everybody who is signed in."""

from . import for_everyone

ROWS = {
    "index": for_everyone(),
    "here": for_everyone(302),
    "terms": for_everyone(),
    "term": for_everyone(302, args=lambda world: ["doan-ra"]),
    "guide": for_everyone(args=lambda world: ["unit_officer"]),
    "guide-pdf": for_everyone(args=lambda world: ["unit_officer"]),
    "topic": for_everyone(args=lambda world: ["danh-sach"]),
}
