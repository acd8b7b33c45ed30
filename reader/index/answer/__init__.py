"""Answering queries: SQL for conditions, selections, counts."""
