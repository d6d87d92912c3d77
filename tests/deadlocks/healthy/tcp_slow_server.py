"""A client waits for a server on 127.0.0.1 that takes its time."""

import socket
import threading
import time


def serve(listener):
    connection, _ = listener.accept()
    with connection:
        time.sleep(0.7)
        connection.sendall(b"x")


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,)).start()
    with socket.create_connection(listener.getsockname()) as client:
        client.recv(1)
