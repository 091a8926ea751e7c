from django.conf import settings
from django.urls import path

from portal.ui import views

app_name = "ui"
# The set of components is for those who build the portal; a production server does not show it.
urlpatterns = (
    []
    if settings.PRODUCTION
    else [
        path("components/", views.components, name="components"),
        path("components/dialog/", views.component_dialog, name="component_dialog"),
        path("components/choices/", views.component_choices, name="component_choices"),
    ]
)
