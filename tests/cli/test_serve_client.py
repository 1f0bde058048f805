"""The server for assistants, driven by the protocol's own client library."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from noteviewer.cli.main import main

FIRST = {
    "a.md": "---\ntitle: 甲\ndate: 2020-01-02\n---\n\n# 多任务\n\n多任务学习，见[乙](b.md)。\n\n"
    "https://example.org/paper\n\n一篇关于多任务的论文\n",
    "b.md": "---\ndate: 2021-03-04\n---\n\n# 乙\n\n注意力与多任务 ![gone](no.png)\n",
}
SECOND = {"c.md": "# Other\n\nattention only\n"}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name, notes in (("first", FIRST), ("second", SECOND)):
        (tmp_path / name).mkdir()
        for path, text in notes.items():
            (tmp_path / name / path).write_text(text, "utf-8")
    return tmp_path / "first", tmp_path / "second"


async def ask(client: ClientSession, tool: str, **arguments: object) -> Mapping[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, (tool, result.content)
    assert result.structured_content is not None
    return dict(result.structured_content)


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    """What the command line says to the same question."""
    capsys.readouterr()
    assert main([*command, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


async def session(folders: tuple[Path, Path]) -> dict[str, Mapping[str, Any]]:
    arguments = ["-m", "noteviewer", "serve", *map(str, folders), "--mcp"]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
    answers: dict[str, Mapping[str, Any]] = {}
    async with stdio_client(server) as streams, ClientSession(*streams) as client:
        await client.initialize()
        tools = {tool.name for tool in (await client.list_tools()).tools}
        for tool in ("outline", "read", "references", "backlinks", "related"):
            answers[tool] = await ask(client, tool, folder="first", note="a.md")
        answers["search"] = await ask(client, "search", folder="first", query="多任务")
        answers["second"] = await ask(client, "search", folder="second", query="attention")
        answers["query"] = await ask(client, "query", folder="first", query="LIST")
        answers["recent"] = await ask(client, "recent", folder="first")
        answers["problems"] = await ask(client, "problems", folder="first")
        (folders[1] / "d.md").write_text("# New\n\nattention again\n", "utf-8")
        answers["after"] = await ask(client, "search", folder="second", query="again")
        assert tools == set(answers) - {"second", "after"}
        resources = (await client.list_resources()).resources
        texts = [(await client.read_resource(one.uri)).contents for one in resources]
        assert len(texts) == len(FIRST) + len(SECOND) + 1
    return answers


def test_every_tool_answers_as_the_command_line_does(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first = str(folders[0])
    answers = asyncio.run(session(folders))
    found = printed(capsys, "search", first, "多任务")
    served = answers["search"]
    assert (served["notes"], served["sections"]) == (found["notes"], found["sections"])
    assert [hit["note"] for hit in served["hits"]] == [hit["path"] for hit in found["hits"]]
    read = printed(capsys, "inspect", str(folders[0] / "a.md"))
    assert answers["outline"]["title"] == read["title"]
    assert [one["url"] for one in answers["references"]["references"]] == [
        one["url"] for one in read["references"]
    ]
    told = printed(capsys, "problems", first)
    assert [one["kind"] for one in answers["problems"]["problems"]] == [one["kind"] for one in told]
    assert answers["query"]["rows"] == [
        row
        for group in printed(capsys, "query", first, "LIST")["views"][0]["groups"]
        for row in group["rows"]
    ]
    assert {one["note"] for one in answers["recent"]["notes"]} == set(FIRST)
    assert [hit["note"] for hit in answers["second"]["hits"]] == ["c.md"]
    assert [hit["note"] for hit in answers["after"]["hits"]] == ["d.md"]
