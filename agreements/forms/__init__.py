"""Forms of agreements and resources."""

from .agreements import AgreementForm
from .resources import ResourceForm

__all__ = ["AgreementForm", "ResourceForm"]
