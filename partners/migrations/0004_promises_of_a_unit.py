from django.db import migrations, models


class Migration(migrations.Migration):
    """The promises of a unit are found in an index alone, without reading them all."""

    dependencies = [("partners", "0003_promises")]

    operations = [
        migrations.AddIndex("nextstep", models.Index(fields=["unit", "id"], name="promise_of_unit")),
    ]
