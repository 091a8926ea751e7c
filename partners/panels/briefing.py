"""The briefing sheet's place among a partner's pages."""

from django.utils.translation import gettext_lazy as _

from .tabs import tab

tab("briefing", _("Briefing sheet"), "partners:briefing", order=50)
