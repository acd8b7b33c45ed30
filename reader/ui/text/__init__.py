"""The shown text beyond its layout: anchors, marks, links, hits, sideways moves."""
