"""The ground everything stands on: one package for one question, in one order (see pyproject.toml)."""
