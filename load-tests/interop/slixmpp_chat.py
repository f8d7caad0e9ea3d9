#!/usr/bin/env python3
"""Two slixmpp clients chat, read the archive and resume a stream, as a person's clients would.

usage: slixmpp_chat.py HOST PORT CA_CERTIFICATE.pem JID1 PASSWORD1 JID2 PASSWORD2
Prints one line a check; exit code 0 only when all of them held.
"""
import asyncio
import ssl
import sys
import time

import slixmpp

WAIT_SECONDS = 20


class Client(slixmpp.ClientXMPP):
    """A client with the extensions a phone uses: receipts of the archive, carbons, stream management."""

    def __init__(self, jid, password, ca):
        super().__init__(jid, password)
        self.ca_certs = ca
        self.messages = asyncio.Queue()
        self.started = asyncio.Event()
        self.resumed = asyncio.Event()
        self.failed = []
        for plugin in ("xep_0030", "xep_0059", "xep_0198", "xep_0199", "xep_0280", "xep_0313", "xep_0359", "xep_0092"):
            self.register_plugin(plugin)
        self.add_event_handler("session_start", self.on_start)
        self.add_event_handler("session_resumed", lambda _: self.resumed.set())
        self.add_event_handler("message", self.messages.put_nowait)
        self.add_event_handler("failed_all_auth", lambda e: self.failed.append("authentication"))

    async def on_start(self, _event):
        self.send_presence()
        await self.get_roster()
        await self.plugin["xep_0280"].enable()
        self.started.set()

    async def next_body(self):
        while True:
            message = await asyncio.wait_for(self.messages.get(), WAIT_SECONDS)
            if message["body"]:
                return message


def check(text, holds):
    print(("ok   " if holds else "FAIL ") + text, flush=True)
    if not holds:
        raise SystemExit(1)


async def archive_bodies(client, peer):
    """The bodies of the whole archive with this peer, page by page."""
    bodies = []
    async for result in client.plugin["xep_0313"].iterate(with_jid=peer, reverse=False, rsm={"max": 7}):
        body = result["mam_result"]["forwarded"]["stanza"]["body"]
        if body:
            bodies.append((result["mam_result"]["id"], body))
    return bodies


async def main(host, port, ca, jid1, password1, jid2, password2):
    alice, bob = Client(jid1, password1, ca), Client(jid2, password2, ca)
    for client in (alice, bob):
        client.connect((host, port))
    for client in (alice, bob):
        await asyncio.wait_for(client.started.wait(), WAIT_SECONDS)
    check("both clients logged in: %s, %s" % (alice.boundjid, bob.boundjid), True)

    mark = "run %d" % time.time_ns()
    alice.send_message(mto=bob.boundjid.bare, mbody=mark + " hello", mtype="chat")
    got = await bob.next_body()
    check("bob got alice's message", got["body"] == mark + " hello")
    check("it carries a stanza-id of bob's account", bool(got["stanza_id"]["id"]))
    bob.send_message(mto=got["from"], mbody=mark + " hello back", mtype="chat")
    check("alice got the answer", (await alice.next_body())["body"] == mark + " hello back")
    for n in range(20):
        alice.send_message(mto=bob.boundjid.bare, mbody="%s %d" % (mark, n), mtype="chat")
    received = [(await bob.next_body())["body"] for _ in range(20)]
    check("twenty more arrive in order", received == ["%s %d" % (mark, n) for n in range(20)])

    expected = [mark + " hello", mark + " hello back"] + received
    for client, peer in ((alice, bob), (bob, alice)):
        page = await asyncio.wait_for(archive_bodies(client, peer.boundjid.bare), WAIT_SECONDS)
        mine = [body for _, body in page if body.startswith(mark)]
        check("archive of %s has all in order" % client.boundjid.bare, mine == expected)
        ids = [int(i) for i, _ in page]
        check("its ids strictly increase", ids == sorted(set(ids)))

    check("the server names itself", bool((await alice.plugin["xep_0092"].get_version(alice.boundjid.domain))["software_version"]["name"]))

    before = alice.boundjid.full
    alice.plugin["xep_0198"].allow_resume = True
    alice.transport.abort()
    bob.send_message(mto=before, mbody=mark + " while away", mtype="chat")
    await asyncio.sleep(0.5)
    alice.connect((host, port))
    await asyncio.wait_for(alice.resumed.wait(), WAIT_SECONDS)
    check("alice resumed her stream as " + before, alice.boundjid.full == before)
    check("and got what came meanwhile", (await alice.next_body())["body"] == mark + " while away")

    for client in (alice, bob):
        await client.disconnect(wait=2.0)


if __name__ == "__main__":
    args = sys.argv[1:]
    if len(args) != 7:
        sys.exit(__doc__)
    args[1] = int(args[1])
    slixmpp_loop = asyncio.get_event_loop()
    slixmpp_loop.run_until_complete(asyncio.wait_for(main(*args), 120))
