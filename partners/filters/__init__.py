"""Filters above the partners' lists."""
