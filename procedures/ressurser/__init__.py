"""The collection of competence packages and resource pages: found by search, and looked after."""
