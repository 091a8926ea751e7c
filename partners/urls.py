from .register import ContactRegister, PartnerRegister, PositionRegister

app_name = "partners"
urlpatterns = [
    *ContactRegister().urls("lien-he/"),
    *PositionRegister().urls("chuc-danh/"),
    *PartnerRegister().urls(""),
]
