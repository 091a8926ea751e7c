"""Words of programmes and invitations in their second languages. Where a language is not here, English stands."""

#: How the templates of invitations leave the time open; days that are known take its place.
ANY_TIME = {
    "vi": "vào thời gian thuận tiện cho hai bên",
    "en": "at a time convenient to both sides",
    "fr": "à une date qui conviendra aux deux parties",
    "es": "en una fecha conveniente para ambas partes",
    "ru": "в удобное для обеих сторон время",
    "zh": "在双方方便的时间",
    "ko": "양측이 편리한 시기에",
    "ja": "双方の都合のよい時期に",
}
BETWEEN = {
    "vi": "từ {first} đến {last}",
    "en": "from {first} to {last}",
    "fr": "du {first} au {last}",
    "es": "del {first} al {last}",
    "ru": "с {first} по {last}",
    "zh": "于{first}至{last}",
    "ko": "{first}부터 {last}까지",
    "ja": "{first}から{last}まで",
}
VISIT = {
    "en": "Programme of the visit: {partner}",
    "fr": "Programme de la visite : {partner}",
    "es": "Programa de la visita: {partner}",
    "ru": "Программа визита: {partner}",
    "zh": "访问日程：{partner}",
    "ko": "방문 일정: {partner}",
    "ja": "訪問日程：{partner}",
}
TITLES = {
    "en": "Programme", "fr": "Programme", "es": "Programa", "ru": "Программа", "zh": "日程", "ko": "일정", "ja": "日程",
}  # fmt: skip
#: Day, hour, what, where.
HEADS = {
    "en": ("Day", "Time", "Programme", "Place"),
    "fr": ("Jour", "Heure", "Programme", "Lieu"),
    "es": ("Día", "Hora", "Programa", "Lugar"),
    "ru": ("День", "Время", "Программа", "Место"),
    "zh": ("日期", "时间", "内容", "地点"),
    "ko": ("날짜", "시간", "내용", "장소"),
    "ja": ("日付", "時間", "内容", "場所"),
}
