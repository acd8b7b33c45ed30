"""What fills the terminal: each screen puts widgets together and carries messages between them."""
