"""The only threads of `ui`: they call the core and deliver its answers on the event loop."""
