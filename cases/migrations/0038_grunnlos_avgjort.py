from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0037_elevens_svar_i_noytrale_ord"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalsak",
            name="grunnlos_avgjort",
            field=models.DateTimeField(blank=True, null=True, verbose_name="når det sist ble avgjort"),
        ),
        migrations.AddField(
            model_name="sak",
            name="grunnlos_avgjort",
            field=models.DateTimeField(blank=True, null=True, verbose_name="når det sist ble avgjort"),
        ),
    ]
