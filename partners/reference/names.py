"""Names of the partners that the portal ships with, beside those of the data file: only what is of public record.

Kept to names of which there is no doubt; the others are entered by the department.
"""

#: Acronym and country → the name in its own script, as the body writes itself.
OWN_SCRIPT = {
    ("ACFTU", "CN"): "中华全国总工会",
    ("FKTU", "KR"): "한국노동조합총연맹",
    ("FNPR", "RU"): "Федерация независимых профсоюзов России",
    ("FPB", "BY"): "Федерация профсоюзов Беларуси",
    ("GFTUK", "KP"): "조선직업총동맹",
    ("JTUC-RENGO", "JP"): "日本労働組合総連合会",
    ("KCTU", "KR"): "전국민주노동조합총연맹",
    ("LFTU", "LA"): "ສະຫະພັນກຳມະບານລາວ",
    ("ZENROREN", "JP"): "全国労働組合総連合",
}
#: Acronym and country → further names, as (kind, name).
FURTHER = {
    ("CTC", "CU"): [("alias", "Central de Trabajadores de Cuba")],
    ("FKTU", "KR"): [("own_script", "한국노총"), ("transliterated", "Hanguk Nochong")],
    ("FNPR", "RU"): [("own_script", "ФНПР")],
    ("IDWF", ""): [("former", "International Domestic Workers Network")],
    ("ITUC", ""): [("alias", "Confédération syndicale internationale"), ("acronym", "CSI")],
    ("JTUC-RENGO", "JP"): [("acronym", "RENGO"), ("own_script", "連合")],
    ("KCTU", "KR"): [("own_script", "민주노총"), ("transliterated", "Minju Nochong")],
    ("LFTU", "LA"): [("alias", "Liên hiệp Công đoàn Lào")],
    ("UNI", ""): [("former", "Union Network International")],
    ("WFTU", ""): [("alias", "Fédération syndicale mondiale"), ("acronym", "FSM")],
}
