"""The archive's saksmappe: made for another than Statsforvalteren's, with the sum of each row that is in it."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_moter_og_mer_tid_hos_statsforvalteren"),
    ]

    operations = [
        Samlet(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="dossier",
                    name="dossierets_bestilling_staar",
                ),
                migrations.RemoveConstraint(
                    model_name="dokument",
                    name="ikke_alt_kan_i_elevmappa",
                ),
                migrations.RemoveConstraint(
                    model_name="dossier",
                    name="dossier_versjon_en_gang",
                ),
                migrations.RemoveConstraint(
                    model_name="dossier",
                    name="ett_dossier_lages_om_gangen",
                ),
                migrations.AddField(
                    model_name="dossier",
                    name="formaal",
                    field=models.CharField(
                        choices=[("statsforvalter", "Statsforvalteren"), ("arkiv", "Arkivet")],
                        default="statsforvalter",
                        max_length=16,
                        verbose_name="for hvem",
                    ),
                ),
                migrations.AddField(
                    model_name="dossier",
                    name="lenker",
                    field=models.PositiveIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="dossier",
                    name="rader",
                    field=models.JSONField(blank=True, default=dict),
                ),
                migrations.AddField(
                    model_name="saksfjerning",
                    name="papirer",
                    field=models.JSONField(blank=True, default=dict),
                ),
                migrations.AlterField(
                    model_name="dokument",
                    name="type",
                    field=models.CharField(
                        choices=[
                            ("melding", "Melding"),
                            ("referat", "Referat"),
                            ("tiltaksplan", "Tiltaksplan"),
                            ("evaluering", "Evaluering"),
                            ("avslutning", "Avslutning"),
                            ("varsel_skoleeier", "Varsel til skoleeier"),
                            ("framlegg", "Framlegg til ansatt"),
                            ("dossier", "Saksmappe"),
                            ("saksmappe_arkiv", "Saksmappe for arkivet"),
                            ("overforing", "Overføring til ny skole"),
                            ("innsyn", "Innsyn"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                migrations.AlterField(
                    model_name="dossier",
                    name="feil",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("tilgang", "Den som ba om saksmappa, kan ikke lenger lese alt i saken."),
                            ("forsok", "Det gikk galt flere ganger."),
                            ("aapen", "Saken ble gjenåpnet før saksmappa var laget."),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddIndex(
                    model_name="saksfjerning",
                    index=django.contrib.postgres.indexes.GinIndex(fields=["papirer"], name="saksfjerning_papirer"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dossier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dossierets_bestilling_staar",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."sak_id" IS DISTINCT FROM (NEW."sak_id") OR OLD."formaal" IS DISTINCT FROM (NEW."formaal") OR OLD."versjon" IS DISTINCT FROM (NEW."versjon") OR OLD."bestilt" IS DISTINCT FROM (NEW."bestilt") OR OLD."bestilt_av_id" IS DISTINCT FROM (NEW."bestilt_av_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1efedc3aeb4a866eaf2b63e05b2abf81fe601776",
                            operation="UPDATE",
                            pgid="pgtrigger_dossierets_bestilling_staar_399e3",
                            table="cases_dossier",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dokument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("type__in", ["framlegg", "varsel_skoleeier", "dossier", "saksmappe_arkiv"]),
                                _negated=True,
                            ),
                            ("utgave", "intern"),
                            _connector="OR",
                        ),
                        name="ikke_alt_kan_i_elevmappa",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.UniqueConstraint(
                        fields=("sak", "formaal", "versjon"), name="dossier_versjon_en_gang"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "bestilt")),
                        fields=("sak", "formaal"),
                        name="ett_dossier_lages_om_gangen",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("formaal", "arkiv"), ("status", "ferdig"), _negated=True),
                            models.Q(("rader", {}), _negated=True),
                            _connector="OR",
                        ),
                        name="arkivets_saksmappe_sier_hva_den_har",
                    ),
                ),
            ]
        )
    ]
