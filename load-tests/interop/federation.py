#!/usr/bin/env python3
"""A client on each of three servers: what people of different servers do with each other.

usage: federation.py together AUTHORITIES.pem OUR_JID OUR_HOST THEIR_JID THEIR_HOST...
       federation.py down AUTHORITIES.pem OUR_JID OUR_HOST THEIR_JID    their server does not run
       federation.py up AUTHORITIES.pem THEIR_JID THEIR_HOST            it does again
Prints one line a check; exit code 0 only when all of them held.
"""
import asyncio
import sys
import time

import slixmpp
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream import ET

WAIT_SECONDS = 60
WAITING = "said while you were away"


class Client(slixmpp.ClientXMPP):
    """A client of somebody; it says yes to whoever wants to see its presence."""

    def __init__(self, jid, ca):
        super().__init__(jid + "/phone", "secret")
        self.ca_certs = ca
        self.messages = asyncio.Queue()
        self.presences = asyncio.Queue()
        self.started = asyncio.Event()
        for plugin in ("xep_0030", "xep_0045", "xep_0059", "xep_0199", "xep_0313"):
            self.register_plugin(plugin)
        self.auto_authorize = True
        self.auto_subscribe = True
        self.add_event_handler("session_start", self.on_start)
        self.add_event_handler("message", self.messages.put_nowait)
        self.add_event_handler("message_error", self.messages.put_nowait)
        self.add_event_handler("presence_available", self.presences.put_nowait)

    async def on_start(self, _event):
        self.send_presence()
        await self.get_roster()
        self.started.set()

    async def message(self, holds):
        while True:
            message = await asyncio.wait_for(self.messages.get(), WAIT_SECONDS)
            if holds(message):
                return message

    async def presence_of(self, bare):
        while True:
            presence = await asyncio.wait_for(self.presences.get(), WAIT_SECONDS)
            if presence["from"].bare == bare:
                return presence


def check(text, holds=True):
    print(("ok   " if holds else "FAIL ") + text, flush=True)
    if not holds:
        raise SystemExit(1)


async def ping_server(us, them):
    for client, server in ((us, them.boundjid.host), (them, us.boundjid.host)):
        await client.plugin["xep_0199"].ping(jid=server, timeout=WAIT_SECONDS)
        check("%s pings the server %s" % (client.boundjid.host, server))


async def chat(us, them):
    mark = "run %d" % time.time_ns()
    us.send_message(mto=them.boundjid.bare, mbody=mark + " hello", mtype="chat")
    got = await them.message(lambda m: m["body"] == mark + " hello")
    check("%s has our message" % them.boundjid.host, got["from"].bare == us.boundjid.bare)
    for n in range(20):
        them.send_message(mto=us.boundjid.bare, mbody="%s %d" % (mark, n), mtype="chat")
    bodies = [(await us.message(lambda m: m["body"].startswith(mark)))["body"] for _ in range(20)]
    check("we have its 20 answers in order", bodies == ["%s %d" % (mark, n) for n in range(20)])
    return mark


async def archive(us, them, mark):
    found = []
    async for result in us.plugin["xep_0313"].iterate(with_jid=them.boundjid.bare, rsm={"max": 10}):
        body = result["mam_result"]["forwarded"]["stanza"]["body"]
        if body.startswith(mark):
            found.append(body)
    check("our archive has all 21 once, in order", found == [mark + " hello"] + ["%s %d" % (mark, n) for n in range(20)])


async def presence(us, them):
    us.send_presence_subscription(pto=them.boundjid.bare, ptype="subscribe")
    await us.presence_of(them.boundjid.bare)
    check("we see that %s is there" % them.boundjid.bare)
    await them.presence_of(us.boundjid.bare)
    check("and it sees us")


async def disco(us, them):
    for client, domain in ((us, them.boundjid.host), (them, us.boundjid.host)):
        info = await client.plugin["xep_0030"].get_info(jid=domain, timeout=WAIT_SECONDS)
        identities = {identity[0] for identity in info["disco_info"]["identities"]}
        check("disco of %s from %s" % (domain, client.boundjid.host), "server" in identities)


