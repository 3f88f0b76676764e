"""Extractions in, graph out: records, schema, resolution, networkx graph, view and exports."""
