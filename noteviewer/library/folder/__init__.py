"""The folder on disk: scan, watch, what the user chose for it, writing outside it."""
