"""The registers of this app: what their lists and pages show."""

from .activities import ActivityRegister, activity_urls

__all__ = ["ActivityRegister", "activity_urls"]
