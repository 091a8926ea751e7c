"""The pages of allauth that the portal offers, under the names allauth knows them by; the others do not exist."""

from allauth.account import views as allauth
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from .views import SignIn

urlpatterns = [
    path("dang-nhap/", SignIn.as_view(), name="account_login"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("da-khoa/", allauth.account_inactive, name="account_inactive"),
    path("mat-khau/", allauth.password_change, name="account_change_password"),
    path("quen-mat-khau/", allauth.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "dat-mat-khau/xong/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^dat-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("phien/", sessions.list_usersessions, name="usersessions_list"),
]
