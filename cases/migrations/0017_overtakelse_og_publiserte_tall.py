"""Skoleeier takes over a sak and gives it back; the month's published numbers, and the year's report."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_evaluering_og_tiltaksmerker"),
        ("organisation", "0002_roller_for_personvern_og_stotte"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Samlet(
            [
                migrations.CreateModel(
                    name="Saksovertakelse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "retning",
                            models.CharField(
                                choices=[
                                    ("overtatt", "Overtatt av skoleeier"),
                                    ("gitt_tilbake", "Gitt tilbake til skolen"),
                                ],
                                max_length=12,
                                verbose_name="hva",
                            ),
                        ),
                        ("grunn", models.CharField(max_length=1000, verbose_name="grunn")),
                        ("tid", models.DateTimeField()),
                        (
                            "av",
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
                                related_name="saksovertakelser",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overtakelse av sak",
                        "verbose_name_plural": "overtakelser av saker",
                        "ordering": ("-tid", "-id"),
                        "indexes": [models.Index(fields=["sak", "-tid"], name="saksovertakelse_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("grunn", ""), _negated=True),
                                name="saksovertakelse_har_grunn",
                                violation_error_message="Skriv grunnen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeltSak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("maaned", models.DateField()),
                        (
                            "sak",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="telt", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sak som er telt",
                        "verbose_name_plural": "saker som er telt",
                    },
                ),
                migrations.CreateModel(
                    name="Maanedstall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("maaned", models.DateField(unique=True)),
                        ("laget", models.DateTimeField()),
                        ("trinn", models.JSONField(default=dict)),
                        ("skoler", models.JSONField(default=list)),
                    ],
                    options={
                        "verbose_name": "månedstall",
                        "verbose_name_plural": "månedstall",
                        "ordering": ("-maaned",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("maaned__day", 1)), name="maanedstall_begynner_forste_dag"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAarsrapport",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("skolear", models.PositiveSmallIntegerField(db_index=True, verbose_name="skoleår")),
                        ("innledning", models.TextField(blank=True, max_length=4000, verbose_name="innledning")),
                        ("om_sakene", models.TextField(blank=True, max_length=4000, verbose_name="om sakene")),
                        (
                            "om_hvor_og_hva",
                            models.TextField(blank=True, max_length=4000, verbose_name="om hvor og hva"),
                        ),
                        (
                            "om_arbeidet",
                            models.TextField(blank=True, max_length=4000, verbose_name="om skolenes arbeid"),
                        ),
                        ("om_elevene", models.TextField(blank=True, max_length=4000, verbose_name="om elevenes svar")),
                        ("veien_videre", models.TextField(blank=True, max_length=4000, verbose_name="veien videre")),
                        ("versjon", models.PositiveIntegerField(default=1)),
                        ("fryst", models.DateTimeField(blank=True, null=True, verbose_name="ferdig")),
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
                            "maanedstall",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.maanedstall",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical årsrapport",
                        "verbose_name_plural": "historical årsrapporter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Aarsrapport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("skolear", models.PositiveSmallIntegerField(unique=True, verbose_name="skoleår")),
                        ("innledning", models.TextField(blank=True, max_length=4000, verbose_name="innledning")),
                        ("om_sakene", models.TextField(blank=True, max_length=4000, verbose_name="om sakene")),
                        (
                            "om_hvor_og_hva",
                            models.TextField(blank=True, max_length=4000, verbose_name="om hvor og hva"),
                        ),
                        (
                            "om_arbeidet",
                            models.TextField(blank=True, max_length=4000, verbose_name="om skolenes arbeid"),
                        ),
                        ("om_elevene", models.TextField(blank=True, max_length=4000, verbose_name="om elevenes svar")),
                        ("veien_videre", models.TextField(blank=True, max_length=4000, verbose_name="veien videre")),
                        ("versjon", models.PositiveIntegerField(default=1)),
                        ("fryst", models.DateTimeField(blank=True, null=True, verbose_name="ferdig")),
                        (
                            "maanedstall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rapporter",
                                to="cases.maanedstall",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "årsrapport",
                        "verbose_name_plural": "årsrapporter",
                        "ordering": ("-skolear",),
                    },
                ),
                migrations.CreateModel(
                    name="Rapportdokument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("filnavn", models.CharField(max_length=120)),
                        ("innhold", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("laget", models.DateTimeField()),
                        (
                            "laget_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rapport",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dokument",
                                to="cases.aarsrapport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rapport som dokument",
                        "verbose_name_plural": "rapporter som dokument",
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="maanedstall",
                    trigger=pgtrigger.compiler.Trigger(
                        name="maanedstall_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ad8f4ad5f7daf29352e0e5de16e6e0ea415ebc30",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_maanedstall_bare_legges_til_bfe10",
                            table="cases_maanedstall",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalaarsrapport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="244cf77a5eaf4dfdf4dec8ee600ce9278c8b47e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_68c7a",
                            table="cases_historicalaarsrapport",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="aarsrapport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ferdig_rapport_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."fryst" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="174985ab9d073d5d300db16328c0e14ff2989b45",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_ferdig_rapport_er_fryst_020a8",
                            table="cases_aarsrapport",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="saksovertakelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="saksovertakelse_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cb323c581d9b9dae3a3116ecfc2f5911f24b37a7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_saksovertakelse_bare_legges_til_5a429",
                            table="cases_saksovertakelse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rapportdokument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rapportdokument_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="57d79ce46210872ad44573f8c5bc9dc80ff63369",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rapportdokument_er_fryst_7155b",
                            table="cases_rapportdokument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teltsak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="telt_sak_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bc7e59143444dd5594822e942d427b73e12ea7b1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_telt_sak_bare_legges_til_1c165",
                            table="cases_teltsak",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
