"""The school's own account, the dossiers made of a sak, and that they were sent."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_veilederens_verktoy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Samlet(
            [
                migrations.CreateModel(
                    name="Dossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("versjon", models.PositiveIntegerField(verbose_name="versjon")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("bestilt", "Blir laget"),
                                    ("ferdig", "Ferdig"),
                                    ("feilet", "Kunne ikke lages"),
                                ],
                                default="bestilt",
                                max_length=8,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "steg",
                            models.CharField(
                                choices=[
                                    ("venter", "Venter på tur"),
                                    ("leser", "Leser saken"),
                                    ("tegner", "Skriver sidene og legger ved filene"),
                                    ("lagrer", "Lagrer"),
                                ],
                                default="venter",
                                max_length=8,
                                verbose_name="hvor langt",
                            ),
                        ),
                        ("forsok", models.PositiveSmallIntegerField(default=0)),
                        (
                            "feil",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tilgang", "Den som ba om saksmappa, kan ikke lenger lese alt i saken."),
                                    ("forsok", "Det gikk galt flere ganger."),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("bestilt", models.DateTimeField(verbose_name="bestilt")),
                        ("oyeblikk", models.DateTimeField(blank=True, null=True, verbose_name="slik saken var")),
                        ("ferdig", models.DateTimeField(blank=True, null=True)),
                        ("sider", models.PositiveIntegerField(default=0, verbose_name="sider")),
                        ("bilag", models.PositiveIntegerField(default=0, verbose_name="bilag")),
                        (
                            "bestilt_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "dokument",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossier",
                                to="cases.dokument",
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="dossierer", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saksmappe",
                        "verbose_name_plural": "saksmapper",
                        "ordering": ("-versjon",),
                    },
                ),
                migrations.CreateModel(
                    name="Dossieroversendelse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        (
                            "kanal",
                            models.CharField(
                                choices=[
                                    ("eformidling", "eFormidling"),
                                    ("svarut", "SvarUt"),
                                    ("opplasting", "Lagt inn i Statsforvalterens løsning"),
                                    ("papir", "På papir"),
                                    ("annet", "På en annen sikker måte"),
                                ],
                                max_length=12,
                                verbose_name="hvordan",
                            ),
                        ),
                        ("mottaker", models.CharField(max_length=120, verbose_name="til hvem")),
                        (
                            "referanse",
                            models.CharField(blank=True, max_length=80, verbose_name="mottakerens referanse"),
                        ),
                        ("registrert", models.DateTimeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oversendelser",
                                to="cases.dossier",
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
                        "verbose_name": "oversendelse av saksmappe",
                        "verbose_name_plural": "oversendelser av saksmapper",
                        "ordering": ("dato", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRedegjorelse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("folge_med", models.TextField(blank=True, max_length=20000, verbose_name="følge med")),
                        ("gripe_inn", models.TextField(blank=True, max_length=20000, verbose_name="gripe inn")),
                        ("melde_fra", models.TextField(blank=True, max_length=20000, verbose_name="melde fra")),
                        (
                            "skjerpet_plikt",
                            models.TextField(blank=True, max_length=20000, verbose_name="skjerpet plikt"),
                        ),
                        ("undersoke", models.TextField(blank=True, max_length=20000, verbose_name="undersøke")),
                        (
                            "sette_inn_tiltak",
                            models.TextField(blank=True, max_length=20000, verbose_name="sette inn tiltak"),
                        ),
                        ("dokumentere", models.TextField(blank=True, max_length=20000, verbose_name="dokumentere")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="elevens syn")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        ("videre", models.TextField(blank=True, max_length=20000, verbose_name="hva som skjer videre")),
                        ("revisjon", models.PositiveIntegerField(default=0)),
                        ("endret", models.DateTimeField()),
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
                            "endret_av",
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
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
                        "verbose_name": "historical redegjørelse",
                        "verbose_name_plural": "historical redegjørelser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Redegjorelse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("folge_med", models.TextField(blank=True, max_length=20000, verbose_name="følge med")),
                        ("gripe_inn", models.TextField(blank=True, max_length=20000, verbose_name="gripe inn")),
                        ("melde_fra", models.TextField(blank=True, max_length=20000, verbose_name="melde fra")),
                        (
                            "skjerpet_plikt",
                            models.TextField(blank=True, max_length=20000, verbose_name="skjerpet plikt"),
                        ),
                        ("undersoke", models.TextField(blank=True, max_length=20000, verbose_name="undersøke")),
                        (
                            "sette_inn_tiltak",
                            models.TextField(blank=True, max_length=20000, verbose_name="sette inn tiltak"),
                        ),
                        ("dokumentere", models.TextField(blank=True, max_length=20000, verbose_name="dokumentere")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="elevens syn")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        ("videre", models.TextField(blank=True, max_length=20000, verbose_name="hva som skjer videre")),
                        ("revisjon", models.PositiveIntegerField(default=0)),
                        ("endret", models.DateTimeField()),
                        (
                            "endret_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="redegjorelse", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "redegjørelse",
                        "verbose_name_plural": "redegjørelser",
                    },
                ),
                migrations.AddIndex(
                    model_name="dossier",
                    index=models.Index(
                        condition=models.Q(("status", "bestilt")), fields=["bestilt"], name="dossier_venter"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.UniqueConstraint(fields=("sak", "versjon"), name="dossier_versjon_en_gang"),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "bestilt")), fields=("sak",), name="ett_dossier_lages_om_gangen"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dokument__isnull", False),
                                ("ferdig__isnull", False),
                                ("oyeblikk__isnull", False),
                                ("status", "ferdig"),
                            ),
                            models.Q(
                                models.Q(("status", "ferdig"), _negated=True),
                                ("dokument__isnull", True),
                                ("ferdig__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ferdig_dossier_har_dokument",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("status", "feilet"), ("feil", ""), _connector="OR"),
                        name="bare_feilet_dossier_har_feil",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dossier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dossier_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="cbb41414632ec228bd1d9d0ef59d884d923a0f57",
                            operation="DELETE",
                            pgid="pgtrigger_dossier_slettes_aldri_1c80e",
                            table="cases_dossier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dossier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ferdig_dossier_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" IN ('ferdig', 'feilet'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="575bef7499b1586346830fbef1da01ffbf298b76",
                            operation="UPDATE",
                            pgid="pgtrigger_ferdig_dossier_er_fryst_11d1c",
                            table="cases_dossier",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dossier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dossierets_bestilling_staar",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."sak_id" IS DISTINCT FROM (NEW."sak_id") OR OLD."versjon" IS DISTINCT FROM (NEW."versjon") OR OLD."bestilt" IS DISTINCT FROM (NEW."bestilt") OR OLD."bestilt_av_id" IS DISTINCT FROM (NEW."bestilt_av_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="89add36f0661e58207d65afe8034721abe7c2b16",
                            operation="UPDATE",
                            pgid="pgtrigger_dossierets_bestilling_staar_399e3",
                            table="cases_dossier",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="dossieroversendelse",
                    index=models.Index(fields=["dossier", "dato"], name="dossieroversendelse"),
                ),
                migrations.AddConstraint(
                    model_name="dossieroversendelse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("mottaker", ""), _negated=True),
                        name="oversendelse_har_mottaker",
                        violation_error_message="Skriv hvem den ble sendt til.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dossieroversendelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dossieroversendelse_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6f0e2dd1b530d34d3eab1bf149a17c6a1e33b397",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_dossieroversendelse_legges_til_eff8c",
                            table="cases_dossieroversendelse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalredegjorelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2d5b516a2ab483da5ec6c64f60c5159010e220db",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_9b363",
                            table="cases_historicalredegjorelse",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
