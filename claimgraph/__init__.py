"""Reports in, a knowledge graph out, in which every edge can be traced to the sentence that says so."""

__version__ = "0.1.0"
