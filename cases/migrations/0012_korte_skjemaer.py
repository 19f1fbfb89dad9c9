"""Reactions, agreements, fysisk inngripen and the personal duties to report: short forms of their own."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
import steinkjer_skolemiljo.migrering
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_deler_av_saken_og_overtakelser"),
        ("organisation", "0005_innlogging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            model_name="oppslag",
            name="liste",
            field=models.CharField(
                blank=True,
                choices=[
                    ("forside", "Forsiden"),
                    ("saker", "Saker"),
                    ("skoleeier", "Skoleeiers oversikt"),
                    ("innboks", "Nye meldinger"),
                    ("elevsok", "Søk etter elev"),
                    ("egne_tiltak", "Mine tiltak"),
                    ("leselogg", "Leseloggen"),
                    ("inngripen", "Fysisk inngripen"),
                ],
                max_length=20,
            ),
        ),
        steinkjer_skolemiljo.migrering.Samlet(
            operations=[
                migrations.CreateModel(
                    name="HistoricalInngripen",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("nokkel", models.UUIDField(db_index=True, editable=False)),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("klokkeslett", models.TimeField(blank=True, null=True, verbose_name="klokka")),
                        ("sted", models.CharField(max_length=120, verbose_name="hvor")),
                        (
                            "andre_som_grep_inn",
                            models.CharField(blank=True, max_length=300, verbose_name="andre som grep inn"),
                        ),
                        ("fare", models.TextField(max_length=20000, verbose_name="hva var faren")),
                        ("provd_forst", models.TextField(max_length=20000, verbose_name="hva ble prøvd først")),
                        ("gjort", models.TextField(max_length=20000, verbose_name="hva ble gjort")),
                        (
                            "minutter",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1440)],
                                verbose_name="hvor mange minutter",
                            ),
                        ),
                        ("skader", models.TextField(blank=True, max_length=20000, verbose_name="skader")),
                        ("vitner", models.TextField(blank=True, max_length=20000, verbose_name="hvem så det")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="hva eleven sier")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        (
                            "foresatte_informert_av",
                            models.CharField(blank=True, max_length=120, verbose_name="av hvem"),
                        ),
                        ("oppfolging", models.TextField(blank=True, max_length=20000, verbose_name="oppfølging")),
                        ("registrert", models.DateTimeField()),
                        (
                            "mottaker",
                            models.CharField(
                                choices=[
                                    ("rektor", "Rektor"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="rektor",
                                max_length=12,
                                verbose_name="mottaker",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "grep_inn",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem grep inn",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.melding",
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fysisk inngripen",
                        "verbose_name_plural": "historical fysiske inngripener",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeldepliktvurdering",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "plikt",
                            models.CharField(
                                choices=[
                                    ("barnevern", "Opplysningsplikten til barnevernet"),
                                    ("avverging", "Avvergingsplikten"),
                                ],
                                max_length=12,
                                verbose_name="hvilken plikt",
                            ),
                        ),
                        ("vurdert", models.DateField(verbose_name="vurdert")),
                        ("sendt", models.DateField(blank=True, null=True, verbose_name="sendt")),
                        ("registrert", models.DateTimeField()),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical vurdering av meldeplikt",
                        "verbose_name_plural": "historical vurderinger av meldeplikt",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReaksjon",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("regel", models.CharField(max_length=300, verbose_name="hvilken regel")),
                        ("hendelse", models.TextField(max_length=20000, verbose_name="hva eleven gjorde")),
                        ("reaksjon", models.TextField(max_length=20000, verbose_name="reaksjon")),
                        ("elev_hort", models.BooleanField(verbose_name="eleven fikk forklare seg først")),
                        (
                            "elevens_forklaring",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens forklaring"),
                        ),
                        ("ikke_hort_grunn", models.CharField(blank=True, max_length=300, verbose_name="hvorfor ikke")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        (
                            "foresatte_informert_av",
                            models.CharField(blank=True, max_length=120, verbose_name="av hvem"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "bestemt_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem som bestemte",
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical reaksjon",
                        "verbose_name_plural": "historical reaksjoner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSamarbeidsavtale",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("avtalt", models.TextField(max_length=20000, verbose_name="hva som er avtalt")),
                        ("deltakere", models.CharField(max_length=500, verbose_name="hvem var med")),
                        ("neste_samtale", models.DateField(verbose_name="neste samtale")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "folges_opp_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem som følger opp",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical samarbeidsavtale",
                        "verbose_name_plural": "historical samarbeidsavtaler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Inngripen",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nokkel", models.UUIDField(editable=False, unique=True)),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("klokkeslett", models.TimeField(blank=True, null=True, verbose_name="klokka")),
                        ("sted", models.CharField(max_length=120, verbose_name="hvor")),
                        (
                            "andre_som_grep_inn",
                            models.CharField(blank=True, max_length=300, verbose_name="andre som grep inn"),
                        ),
                        ("fare", models.TextField(max_length=20000, verbose_name="hva var faren")),
                        ("provd_forst", models.TextField(max_length=20000, verbose_name="hva ble prøvd først")),
                        ("gjort", models.TextField(max_length=20000, verbose_name="hva ble gjort")),
                        (
                            "minutter",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1440)],
                                verbose_name="hvor mange minutter",
                            ),
                        ),
                        ("skader", models.TextField(blank=True, max_length=20000, verbose_name="skader")),
                        ("vitner", models.TextField(blank=True, max_length=20000, verbose_name="hvem så det")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="hva eleven sier")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        (
                            "foresatte_informert_av",
                            models.CharField(blank=True, max_length=120, verbose_name="av hvem"),
                        ),
                        ("oppfolging", models.TextField(blank=True, max_length=20000, verbose_name="oppfølging")),
                        ("registrert", models.DateTimeField()),
                        (
                            "mottaker",
                            models.CharField(
                                choices=[
                                    ("rektor", "Rektor"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="rektor",
                                max_length=12,
                                verbose_name="mottaker",
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inngripener",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "grep_inn",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inngripener",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem grep inn",
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inngripener",
                                to="cases.melding",
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inngripener",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fysisk inngripen",
                        "verbose_name_plural": "fysiske inngripener",
                        "ordering": ("-dato", "-id"),
                        "indexes": [
                            models.Index(fields=["skole", "-dato"], name="inngripen_skole"),
                            models.Index(fields=["registrert_av", "-registrert"], name="inngripen_skriver"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("foresatte_informert__isnull", True),
                                    models.Q(("foresatte_informert_av", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="inngripen_foresatte_informert_av_noen",
                                violation_error_message="Skriv hvem som fortalte det til foresatte.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInngripenstillegg",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "hva",
                            models.CharField(
                                choices=[
                                    ("elevens_syn", "Hva eleven sier"),
                                    ("foresatte", "Foresatte er informert"),
                                    ("skade", "Skade"),
                                    ("oppfolging", "Oppfølging"),
                                    ("annet", "Annet"),
                                ],
                                max_length=12,
                                verbose_name="hva gjelder det",
                            ),
                        ),
                        ("tekst", models.TextField(max_length=20000, verbose_name="tillegg")),
                        ("skrevet", models.DateTimeField()),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skrevet_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "inngripen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.inngripen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical tillegg til fysisk inngripen",
                        "verbose_name_plural": "historical tillegg til fysisk inngripen",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Inngripenstillegg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "hva",
                            models.CharField(
                                choices=[
                                    ("elevens_syn", "Hva eleven sier"),
                                    ("foresatte", "Foresatte er informert"),
                                    ("skade", "Skade"),
                                    ("oppfolging", "Oppfølging"),
                                    ("annet", "Annet"),
                                ],
                                max_length=12,
                                verbose_name="hva gjelder det",
                            ),
                        ),
                        ("tekst", models.TextField(max_length=20000, verbose_name="tillegg")),
                        ("skrevet", models.DateTimeField()),
                        (
                            "inngripen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tillegg",
                                to="cases.inngripen",
                            ),
                        ),
                        (
                            "skrevet_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tillegg til fysisk inngripen",
                        "verbose_name_plural": "tillegg til fysisk inngripen",
                        "ordering": ("skrevet", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="Meldepliktvurdering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plikt",
                            models.CharField(
                                choices=[
                                    ("barnevern", "Opplysningsplikten til barnevernet"),
                                    ("avverging", "Avvergingsplikten"),
                                ],
                                max_length=12,
                                verbose_name="hvilken plikt",
                            ),
                        ),
                        ("vurdert", models.DateField(verbose_name="vurdert")),
                        ("sendt", models.DateField(blank=True, null=True, verbose_name="sendt")),
                        ("registrert", models.DateTimeField()),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldepliktvurderinger",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vurdering av meldeplikt",
                        "verbose_name_plural": "vurderinger av meldeplikt",
                        "ordering": ("-vurdert", "-id"),
                        "indexes": [models.Index(fields=["sak", "-vurdert"], name="meldeplikt_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sendt__isnull", True), ("sendt__gte", models.F("vurdert")), _connector="OR"
                                ),
                                name="meldeplikt_sendt_etter_vurdert",
                                violation_error_message="Det kan ikke være sendt før det ble vurdert.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reaksjon",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("regel", models.CharField(max_length=300, verbose_name="hvilken regel")),
                        ("hendelse", models.TextField(max_length=20000, verbose_name="hva eleven gjorde")),
                        ("reaksjon", models.TextField(max_length=20000, verbose_name="reaksjon")),
                        ("elev_hort", models.BooleanField(verbose_name="eleven fikk forklare seg først")),
                        (
                            "elevens_forklaring",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens forklaring"),
                        ),
                        ("ikke_hort_grunn", models.CharField(blank=True, max_length=300, verbose_name="hvorfor ikke")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        (
                            "foresatte_informert_av",
                            models.CharField(blank=True, max_length=120, verbose_name="av hvem"),
                        ),
                        (
                            "bestemt_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem som bestemte",
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reaksjoner",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reaksjoner", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reaksjon",
                        "verbose_name_plural": "reaksjoner",
                        "ordering": ("-dato", "-id"),
                        "indexes": [models.Index(fields=["sak", "-dato"], name="reaksjon_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("elev_hort", True), models.Q(("elevens_forklaring", ""), _negated=True)),
                                    models.Q(("elev_hort", False), models.Q(("ikke_hort_grunn", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="reaksjon_eleven_hort_eller_grunn",
                                violation_error_message="Skriv hva eleven sier, eller hvorfor eleven ikke fikk forklare seg først.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReaksjonstillegg",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("registrert", models.DateTimeField()),
                        ("tekst", models.TextField(blank=True, max_length=20000, verbose_name="tillegg")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reaksjon",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.reaksjon",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical tillegg til reaksjon",
                        "verbose_name_plural": "historical tillegg til reaksjon",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Reaksjonstillegg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("registrert", models.DateTimeField()),
                        ("tekst", models.TextField(blank=True, max_length=20000, verbose_name="tillegg")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        (
                            "reaksjon",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tillegg", to="cases.reaksjon"
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tillegg til reaksjon",
                        "verbose_name_plural": "tillegg til reaksjon",
                        "ordering": ("registrert", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("tekst", ""), _negated=True),
                                    ("foresatte_informert__isnull", False),
                                    _connector="OR",
                                ),
                                name="reaksjonstillegg_sier_noe",
                                violation_error_message="Skriv noe, eller når foresatte fikk vite det.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Samarbeidsavtale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("avtalt", models.TextField(max_length=20000, verbose_name="hva som er avtalt")),
                        ("deltakere", models.CharField(max_length=500, verbose_name="hvem var med")),
                        ("neste_samtale", models.DateField(verbose_name="neste samtale")),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samarbeidsavtaler",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "folges_opp_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hvem som følger opp",
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samarbeidsavtaler",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samarbeidsavtale",
                        "verbose_name_plural": "samarbeidsavtaler",
                        "ordering": ("-dato", "-id"),
                        "indexes": [models.Index(fields=["sak", "-dato"], name="avtale_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("neste_samtale__gt", models.F("dato"))),
                                name="avtale_neste_samtale_er_etter",
                                violation_error_message="Neste samtale må være etter at avtalen ble gjort.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAvtalesamtale",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("hvordan_gaar_det", models.TextField(max_length=20000, verbose_name="hvordan går det")),
                        ("neste_samtale", models.DateField(blank=True, null=True, verbose_name="neste samtale")),
                        ("ferdig", models.BooleanField(default=False, verbose_name="avtalen er ferdig")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "avtale",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.samarbeidsavtale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical samtale om avtalen",
                        "verbose_name_plural": "historical samtaler om avtalen",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Avtalesamtale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("registrert", models.DateTimeField()),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("hvordan_gaar_det", models.TextField(max_length=20000, verbose_name="hvordan går det")),
                        ("neste_samtale", models.DateField(blank=True, null=True, verbose_name="neste samtale")),
                        ("ferdig", models.BooleanField(default=False, verbose_name="avtalen er ferdig")),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "avtale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samtaler",
                                to="cases.samarbeidsavtale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samtale om avtalen",
                        "verbose_name_plural": "samtaler om avtalen",
                        "ordering": ("dato", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ferdig", True), ("neste_samtale__isnull", True)),
                                    models.Q(
                                        ("ferdig", False),
                                        ("neste_samtale__isnull", False),
                                        ("neste_samtale__gt", models.F("dato")),
                                    ),
                                    _connector="OR",
                                ),
                                name="avtalesamtale_har_neste_eller_er_ferdig",
                                violation_error_message="Velg dato for neste samtale, eller kryss av for at avtalen er ferdig.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalinngripen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2b9e631a92d72598fb3efc7afe509d37a8b99a7a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_06ae3",
                            table="cases_historicalinngripen",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalmeldepliktvurdering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0bce78e1c4729483e7372d3b86a2b1eca5914f36",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_23429",
                            table="cases_historicalmeldepliktvurdering",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalreaksjon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a5725f8368b3ff2de5744ee790ddda54c63e234c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_bfea0",
                            table="cases_historicalreaksjon",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalsamarbeidsavtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="13a7a1804ec42b3978746ddc4fd2b2b4f26e5fe8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_102e2",
                            table="cases_historicalsamarbeidsavtale",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inngripen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inngripen_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a0b197b1a65e760e0081c33d411e38f865a0df7e",
                            operation="DELETE",
                            pgid="pgtrigger_inngripen_slettes_aldri_951cf",
                            table="cases_inngripen",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inngripen",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inngripen_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."nokkel" IS DISTINCT FROM (NEW."nokkel") OR OLD."melding_id" IS DISTINCT FROM (NEW."melding_id") OR OLD."elev_id" IS DISTINCT FROM (NEW."elev_id") OR OLD."skole_id" IS DISTINCT FROM (NEW."skole_id") OR OLD."dato" IS DISTINCT FROM (NEW."dato") OR OLD."klokkeslett" IS DISTINCT FROM (NEW."klokkeslett") OR OLD."sted" IS DISTINCT FROM (NEW."sted") OR OLD."grep_inn_id" IS DISTINCT FROM (NEW."grep_inn_id") OR OLD."andre_som_grep_inn" IS DISTINCT FROM (NEW."andre_som_grep_inn") OR OLD."fare" IS DISTINCT FROM (NEW."fare") OR OLD."provd_forst" IS DISTINCT FROM (NEW."provd_forst") OR OLD."gjort" IS DISTINCT FROM (NEW."gjort") OR OLD."minutter" IS DISTINCT FROM (NEW."minutter") OR OLD."skader" IS DISTINCT FROM (NEW."skader") OR OLD."vitner" IS DISTINCT FROM (NEW."vitner") OR OLD."elevens_syn" IS DISTINCT FROM (NEW."elevens_syn") OR OLD."foresatte_informert" IS DISTINCT FROM (NEW."foresatte_informert") OR OLD."foresatte_informert_av" IS DISTINCT FROM (NEW."foresatte_informert_av") OR OLD."oppfolging" IS DISTINCT FROM (NEW."oppfolging") OR OLD."registrert" IS DISTINCT FROM (NEW."registrert") OR OLD."registrert_av_id" IS DISTINCT FROM (NEW."registrert_av_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="bd8a4fc15b564d25869d6999d38ed4512337bab9",
                            operation="UPDATE",
                            pgid="pgtrigger_inngripen_er_uforanderlig_52b2b",
                            table="cases_inngripen",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalinngripenstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="be5123f68019a55de278210a121bf3e342252892",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_5e9a3",
                            table="cases_historicalinngripenstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inngripenstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inngripenstillegg_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3b3b86598a8dd8e3401faca32b563c498409d11c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_inngripenstillegg_bare_legges_til_cc2b4",
                            table="cases_inngripenstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldepliktvurdering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldeplikt_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9c655ec8d80f2a710c4fbffdd9c2dde85fe72665",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_meldeplikt_bare_legges_til_31f23",
                            table="cases_meldepliktvurdering",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reaksjon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reaksjon_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9d3f9da9cb002104a94ea35f021fcfd04c0978f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_reaksjon_bare_legges_til_671cd",
                            table="cases_reaksjon",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalreaksjonstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a66773643d015852e0e377f6e6b7b34974e81cf6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_74f7d",
                            table="cases_historicalreaksjonstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reaksjonstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reaksjonstillegg_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cdca560f52a8c247008056631f83e2b0f8ae01b2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_reaksjonstillegg_bare_legges_til_c0af6",
                            table="cases_reaksjonstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="samarbeidsavtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="avtale_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cc0aade025b27a5997a41874df85300d472cbb9f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_avtale_bare_legges_til_63611",
                            table="cases_samarbeidsavtale",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalavtalesamtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2f579291ad9f2d6548118a48ee0a032776e5fe83",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_e258d",
                            table="cases_historicalavtalesamtale",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="avtalesamtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="avtalesamtale_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0c1d5204609881fd483d026450ce75cf614783ac",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_avtalesamtale_bare_legges_til_20d3f",
                            table="cases_avtalesamtale",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
