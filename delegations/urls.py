from django.urls import path

from .register import DelegationRegister, EventRegister
from .views.calendar import calendar

app_name = "delegations"
urlpatterns = [
    path("lich/", calendar, name="calendar"),
    *EventRegister().urls("hoi-nghi/"),
    *DelegationRegister().urls(""),
]
