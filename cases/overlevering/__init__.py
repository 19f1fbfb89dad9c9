"""Work that changes hands: one who leaves, one who comes, one who is away. No change of person orphans a sak."""
