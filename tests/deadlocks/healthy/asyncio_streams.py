"""A server and a client in one loop, the server slow to answer."""

import asyncio


async def answer(reader, writer):
    await reader.readline()
    await asyncio.sleep(0.6)
    writer.write(b"world\n")
    await writer.drain()
    writer.close()


async def run():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello\n")
    await reader.readline()
    writer.close()
    server.close()


def main():
    asyncio.run(run())
