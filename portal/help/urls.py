from django.urls import path

from . import views

app_name = "help"
urlpatterns = [
    path("", views.index, name="index"),
    path("trang/", views.here, name="here"),
    path("thuat-ngu/", views.terms, name="terms"),
    path("thuat-ngu/<slug:code>/", views.term, name="term"),
    path("vai-tro/<slug:role>/", views.guide, name="guide"),
    path("vai-tro/<slug:role>/pdf/", views.guide_pdf, name="guide-pdf"),
    path("chu-de/<slug:code>/", views.topic, name="topic"),
]
