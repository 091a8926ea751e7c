"""The registers of this app: what their lists and pages show."""

from .agreements import STATE_TONES, AgreementRegister
from .resources import ResourceRegister

__all__ = ["STATE_TONES", "AgreementRegister", "ResourceRegister"]
