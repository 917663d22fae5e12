"""Training of what the package ships learned: each module is one command, and needs the extra ``train``."""
