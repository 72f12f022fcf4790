"""Servers that speak the protocols of the real ones, and misbehave when told to."""
