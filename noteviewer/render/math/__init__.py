"""Formulas and chemistry to MathML."""
