"""The eighteen questions of domain.md 7.2 as the Presidium asks them; a panel names those that it answers."""

from django.utils.translation import gettext_lazy as _

from .board import Panel

QUESTIONS = {
    1: _("In which multilateral bodies did we put forward or lead an initiative?"),
    2: _("Which international posts do we hold, when do the terms end, and which candidacies are there?"),
    3: _("Which sector unions have no prepared candidate?"),
    4: _("What share of activities had a theme of struggle and protection?"),
    5: _("How concentrated is our activity on priority partners?"),
    6: _("Which partners have a high framework but little activity?"),
    7: _("Are contacts more than protocol?"),
    8: _("What did partners offer that we did not use?"),
    9: _("Which relations are fragile or silent?"),
    10: _("What can border provinces afford?"),
    11: _("How varied is our external information?"),
    12: _("How much external resource is there, from whom, and where does it fall?"),
    13: _("Who acts without approval, late, or does not report?"),
    14: _("What research exists on each topic, and how old is it?"),
    15: _("Is the plan realised?"),
    16: _("How many officers are there, with which languages, trained when?"),
    17: _("Which ties were interrupted, and which restored?"),
    18: _("Are all dues paid and member reports sent?"),
}


def questions_of(panel: Panel) -> list[tuple[int, str]]:
    """(number, words) of each question that the panel answers."""
    return [(number, str(QUESTIONS[number])) for number in panel.questions]
