from django.urls import path

from .register import AgreementRegister, ResourceRegister
from .views import terms, trends

app_name = "agreements"
urlpatterns = [
    path("nguon-luc/xu-huong/", trends.resource_trends, name="trends"),
    path("nguon-luc/xu-huong/tai-ve/", trends.resource_trends_export, name="trends-export"),
    path("thoi-han/", terms.agreement_terms, name="terms"),
    path("thoi-han/tai-ve/", terms.agreement_terms_export, name="terms-export"),
    *ResourceRegister().urls("nguon-luc/"),
    *AgreementRegister().urls(""),
]
