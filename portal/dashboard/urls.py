from django.urls import path

from . import board_views, views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("tong-quan/", board_views.board, name="board"),
    path("tong-quan/in/", board_views.board_paper, name="board-pdf"),
    path("tong-quan/tinh-lai/<int:pk>/", board_views.board_state, name="board-state"),
    path("tong-quan/<slug:key>/", board_views.panel, name="panel"),
    path("tong-quan/<slug:key>/xlsx/", board_views.panel_export, name="panel-export"),
]
