"""What the delegations' app hands up."""

from . import (  # noqa: F401 - they register what they hand up
    after_follow_up,
    agreements,
    ahead,
    board_activity,
    board_depth,
    board_forums,
    board_partners,
    board_people,
    board_relations,
    conferences,
    dossiers,
    home,
    papers,
    pictures,
    plans,
    registers,
    sent,
)
