"""Addresses of the portal as they stand in what leaves it."""

from django.conf import settings


def absolute(url: str) -> str:
    """A path of the portal as an address that works in a letter."""
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}{url}" if url.startswith("/") else url
