# A client such as the assignment describes: select, recv(1024), print.
#
#     python3 select_client.py PORT NICK
import select
import socket
import sys

sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for request in ("/join room\n", f"/nick {sys.argv[2]}\n"):
    sock.sendall(request.encode())
    sock.recv(len("0\n"))
while True:
    reads, writes, errors = select.select([sock, sys.stdin], [], [])
    if sock in reads:
        message = sock.recv(1024)
        if not message:
            break
        print(message.decode(errors="replace"), end="", flush=True)
    if sys.stdin in reads:
        line = sys.stdin.readline()
        sock.sendall(line.encode())
        if line == "/logout\n":
            sock.close()
            break
