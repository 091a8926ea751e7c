"""What agreements and resources put on paper."""

from . import agreement_years, briefing, procedure_kinds

__all__ = ["agreement_years", "briefing", "procedure_kinds"]
