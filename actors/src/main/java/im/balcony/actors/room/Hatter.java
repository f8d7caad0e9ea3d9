package im.balcony.actors.room;

import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.commands.AdHocCommand;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.hats.Hat;
import im.balcony.protocol.xep.hats.HatForms;
import im.balcony.protocol.xep.muc.Role;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes hats and puts them on people's heads (XEP-0317): for owners and admins; which hats there
 * are, occupants may know too.
 */
final class Hatter {
  private static final String NODE = HatForms.FORM_TYPE + ":";
  private static final String LIST = NODE + "list";
  private static final Map<String, String> NAMES = names();

  private final Hall hall;
  private final Appearances appearances;

  Hatter(Hall hall, Appearances appearances) {
    this.hall = hall;
    this.appearances = appearances;
  }

  private static Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    names.put(NODE + "create", "Create or change a hat");
    names.put(NODE + "destroy", "Destroy a hat");
    names.put(LIST, "List hats");
    names.put(NODE + "assign", "Assign a hat");
    names.put(NODE + "unassign", "Take a hat");
    names.put(NODE + "list-assigned", "List assigned hats");
    return names;
  }

  /** The commands for who asks (XEP-0050 section 2.2). */
  List<DiscoItems.Item> commandsFor(Jid from) {
    return NAMES.entrySet().stream()
        .filter(command -> may(command.getKey(), from))
        .map(command -> new DiscoItems.Item(hall.address(), command.getKey(), command.getValue()))
        .toList();
  }

  private boolean may(String node, Jid from) {
    var standing = hall.standingOf(from);
    return standing.isAdmin() || (node.equals(LIST) && standing.role() != Role.NONE);
  }

  void asked(Iq iq, Jid from, XmlElement payload) {
    var read = AdHocCommand.read(payload);
    if (iq.type() != Iq.Type.SET || read.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (!NAMES.containsKey(read.get().node())) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (!may(read.get().node(), from)) {
      hall.refuse(iq, StanzaError.forbidden());
    } else if (read.get().isCancelled()) {
      hall.answer(iq, read.get().cancelled());
    } else {
      execute(iq, from, read.get());
    }
  }

  private void execute(Iq iq, Jid from, AdHocCommand command) {
    switch (command.node().substring(NODE.length())) {
      case "create" ->
          filled(iq, command, HatForms.creating(), given -> create(iq, from, command, given));
      case "destroy" ->
          filled(
              iq, command, HatForms.destroying(hats()), given -> destroy(iq, from, command, given));
      case "assign" ->
          filled(
              iq,
              command,
              HatForms.assigning("Assigning a Hat", hats()),
              given -> wear(iq, from, command, given, true));
      case "unassign" ->
          filled(
              iq,
              command,
              HatForms.assigning("Taking a Hat", hats()),
              given -> wear(iq, from, command, given, false));
      case "list" -> {
        var rows = hats().stream().map(hat -> new HatForms.Row(null, hat)).toList();
        hall.answer(iq, command.completed(HatForms.table("Hats List", rows, false)));
      }
      default ->
          hall.answer(
              iq, command.completed(HatForms.table("Assigned Hats List", assigned(), true)));
    }
  }

  private void filled(Iq iq, AdHocCommand command, DataForm empty, Consumer<DataForm> then) {
    var form = command.form();
    if (form == null) {
      hall.answer(iq, command.asks(empty));
    } else if (form.type() != DataForm.Type.SUBMIT
        || form.formType().filter(HatForms.FORM_TYPE::equals).isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else {
      then.accept(form);
    }
  }

  /** All that there are, in the order of their URIs. */
  List<Hat> hats() {
    return hall.room().look().hats().keySet().stream()
        .sorted()
        .flatMap(uri -> hall.hat(uri).stream())
        .toList();
  }

  private List<HatForms.Row> assigned() {
    var rows = new ArrayList<HatForms.Row>();
    hall.room().look().worn().keySet().stream()
        .sorted()
        .map(Jid::parse)
        .forEach(
            account ->
                hall.hatsOf(account).forEach(hat -> rows.add(new HatForms.Row(account, hat))));
    return rows;
  }

  private void create(Iq iq, Jid from, AdHocCommand command, DataForm form) {
    var read = HatForms.hatIn(form);
    var known = hall.room().look().hats();
    if (read.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (!known.containsKey(read.get().uri()) && known.size() >= hall.settings().hatsMax()) {
      hall.refuse(iq, StanzaError.resourceConstraint());
    } else {
      var hat = read.get();
      var event = new RoomEvent.HatSet(hat.uri(), hat.title(), hat.hue(), by(from), hall.now());
      change(iq, command, event, wearing(hat.uri()));
    }
  }

  private void destroy(Iq iq, Jid from, AdHocCommand command, DataForm form) {
    var hat = HatForms.uriIn(form).flatMap(hall::hat);
    if (hat.isEmpty()) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else {
      var uri = hat.get().uri();
      var event = new RoomEvent.HatSet(uri, null, null, by(from), hall.now());
      change(iq, command, event, wearing(uri));
    }
  }

  private void wear(Iq iq, Jid from, AdHocCommand command, DataForm form, boolean worn) {
    var account = HatForms.accountIn(form);
    var hat = HatForms.uriIn(form).flatMap(hall::hat);
    if (account.isEmpty()) {
      hall.refuse(iq, StanzaError.badRequest());
    } else if (hat.isEmpty()) {
      hall.refuse(iq, StanzaError.itemNotFound());
    } else if (worn && isFull(account.get())) {
      hall.refuse(iq, StanzaError.resourceConstraint());
    } else {
      var bare = account.get().toString();
      var event = new RoomEvent.HatWorn(bare, hat.get().uri(), worn, by(from), hall.now());
      change(iq, command, event, bare::equals);
    }
  }

  private boolean isFull(Jid account) {
    var worn = hall.room().look().worn();
    return !worn.containsKey(account.toString())
        && worn.size() >= hall.settings().affiliationsMax();
  }

  private static String by(Jid from) {
    return from.bare().toString();
  }

  private Predicate<String> wearing(String uri) {
    var wearers = Set.copyOf(wearersOf(uri));
    return wearers::contains;
  }

  private List<String> wearersOf(String uri) {
    return hall.room().look().worn().entrySet().stream()
        .filter(entry -> entry.getValue().contains(uri))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Sections 3.2, 3.3 and 3.6: all hear of the change, and see those who wear it. */
  private void change(Iq iq, AdHocCommand command, RoomEvent event, Predicate<String> affected) {
    var result = iq.result(command.completed(null));
    var seats = hall.occupancy().seats();
    var shown =
        hall.oneEach().stream()
            .filter(seat -> affected.test(Hall.jidOf(seat).bare().toString()))
            .toList();
    hall.writer()
        .write(
            List.of(event),
            List.of(),
            () -> {
              hall.tellOfChange();
              shown.forEach(seat -> appearances.show(seats, seat, Set.of(), null));
              hall.ports().occupants().route(result);
            });
  }
}
