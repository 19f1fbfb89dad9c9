"""What runs the house: set-up, servers, checks. Only the standard library, so that a bare machine can start it."""
