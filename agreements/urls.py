from django.urls import path

from .register import AgreementRegister, ResourceRegister
from .views import terms

app_name = "agreements"
urlpatterns = [
    path("thoi-han/", terms.agreement_terms, name="terms"),
    path("thoi-han/tai-ve/", terms.agreement_terms_export, name="terms-export"),
    *ResourceRegister().urls("nguon-luc/"),
    *AgreementRegister().urls(""),
]
