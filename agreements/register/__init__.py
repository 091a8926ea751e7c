"""The registers of this app: what their lists and pages show."""

from .records import STATE_TONES, AgreementRegister, ResourceRegister

__all__ = ["STATE_TONES", "AgreementRegister", "ResourceRegister"]
