from django.urls import path

from . import views

app_name = "saved"
urlpatterns = [
    path("", views.index, name="list"),
    path("thuc-don/", views.menu, name="menu"),
    path("luu/", views.keep, name="keep"),
    path("<uuid:key>/", views.open_view, name="open"),
    path("<uuid:key>/sua/", views.edit, name="edit"),
    path("<uuid:key>/cap-nhat/", views.renew, name="renew"),
    path("<uuid:key>/xoa/", views.delete, name="delete"),
]
