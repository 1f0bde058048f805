"""The whole document around a page: shell, styles, head card, words; alone or on paper."""
