"""A client and a server on 127.0.0.1 that both wait for the other to speak first.

Pattern: both sides receive first
"""

import socket
import threading


def serve(listener):
    connection, _ = listener.accept()
    connection.recv(1)


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    client = socket.create_connection(listener.getsockname())
    client.recv(1)
