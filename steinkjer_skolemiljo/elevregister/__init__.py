"""The schools and their pupils, as the school administration system has them: a list is shown first, then taken in."""
