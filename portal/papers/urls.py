from django.urls import path

from portal.registers.listing import export_view, list_view

from . import queue_page, views
from .register import LineRegister, PaperRegister

app_name = "papers"
urlpatterns = [
    path("cho-so/", queue_page.queue, name="queue"),
    path("cho-so/xuat/", queue_page.queue_export, name="queue-export"),
    path("so/", list_view(LineRegister()), name="line-list"),
    path("so/xuat/", export_view(LineRegister()), name="line-export"),
    path("so/<int:pk>/", views.line, name="line-detail"),
    path("<int:pk>/buoc/<slug:name>/", views.step, name="paper-step"),
    path("<int:pk>/in/<slug:format>/", views.print_paper, name="paper-print"),
    path("<int:pk>/ban-ky/", views.signed, name="paper-signed"),
    path("<int:pk>/soan-lai/", views.anew, name="paper-anew"),
    *PaperRegister().urls(""),
]
