from django.db import migrations, models


def ways_to(model: str) -> list[migrations.AddIndex]:
    latest = [models.F(field).desc(nulls_last=True) for field in ("placed_to", "starts_on")]
    return [
        migrations.AddIndex(model, models.Index(*latest, models.F("id"), name=f"{model}_by_time")),
        migrations.AddIndex(model, models.Index(fields=["unit", "id"], name=f"{model}_of_unit")),
    ]


class Migration(migrations.Migration):
    """Lists in their order without sorting, the rows of a unit and its trips on a matter without reading all."""

    dependencies = [("delegations", "0002_plan_chase")]

    operations = [
        *ways_to("delegation"),
        *ways_to("event"),
        migrations.AddIndex(
            "delegation",
            models.Index(
                fields=["unit", "purpose", "country", "level", "placed_to"], name="delegation_by_matter"
            ),
        ),
    ]
