"""A person's roles in time. The system is a user of its own."""

from __future__ import annotations

from steinkjer_skolemiljo.organisation.models import Bruker

SYSTEMETS_EPOST = "systemet@steinkjer.example"


def systemet() -> Bruker:
    """The system itself, who acts in tasks and in imports; nobody can log in as it."""
    bruker = Bruker.objects.filter(er_systemet=True).first()
    if bruker is None:
        bruker = Bruker.objects.create_user(
            SYSTEMETS_EPOST, fornavn="System", etternavn="et", er_systemet=True, is_active=False
        )
    return bruker
