"""The folder for assistants: a server of the Model Context Protocol over the standard streams.

`protocol` speaks JSON-RPC, `tools` says what can be asked and checks how it is asked, `answers`
asks the index. Nothing is kept between requests but open indexes, so that every revision of the
protocol is spoken by the same code. No library: the reference one needs a web framework.
"""
