"""Forms of delegations, their dossiers and conferences."""

from .records import DelegationForm, EventForm, LegFormSet, MemberFormSet

__all__ = ["DelegationForm", "EventForm", "LegFormSet", "MemberFormSet"]
