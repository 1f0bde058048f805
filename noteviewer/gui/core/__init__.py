"""Parts that every package of the window may use: settings, tasks, queries, values."""
