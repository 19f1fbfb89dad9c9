"""Fiks Arkiv over Fiks IO: the archive's second channel, behind the same door as the folder."""
