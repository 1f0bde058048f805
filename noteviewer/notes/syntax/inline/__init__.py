"""What stands inside a line: emphasis, code, links, formulas, markup."""
