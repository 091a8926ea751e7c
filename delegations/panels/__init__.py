"""What the delegations' app hands up."""

from . import home, pictures, registers  # noqa: F401 - they register what they hand up
