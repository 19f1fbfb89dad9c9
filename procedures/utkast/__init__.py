"""Drafting a new version in the browser: the sektorleder's, and nobody else's until it is approved."""
