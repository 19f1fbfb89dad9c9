"""Every paper of a sak becomes a document, in a full edition and in one for the pupil's folder."""

import django.db.models.deletion
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet

# What was there are adopted plans as the home gets them. The trigger that refuses every change is off meanwhile; what
# is filled in are columns no seal has covered. Deferred checks of foreign keys are done before the table is altered.
FYLL_UT = """
ALTER TABLE cases_dokument DISABLE TRIGGER USER;
UPDATE cases_dokument d
   SET objekt_type = 'cases.tiltaksplan', objekt_id = p.id, versjon = p.versjon, elev_id = s.elev_id
  FROM cases_tiltaksplan p JOIN cases_sak s ON s.id = p.sak_id
 WHERE p.id = d.plan_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_dokument ENABLE TRIGGER USER;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_varsler_med_valg_forsok_og_ordnet"),
        ("organisation", "0006_brukerens_sprak"),
    ]

    operations = [
        Samlet(
            [
                migrations.RemoveConstraint(model_name="dokument", name="ett_dokument_per_planversjon"),
                migrations.AddField(
                    model_name="dokument",
                    name="elev",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dokumenter",
                        to="organisation.elev",
                    ),
                ),
                migrations.AddField(
                    model_name="dokument",
                    name="mime",
                    field=models.CharField(default="application/pdf", max_length=80),
                ),
                migrations.AddField(
                    model_name="dokument",
                    name="objekt_id",
                    field=models.BigIntegerField(default=0),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="dokument",
                    name="objekt_type",
                    field=models.CharField(default="", max_length=60),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="dokument",
                    name="utgave",
                    field=models.CharField(
                        choices=[("intern", "Full utgave"), ("elevmappe", "Utgave til elevmappa og hjemmet")],
                        default="elevmappe",
                        max_length=12,
                        verbose_name="utgave",
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="dokument",
                    name="versjon",
                    field=models.PositiveIntegerField(default=1, verbose_name="versjon"),
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
                            ("overforing", "Overføring til ny skole"),
                            ("innsyn", "Innsyn"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(FYLL_UT, migrations.RunSQL.noop),
        Samlet(
            [
                migrations.AddIndex(
                    model_name="dokument",
                    index=models.Index(fields=["sha256"], name="dokument_sha256"),
                ),
                migrations.AddConstraint(
                    model_name="dokument",
                    constraint=models.UniqueConstraint(
                        fields=("objekt_type", "objekt_id", "type", "utgave", "versjon"),
                        name="dokument_lages_en_gang",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dokument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("elev__isnull", False), ("utgave", "elevmappe")),
                            models.Q(("elev__isnull", True), ("utgave", "intern")),
                            _connector="OR",
                        ),
                        name="elevmappens_dokument_har_elev",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dokument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("type__in", ["framlegg", "varsel_skoleeier"]), _negated=True),
                            ("utgave", "intern"),
                            _connector="OR",
                        ),
                        name="ikke_alt_kan_i_elevmappa",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dokument",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("plan__isnull", True),
                            models.Q(("objekt_id", models.F("plan")), ("objekt_type", "cases.tiltaksplan")),
                            _connector="OR",
                        ),
                        name="dokument_peker_paa_en_plan",
                    ),
                ),
            ]
        ),
    ]
