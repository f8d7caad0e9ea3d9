#!/usr/bin/env python3
"""Two slixmpp clients share personal data: keys of devices as OMEMO does, bookmarks in both forms, an avatar.

usage: slixmpp_pep.py HOST PORT CA_CERTIFICATE.pem JID1 PASSWORD1 JID2 PASSWORD2
Prints one line a check; exit code 0 only when all of them held.
"""
import asyncio
import base64
import hashlib
import sys
import xml.etree.ElementTree as ET

import slixmpp
from slixmpp.exceptions import IqError

WAIT_SECONDS = 20
DEVICES = "eu.siacs.conversations.axolotl.devicelist"
BUNDLES = "eu.siacs.conversations.axolotl.bundles:31415"
OMEMO = "eu.siacs.conversations.axolotl"
BOOKMARKS = "urn:xmpp:bookmarks:1"
EVENT = "{http://jabber.org/protocol/pubsub#event}"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


class Client(slixmpp.ClientXMPP):
    """A client that wants to hear of its contacts' devices and of its own bookmarks."""

    def __init__(self, jid, password, ca):
        super().__init__(jid, password)
        self.ca_certs = ca
        self.events = asyncio.Queue()
        self.started = asyncio.Event()
        for plugin in ("xep_0030", "xep_0004", "xep_0049", "xep_0048", "xep_0054", "xep_0060", "xep_0084", "xep_0115", "xep_0153", "xep_0163", "xep_0223"):
            self.register_plugin(plugin)
        self.auto_authorize = True
        self.auto_subscribe = True
        self.add_event_handler("session_start", self.on_start)
        self.add_event_handler("pubsub_publish", self.on_publish)

    async def on_start(self, _event):
        await self.get_roster()
        for node in (DEVICES, BOOKMARKS, "urn:xmpp:avatar:metadata"):
            await self.plugin["xep_0030"].add_feature(node + "+notify")
        await self.plugin["xep_0115"].update_caps(preserve=False, broadcast=False)
        self.send_presence()
        self.started.set()

    def on_publish(self, message):
        event = message.xml.find(EVENT + "event")
        if event is not None:
            self.events.put_nowait((message["from"].bare, event))

    async def next_event(self, sender, node):
        """The next notice of this node, as its items element."""
        while True:
            who, event = await asyncio.wait_for(self.events.get(), WAIT_SECONDS)
            items = event.find(EVENT + "items")
            if who == sender and items is not None and items.get("node") == node:
                return items

    async def publish(self, node, item_id, payload, **options):
        form = None
        if options:
            form = self.plugin["xep_0004"].make_form(ftype="submit")
            form.add_field(var="FORM_TYPE", ftype="hidden", value="http://jabber.org/protocol/pubsub#publish-options")
            for name, value in options.items():
                form.add_field(var="pubsub#" + name, value=value)
        return await self.plugin["xep_0060"].publish(self.boundjid.bare, node, id=item_id, payload=ET.fromstring(payload), options=form)

    async def items(self, owner, node):
        answer = await self.plugin["xep_0060"].get_items(owner, node)
        return [(item["id"], item["payload"]) for item in answer["pubsub"]["items"]]


def check(text, holds):
    print(("ok   " if holds else "FAIL ") + text, flush=True)
    if not holds:
        raise SystemExit(1)


async def omemo(alice, bob):
    """Device lists and bundles are open to all, and whoever is a contact hears of a new device."""
    devices = "<list xmlns='%s'><device id='31415'/></list>" % OMEMO
    await alice.publish(DEVICES, "current", devices, access_model="open")
    bundle = "<bundle xmlns='%s'><identityKey>%s</identityKey></bundle>" % (OMEMO, base64.b64encode(bytes(33)).decode())
    await alice.publish(BUNDLES, "current", bundle, access_model="open", max_items="max")
    items = await bob.next_event(alice.boundjid.bare, DEVICES)
    check("bob hears of alice's device", items.find(".//{%s}device" % OMEMO).get("id") == "31415")
    got = await bob.items(alice.boundjid.bare, BUNDLES)
    check("and reads its keys", len(got) == 1 and got[0][1].find("{%s}identityKey" % OMEMO) is not None)
    try:
        await alice.publish(DEVICES, "current", devices, access_model="whitelist")
        check("options that the node does not have are refused", False)
    except IqError as refused:
        check("options that the node does not have are refused", refused.condition == "conflict")


