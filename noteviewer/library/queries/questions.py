"""Answers to what a page, a command or an assistant asks; none of them fails."""

import sqlite3
from datetime import datetime

from noteviewer.library.queries.bases import run_base
from noteviewer.library.queries.dataview import read_query, run_inline, run_query
from noteviewer.library.queries.functions import Context
from noteviewer.library.queries.pages import Folder, FolderPages
from noteviewer.library.queries.values import Budget, QueryError
from noteviewer.notes.answers import Answer, Question, QuestionKind


def answer(
    connection: sqlite3.Connection,
    pages: FolderPages,
    question: Question,
    now: datetime,
    seconds: float,
) -> Answer:
    """Answer one question.

    Args:
        connection: To the index.
        pages: The notes of the index.
        question: What is asked.
        now: The time of the reader, without a zone.
        seconds: That the answer may take.

    Returns:
        With the reason where there is no answer.
    """
    context = Context(Folder(connection, pages), Budget(seconds), now, question.path)
    try:
        match question.kind:
            case QuestionKind.DATAVIEW:
                return run_query(read_query(question.source), context)
            case QuestionKind.INLINE:
                return run_inline(question.source, context)
            case QuestionKind.BASE:
                return run_base(question.source, context, question.view)
    except QueryError as error:
        return Answer(problem=str(error))
    except RecursionError:
        return Answer(problem="brackets are nested too deep")
