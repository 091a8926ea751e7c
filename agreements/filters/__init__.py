"""Filters above the lists of agreements and resources."""

from .agreements import AgreementFilter
from .resources import ResourceFilter

__all__ = ["AgreementFilter", "ResourceFilter"]
