"""Somebody asks to see a sak: who they are, what they may have, and a written answer (A-6, A-8 to A-15, A-19)."""
