"""What the delegations' app hands up."""

from . import after_follow_up, agreements, conferences, dossiers, home, papers, pictures, plans, registers  # noqa: F401 - they register what they hand up
