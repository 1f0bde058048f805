"""The scheme ``noteviewer://``: the only thing that the web view can ever load.

Addresses are those of `noteviewer.render.urls`. What is asked for is read on a worker thread.
"""

import logging
from functools import partial

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from noteviewer.gui.core.documents import ReadResource, Resource
from noteviewer.gui.core.tasks import Tasks
from noteviewer.render.urls import SCHEME

logger = logging.getLogger(__name__)


def register_scheme() -> None:
    """Make the scheme known, once; has to happen before the first profile is made."""
    if not QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name().isEmpty():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    # Fonts are always asked for with CORS.
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the web view's requests out of the folder and the program."""

    def __init__(self, tasks: Tasks, read: ReadResource, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read = read

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Read what is asked for, and reply when it is there."""
        if job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        url = job.requestUrl().toString(job.requestUrl().ComponentFormattingOption.FullyEncoded)
        self._tasks.run(partial(self._read, url), partial(_reply, job), partial(_fail, job, url))


def _reply(job: QWebEngineUrlRequestJob, resource: Resource | None) -> None:
    if not shiboken6.isValid(job):
        return
    if resource is None:
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        return
    job.setAdditionalResponseHeaders(
        {
            QByteArray(b"Access-Control-Allow-Origin"): QByteArray(b"*"),
            QByteArray(b"X-Content-Type-Options"): QByteArray(b"nosniff"),
        }
    )
    buffer = QBuffer(job)
    buffer.setData(resource.body)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(resource.content_type.encode()), buffer)


def _fail(job: QWebEngineUrlRequestJob, url: str, error: Exception) -> None:
    logger.info("cannot serve %s: %s", url, error)
    if shiboken6.isValid(job):
        job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
