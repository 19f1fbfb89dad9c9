"""The guardians of the pupil a sak is about, one by one and never by household (A-8 to A-12)."""
