"""Who works where, as what, from when to when: users, roles, classes' teachers. No case content is here."""
