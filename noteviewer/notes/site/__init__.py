"""A folder as a whole: what kind it is, and where links and images lead in it."""
