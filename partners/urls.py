from django.urls import path

from . import views
from .register import ContactRegister, PartnerRegister, PositionRegister

app_name = "partners"
urlpatterns = [
    path("chon/", views.partner_choices, name="partner-choices"),
    path("ten-chua-khop/", views.unmatched, name="unmatched"),
    path("ten-chua-khop/khop/", views.match, name="match"),
    *ContactRegister().urls("lien-he/"),
    *PositionRegister().urls("chuc-danh/"),
    *PartnerRegister().urls(""),
]
