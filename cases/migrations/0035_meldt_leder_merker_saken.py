"""The sak says that a leader is accused in it, always; the database sees to it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0034_saksmappe_for_arkivet"),
    ]

    operations = [
        # From here the denials ask the sak alone: better to stop than to open one to the leader it accuses.
        migrations.RunSQL(
            """
            DO $$ BEGIN
                IF EXISTS (
                    SELECT FROM cases_involvert i JOIN cases_sak s ON s.id = i.sak_id
                    WHERE i.rolle = 'mulig_krenker' AND i.kategori = 'leder' AND NOT s.ledelse_innmeldt
                ) THEN
                    RAISE EXCEPTION 'a leader is accused in a sak that does not say so: see README, «Ny versjon»';
                END IF;
            END $$
            """,
            migrations.RunSQL.noop,
        ),
        Samlet(
            [
                migrations.RemoveIndex(
                    model_name="involvert",
                    name="involvert_leder",
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="involvert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldt_leder_merker_saken",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"kategori\" = 'leder' AND NEW.\"rolle\" = 'mulig_krenker')",
                            constraint="CONSTRAINT",
                            func="IF EXISTS (SELECT FROM cases_sak WHERE id = NEW.sak_id AND NOT ledelse_innmeldt) THEN RAISE check_violation USING CONSTRAINT = 'meldt_leder_merker_saken', MESSAGE = 'a leader is accused in a sak that does not say so'; END IF; RETURN NULL;",
                            hash="37671a02b053f1da1794e7703c0372f7ec7c88cf",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_meldt_leder_merker_saken_a7fa1",
                            table="cases_involvert",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldt_ledelse_tas_aldri_tilbake",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT NEW."ledelse_innmeldt" AND OLD."ledelse_innmeldt")',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="996046d8ef84bf0ad8ba655617bd2bad7945e4e9",
                            operation="UPDATE",
                            pgid="pgtrigger_meldt_ledelse_tas_aldri_tilbake_db6ff",
                            table="cases_sak",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
