"""Every sentence that a user reads, and the ids by which the core asks for one."""
