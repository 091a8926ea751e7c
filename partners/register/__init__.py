"""The registers of the partners' app: what their lists and pages show."""