async def jingle(us, them):
    """A session-initiate to a full JID: there is nobody to take the call, and the answer says so at once."""
    for caller, callee in ((us, them), (them, us)):
        iq = caller.make_iq_set(ito=callee.boundjid.full)
        iq.append(ET.fromstring("<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s1'/>"))
        try:
            await iq.send(timeout=WAIT_SECONDS)
            check("an answer to the call", False)
        except IqError as refused:
            check("%s answers a call of %s (%s)" % (callee.boundjid.full, caller.boundjid.host, refused.condition))


async def room(host, guest):
    """A room of the host's server, entered by somebody of another."""
    name = "hall%d@conference.%s" % (time.time_ns(), host.boundjid.host)
    for client, nick in ((host, "host"), (guest, "guest")):
        client.plugin["xep_0045"].join_muc(name, nick)
        await client.presence_of(name)
        if client is host:
            await configure(host, name)
    mark = "run %d" % time.time_ns()
    guest.send_message(mto=name, mbody=mark, mtype="groupchat")
    for client in (host, guest):
        await client.message(lambda m: m["type"] == "groupchat" and m["body"] == mark)
    check("%s talks in a room of %s" % (guest.boundjid.bare, host.boundjid.host))


async def configure(host, name):
    """The usual room (XEP-0045 10.1.2)."""
    iq = host.make_iq_set(ito=name)
    iq.append(ET.fromstring(
        "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query>"))
    try:
        await iq.send(timeout=WAIT_SECONDS)
    except IqError as refused:
        if refused.condition not in ("item-not-found", "not-allowed", "forbidden"):
            raise


async def nobody(us):
    try:
        await us.plugin["xep_0199"].ping(jid="nowhere.example", timeout=WAIT_SECONDS)
        check("a domain without a server", False)
    except IqError as refused:
        check("a domain without a server is %s" % refused.condition, refused.condition == "remote-server-not-found")
    us.send_message(mto="somebody@nowhere.example", mbody="hello", mtype="chat")
    error = await us.message(lambda m: m["type"] == "error" and m["from"].host == "nowhere.example")
    check("and a message there comes back as %s" % error["error"]["condition"])


async def down(ca, our_jid, our_host, their_jid):
    us = Client(our_jid, ca)
    us.connect((our_host, 5222))
    await asyncio.wait_for(us.started.wait(), WAIT_SECONDS)
    try:
        await us.plugin["xep_0199"].ping(jid=their_jid.split("@")[1], timeout=WAIT_SECONDS)
        check("a server that does not run", False)
    except IqError as refused:
        check("a server that does not run is %s" % refused.condition, refused.condition == "remote-server-timeout")
    us.send_message(mto=their_jid, mbody=WAITING, mtype="chat")
    await us.plugin["xep_0199"].ping(jid=us.boundjid.host, timeout=WAIT_SECONDS)


async def up(ca, their_jid, their_host):
    them = Client(their_jid, ca)
    them.connect((their_host, 5222))
    await them.message(lambda m: m["body"] == WAITING)
    check("what was said to a server that did not run is there when it runs")


async def together(ca, our_jid, our_host, *others):
    us = Client(our_jid, ca)
    them = [(Client(jid, ca), host) for jid, host in zip(others[::2], others[1::2])]
    for client, host in [(us, our_host)] + them:
        client.connect((host, 5222))
    for client, _ in [(us, our_host)] + them:
        await asyncio.wait_for(client.started.wait(), WAIT_SECONDS)
    check("clients logged in on %d servers" % (1 + len(them)))
    for client, _ in them:
        await ping_server(us, client)
        await disco(us, client)
        mark = await chat(us, client)
        await archive(us, client, mark)
        await presence(us, client)
        await jingle(us, client)
        await room(client, us)
        await room(us, client)
    await nobody(us)


try:
    asyncio.get_event_loop().run_until_complete({"together": together, "down": down, "up": up}[sys.argv[1]](*sys.argv[2:]))
except (IqTimeout, asyncio.TimeoutError) as late:
    print("FAIL no answer within %d s: %r" % (WAIT_SECONDS, late), flush=True)
    raise SystemExit(1)
