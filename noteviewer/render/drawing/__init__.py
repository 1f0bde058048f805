"""Pictures that a process of their own draws: diagrams, and pages of PDFs."""