async def bookmarks(alice, bob):
    """A room kept in one form is there in the other, for its owner alone."""
    room = "<conference xmlns='%s' name='Orchard' autojoin='true'><nick>Alice</nick></conference>" % BOOKMARKS
    await alice.publish(BOOKMARKS, "orchard@rooms.localhost", room, access_model="whitelist", persist_items="true", max_items="max", send_last_published_item="never")
    items = await alice.next_event(alice.boundjid.bare, BOOKMARKS)
    check("alice's clients hear of her bookmark", items[0].get("id") == "orchard@rooms.localhost")
    old = await alice.plugin["xep_0049"].retrieve("bookmarks")
    rooms = {str(c["jid"]): c["nick"] for c in old["private"]["bookmarks"]["conferences"]}
    check("clients of the older form see it", rooms == {"orchard@rooms.localhost": "Alice"})
    both = slixmpp.plugins.xep_0048.stanza.Bookmarks()
    both.add_conference("orchard@rooms.localhost", "Alice", autojoin=True, name="Orchard")
    both.add_conference("tomb@rooms.localhost", "Alice", name="Tomb")
    await alice.plugin["xep_0049"].store(both)
    items = await alice.next_event(alice.boundjid.bare, BOOKMARKS)
    check("what they add is one more item", items[0].get("id") == "tomb@rooms.localhost")
    check("both are there", sorted(i for i, _ in await alice.items(alice.boundjid.bare, BOOKMARKS)) == ["orchard@rooms.localhost", "tomb@rooms.localhost"])
    try:
        await bob.items(alice.boundjid.bare, BOOKMARKS)
        check("bob does not see them", False)
    except IqError:
        check("bob does not see them", True)


async def avatar(alice, bob):
    """A picture at the node is in the card as well."""
    picture_id = hashlib.sha1(PICTURE).hexdigest()
    data = "<data xmlns='urn:xmpp:avatar:data'>%s</data>" % base64.b64encode(PICTURE).decode()
    await alice.publish("urn:xmpp:avatar:data", picture_id, data, access_model="open")
    metadata = "<metadata xmlns='urn:xmpp:avatar:metadata'><info id='%s' bytes='%d' type='image/png'/></metadata>" % (picture_id, len(PICTURE))
    await alice.publish("urn:xmpp:avatar:metadata", picture_id, metadata, access_model="open")
    items = await bob.next_event(alice.boundjid.bare, "urn:xmpp:avatar:metadata")
    check("bob hears of alice's picture", items[0].get("id") == picture_id)
    card = await bob.plugin["xep_0054"].get_vcard(alice.boundjid.bare, cached=False)
    check("and finds it in her card", card["vcard_temp"]["PHOTO"]["BINVAL"] == PICTURE)


async def main(host, port, ca, jid1, password1, jid2, password2):
    alice, bob = Client(jid1, password1, ca), Client(jid2, password2, ca)
    for client in (alice, bob):
        client.connect((host, port))
    for client in (alice, bob):
        await asyncio.wait_for(client.started.wait(), WAIT_SECONDS)
    info = await alice.plugin["xep_0030"].get_info(alice.boundjid.bare)
    check("the account is a pubsub service", ("pubsub", "pep", None, None) in info["disco_info"]["identities"])
    befriended = asyncio.Event()
    bob.add_event_handler("presence_subscribed", lambda _: befriended.set())
    bob.send_presence_subscription(alice.boundjid.bare, ptype="subscribe")
    await asyncio.wait_for(befriended.wait(), WAIT_SECONDS)
    for step in (omemo, bookmarks, avatar):
        await step(alice, bob)
    for client in (alice, bob):
        await client.disconnect(wait=2.0)


if __name__ == "__main__":
    args = sys.argv[1:]
    if len(args) != 7:
        sys.exit(__doc__)
    args[1] = int(args[1])
    slixmpp_loop = asyncio.get_event_loop()
    slixmpp_loop.run_until_complete(asyncio.wait_for(main(*args), 120))
