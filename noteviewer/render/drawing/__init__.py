"""Pictures that a process of their own draws from text: diagrams."""
