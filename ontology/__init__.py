"""The words of the graph: classes, properties, phrases, IRIs and shapes."""
