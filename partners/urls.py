from django.urls import path

from .register.contacts import ContactRegister
from .register.partners import PartnerRegister
from .register.standing import PositionRegister
from .views import choices, unmatched
from .views.partner_pages import following_merges

app_name = "partners"
urlpatterns = [
    path("chon/", choices.partner_choices, name="partner-choices"),
    path("ten-chua-khop/", unmatched.unmatched, name="unmatched"),
    path("ten-chua-khop/khop/", unmatched.match, name="match"),
    *ContactRegister().urls("lien-he/"),
    *PositionRegister().urls("chuc-danh/"),
    *following_merges(PartnerRegister().urls("")),
]
