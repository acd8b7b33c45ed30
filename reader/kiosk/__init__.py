"""``reader --kiosk``: the only thing that an account may run, over SSH, given to strangers."""
