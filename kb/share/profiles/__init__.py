"""What people offer to pass on and wish to learn, and with whom they would rather not."""
