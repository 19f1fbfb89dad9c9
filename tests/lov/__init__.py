"""Tests of the law: pure, without a database, except where they hold the law against the models."""
