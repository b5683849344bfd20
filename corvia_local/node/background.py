"""What a node does on its own: let go of what ended, assemble after a change, pin to a Kubo."""

import asyncio
import hashlib
import logging
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool

from corvia_local.errors import CorviaError
from corvia_local.node.configuration import KuboSettings
from corvia_local.node.keeping import Node, log
from corvia_local.node.pinning import pin_all, pin_remotely
from corvia_local.node.serving import Lifespan
from corvia_local.studio.gathering import NothingToAssemble
from corvia_sync.keeping.community_copy import utc_today

LOOK_SECONDS: Final = 5.0
_PIN_AGAIN_SECONDS: Final = 60.0
_STATE: Final = "assembled-from"


def lifespan_of(node: Node) -> Lifespan:
    """Give the lifespan that runs the node's background work beside the server."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_tend(node)), asyncio.create_task(_pin(node))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    return lifespan


async def _tend(node: Node) -> None:
    """Let go of what ended, and assemble once nothing changed for a while."""
    settings, seen, since = node.configuration.assembly, -1, 0.0
    clock = asyncio.get_running_loop().time
    while True:
        try:
            ended = await run_in_threadpool(node.copy.let_go, utc_today())
            if ended:
                log.info("%d songs ended and were erased", len(ended))
            if node.copy.changes != seen:
                seen, since = node.copy.changes, clock()
            elif settings.enabled and clock() - since >= settings.after_seconds:
                await _assemble_if_changed(node)
        except CorviaError as error:
            log.warning("the node could not tend its songs: %s", error.name)
        await asyncio.sleep(LOOK_SECONDS)


async def _assemble_if_changed(node: Node) -> None:
    wanted = await run_in_threadpool(songs_digest, node)
    state = node.configuration.data / _STATE
    if state.is_file() and state.read_text() == wanted:
        return
    code = await _assemble_apart(node)
    if code == NothingToAssemble.exit_code:
        await run_in_threadpool(shutil.rmtree, node.composition_folder, ignore_errors=True)
    if code in (0, NothingToAssemble.exit_code):
        state.write_text(wanted)
        node.forget_pages()


def songs_digest(node: Node) -> str:
    """Hash the CIDs of all songs that are valid today, so that a change of them is seen."""
    digest, after = hashlib.sha256(), ""
    while songs := node.copy.songs(utc_today(), after, 1000):
        for song in songs:
            digest.update(song.cid.encode())
        after = songs[-1].cid
    return digest.hexdigest()


async def _assemble_apart(node: Node) -> int:
    """Assemble in a process of its own, so that answers do not wait; give its exit code.

    A process that takes too long is ended.
    """
    settings = node.configuration
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "corvia_local", "node", "assemble", str(settings.data)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(settings.assembly.longest_seconds):
            code = await process.wait()
    except TimeoutError:
        log.warning("assembling took longer than it may, and was ended")
        code = -1
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    log.info("a composition was assembled" if code == 0 else "nothing was assembled")
    return code


async def _pin(node: Node) -> None:
    """Keep an IPFS node in step, where one is configured; try again later where it is away."""
    settings, seen = node.configuration.kubo, -1
    if settings is None:
        return
    while True:
        if node.copy.changes == seen and not _is_service_behind(node):
            await asyncio.sleep(LOOK_SECONDS)
            continue
        changes = node.copy.changes
        try:
            if changes != seen:
                count = await run_in_threadpool(pin_all, node.copy, settings)
                node.pinned, seen = True, changes
                log.info("%d authors' songs are pinned", count)
            await _pin_remotely(node, settings)
        except CorviaError as error:
            node.pinned = node.pinned and changes == seen
            log.warning("the IPFS node did not take the songs: %s", error.name)
            await asyncio.sleep(_PIN_AGAIN_SECONDS)


def _is_service_behind(node: Node) -> bool:
    if node.configuration.pinning is None:
        return False
    return node.remote is None or node.remote.waiting + node.remote.failed > 0


async def _pin_remotely(node: Node, kubo: KuboSettings) -> None:
    """Bring the pinning service into step; look again later while it still fetches."""
    pinning = node.configuration.pinning
    if pinning is None:
        return
    try:
        node.remote = await run_in_threadpool(pin_remotely, node.copy, pinning, kubo)
        log.info("the pinning service keeps %d of its pins", node.remote.pinned)
    except CorviaError as error:
        node.remote = None
        log.warning("the pinning service did not take the songs: %s", error.name)
    if _is_service_behind(node):
        await asyncio.sleep(_PIN_AGAIN_SECONDS)


def quiet_logging(file: Path | None = None) -> None:
    """Log what the node does, in counts, to standard error or a file; nothing about who asks."""
    handler = logging.StreamHandler() if file is None else logging.FileHandler(file)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
