"""Measurements: each is one command, ``python -m benchmarks.NAME``, and names the machine it ran on."""
