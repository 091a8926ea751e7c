"""Kinds of papers that name guests: apps add theirs, the query of who sees a paper asks (domain.md 8)."""

PERSONAL_KINDS: set[str] = set()
