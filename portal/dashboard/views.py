"""The home page: the same address for everyone, what it shows follows from the offices held."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from .page import page_of
from .registry import Reader
from .years import asked_year


@require_GET
def home(request):
    """`?nam=bao-cao|duong-lich&year=2026` chooses the year; without it the reporting year of today."""
    today = timezone.localdate()
    reader = Reader(request.user, today, asked_year(request.GET, today=today))
    return render(request, "dashboard/home.html", page_of(reader))
