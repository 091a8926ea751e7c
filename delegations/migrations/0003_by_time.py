from django.db import migrations, models


def by_time(model: str) -> migrations.AddIndex:
    latest = [models.F(field).desc(nulls_last=True) for field in ("placed_to", "starts_on")]
    return migrations.AddIndex(model, models.Index(*latest, models.F("id"), name=f"{model}_by_time"))


class Migration(migrations.Migration):
    """Lists in their order without sorting; the earlier trips on a matter without reading all of them."""

    dependencies = [("delegations", "0002_plan_chase")]

    operations = [
        by_time("delegation"),
        by_time("event"),
        migrations.AddIndex(
            "delegation",
            models.Index(
                fields=["unit", "purpose", "country", "level", "placed_to"], name="delegation_by_matter"
            ),
        ),
    ]
