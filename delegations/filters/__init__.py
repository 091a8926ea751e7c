"""Filters above the lists of delegations and conferences, and over the calendar."""

from .records import CalendarFilter, DelegationFilter, EventFilter

__all__ = ["CalendarFilter", "DelegationFilter", "EventFilter"]
