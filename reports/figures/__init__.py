"""Sums and counts over the registers, as named questions; each number with the records behind it."""
