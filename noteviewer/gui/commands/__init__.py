"""Everything the user can do: one registry feeds menus, tool bar, palette and shortcut list."""
