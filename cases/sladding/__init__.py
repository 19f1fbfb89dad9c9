"""What goes out of a sak is searched for the names of others, looked over by a human, and masked (A-6, A-7, A-20)."""
