#!/usr/bin/env python3
"""A name server for one test: it knows the three servers, the services below them, and nothing else.

usage: names.py ADDRESS DOMAIN=IPV4[,PORT[,TLS_PORT]]...
A domain and conference.DOMAIN have an address, and SRV records (RFC 2782, XEP-0368) where ports are given; whatever else is
asked for does not exist. Ends when it is killed.
"""
import socket
import struct
import sys

A, SRV, IN, NXDOMAIN = 1, 33, 1, 3
TTL_SECONDS = 1


def name(text):
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\0"


def question(packet):
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1:at + 1 + packet[at]].decode("ascii", "replace").lower())
        at += packet[at] + 1
    kind, _ = struct.unpack("!HH", packet[at + 1:at + 5])
    return ".".join(labels), kind, packet[12:at + 5]


def records(table, asked, kind):
    """The data of the records asked for; None when there is no such name."""
    for domain, (address, port, tls_port) in table.items():
        for host in (domain, "conference." + domain):
            services = {"_xmpp-server._tcp." + host: port, "_xmpps-server._tcp." + host: tls_port}
            if asked == host:
                return [socket.inet_aton(address)] if kind == A else []
            if services.get(asked):
                return [struct.pack("!HHH", 1, 1, services[asked]) + name(host)] if kind == SRV else []
    return None


def answer(packet, table):
    asked, kind, echoed = question(packet)
    found = records(table, asked, kind)
    code = NXDOMAIN if found is None else 0
    out = packet[:2] + struct.pack("!HHHHH", 0x8580 | code, 1, len(found or []), 0, 0) + echoed
    for data in found or []:
        out += b"\xc0\x0c" + struct.pack("!HHIH", kind, IN, TTL_SECONDS, len(data)) + data
    return out


def main(address, *entries):
    table = {}
    for entry in entries:
        domain, rest = entry.split("=")
        parts = rest.split(",")
        table[domain] = (parts[0], int(parts[1]) if len(parts) > 1 else 0, int(parts[2]) if len(parts) > 2 else 0)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, 53))
    while True:
        packet, sender = server.recvfrom(4096)
        try:
            server.sendto(answer(packet, table), sender)
        except (IndexError, struct.error):
            pass  # not a question


main(*sys.argv[1:])
