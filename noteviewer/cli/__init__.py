"""The command line: ``noteviewer COMMAND ...``, and opening the window without a command.

Every command is a module with ``register(commands)``, which declares its arguments, and
``run(arguments) -> exit code``. Modules import what they need inside ``run``, so that no command
but ``screenshot`` and the window itself loads Qt, and each starts fast.
"""
