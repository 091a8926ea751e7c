from django.urls import path

from . import views
from .register import CapacityRegister, OfficerRegister

app_name = "competence"
urlpatterns = [
    path("don-vi/", views.units, name="units"),
    path("don-vi/xuat/", views.export_units, name="units-export"),
    *CapacityRegister().urls("dieu-kien/"),
    *OfficerRegister().urls(""),
]
