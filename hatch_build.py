"""What is made when the wheel is built: manual page, completions, and full addresses of pictures.

Part of the build only; nothing of it is installed.
"""

import re
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

HOME = "https://github.com/noteviewer/noteviewer"


class ManualHook(BuildHookInterface[Any]):
    """Adds the manual page and the completions to the ``share`` folder of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them before the wheel is put together."""
        if version != "standard":
            return  # an editable install has no share folder
        sys.path.insert(0, self.root)
        from tools.manual import write_all

        for place, file in write_all(Path(self.root) / "build" / "share").items():
            build_data["shared_data"][str(file)] = f"share/{place}"


class ReadmeHook(MetadataHookInterface):
    """Gives the description for package indexes: pictures and pages by their full address."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Read README.md, whose own links are relative."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        base = f"{HOME}/raw/v{metadata['version']}"
        text = re.sub(r"(!\[[^\]]*\]\()(?!\w+:)", rf"\g<1>{base}/", text)
        page = f"{HOME}/blob/v{metadata['version']}"
        text = re.sub(r"(?<!!)(\[[^\]]*\]\()(?!\w+:|#)", rf"\g<1>{page}/", text)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
