"""Threads that call the core and hand its answers to the event loop, the only ones in `ui`."""
