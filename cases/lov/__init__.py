"""The law as a pure module: facts about a sak go in, duties come out. No Django, no clock, no settings.

Every rule bears the id it has in the law note the house was built from (L-4.19, D-5 …), its strength and its source.
The act itself sets no day counts: a municipal target that is missed is «forsinket», never a breach of law.
"""
