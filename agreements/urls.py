from .register import AgreementRegister, ResourceRegister

app_name = "agreements"
urlpatterns = [
    *ResourceRegister().urls("nguon-luc/"),
    *AgreementRegister().urls(""),
]
