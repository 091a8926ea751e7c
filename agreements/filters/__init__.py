"""Filters above the lists of agreements and resources."""

from .records import AgreementFilter, ResourceFilter

__all__ = ["AgreementFilter", "ResourceFilter"]
