"""The archive: every document to the pupil's elevmappe, with a receipt, and what may leave us after (R-1 to R-12)."""
