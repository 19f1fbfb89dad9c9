"""A few questions about a version: to think with, not to be marked by."""
