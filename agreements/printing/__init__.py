"""What agreements and resources put on paper."""

from . import agreement_years, briefing, grant_papers, procedure_kinds

__all__ = ["agreement_years", "briefing", "grant_papers", "procedure_kinds"]
