"""Forms of agreements and resources."""

from .records import AgreementForm, ResourceForm

__all__ = ["AgreementForm", "ResourceForm"]
