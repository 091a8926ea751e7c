from .register import activity_urls

app_name = "reports"
urlpatterns = [*activity_urls]
