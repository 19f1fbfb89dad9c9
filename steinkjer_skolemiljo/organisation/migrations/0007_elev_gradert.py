"""The few pupils whose address is protected have an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0006_brukerens_sprak"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="elev",
            index=models.Index(
                condition=models.Q(("gradering", "ingen"), _negated=True), fields=["id"], name="elev_gradert"
            ),
        ),
    ]
