"""Which parts of a sak a grant opens, and who has taken over work from whom."""

import cases.sak.models
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import steinkjer_skolemiljo.migrering
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("cases", "0010_nokkel_til_nettleserens_utkast"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        steinkjer_skolemiljo.migrering.Samlet(
            operations=[
                migrations.CreateModel(
                    name="Overtakelse",
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
                                    ("sak", "Saken"),
                                    ("tiltak", "Tiltak"),
                                    ("samtale", "Planlagt samtale"),
                                    ("tilgang", "Tilgang som er gitt"),
                                    ("framlegg", "Framlegg"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("objekt_id", models.BigIntegerField()),
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
                            "fra",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="overtakelser", to="cases.sak"
                            ),
                        ),
                        (
                            "til",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overtakelse",
                        "verbose_name_plural": "overtakelser",
                        "ordering": ("-id",),
                        "indexes": [
                            models.Index(fields=["hva", "objekt_id", "-id"], name="overtakelse_gjelder"),
                            models.Index(fields=["til", "hva"], name="overtakelse_til"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("fra", models.F("til")), _negated=True),
                                name="overtakelse_har_to_personer",
                                violation_error_message="Den som overtar, må være en annen.",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="saktilgang",
                    name="deler",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("undersokelse", "Undersøkelse"),
                                ("tiltaksplan", "Tiltaksplan"),
                                ("evaluering", "Evaluering"),
                                ("personer", "Personer"),
                                ("dokumenter", "Dokumenter"),
                                ("logg", "Logg"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=cases.sak.models.alle_deler,
                        size=None,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="saktilgang",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "deler__contained_by",
                                ["undersokelse", "tiltaksplan", "evaluering", "personer", "dokumenter", "logg"],
                            )
                        ),
                        name="tilgang_har_kjente_deler",
                        violation_error_message="En del av saken som ikke finnes, kan ikke deles.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="overtakelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="overtakelse_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="dfec27e7210544703dc815a89e83a15db3ab25af",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_overtakelse_bare_legges_til_675d2",
                            table="cases_overtakelse",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
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
                    ("overlevering", "Overlevering"),
                ],
                max_length=20,
            ),
        ),
    ]
