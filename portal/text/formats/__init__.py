"""Dates and numbers as Vietnamese offices write them; Django reads them through FORMAT_MODULE_PATH."""
