"""That the e-mail one logs in with was changed is a line in the account's log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_elev_gradert"),
    ]

    operations = [
        migrations.AlterField(
            model_name="kontohendelse",
            name="type",
            field=models.CharField(
                choices=[
                    ("tofaktor_satt_opp", "Totrinnsinnlogging ble satt opp"),
                    ("tofaktor_slaatt_av", "Totrinnsinnlogging ble slått av"),
                    ("tofaktor_fjernet", "Totrinnsinnlogging ble fjernet av systemforvalter"),
                    ("reservekoder", "Nye reservekoder ble laget"),
                    ("reservekode_brukt", "En reservekode ble brukt"),
                    ("feil_koder", "Koden var feil for mange ganger på rad"),
                    ("passordlenke", "En lenke for å velge passord ble laget"),
                    ("passord_valgt", "Passord ble valgt med en lenke"),
                    ("passord_byttet", "Passordet ble byttet"),
                    ("sesjoner_avsluttet", "Andre innlogginger ble avsluttet"),
                    ("epost_endret", "E-posten du logger inn med, ble endret"),
                ],
                max_length=30,
            ),
        ),
    ]
