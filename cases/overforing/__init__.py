"""The pupil has moved: the rektor gives the new school what it needs to go on, and no more (L-4.28)."""
