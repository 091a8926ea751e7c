from django.urls import path

from portal.registers.listing import export_view, list_view

from . import views
from .register import LineRegister, PaperRegister

app_name = "papers"
urlpatterns = [
    path("cho-so/", views.queue, name="queue"),
    path("so/", list_view(LineRegister()), name="line-list"),
    path("so/xuat/", export_view(LineRegister()), name="line-export"),
    path("so/<int:pk>/", views.line, name="line-detail"),
    path("<int:pk>/buoc/<slug:name>/", views.step, name="paper-step"),
    path("<int:pk>/in/<slug:format>/", views.print_paper, name="paper-print"),
    path("<int:pk>/ban-ky/", views.signed, name="paper-signed"),
    path("<int:pk>/soan-lai/", views.anew, name="paper-anew"),
    *PaperRegister().urls(""),
]
