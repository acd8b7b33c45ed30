"""What `reader doctor` tells: facts about this installation, without what is private in them."""
