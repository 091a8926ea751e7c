from django.urls import path

from . import quick_pages

app_name = "registers"
urlpatterns = [
    path("", quick_pages.entry, name="quick"),
    path("xong/", quick_pages.done, name="quick-done"),
]
