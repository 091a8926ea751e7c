"""Filters above the lists of delegations and conferences, and over the calendar."""

from .calendar import CalendarFilter, PageFilter
from .records import DelegationFilter, EventFilter

__all__ = ["CalendarFilter", "DelegationFilter", "EventFilter", "PageFilter"]
