"""What screens are made of. None of them knows where its content comes from."""
