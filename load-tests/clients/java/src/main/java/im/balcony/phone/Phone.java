package im.balcony.phone;

import static im.balcony.phone.Payload.element;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.balcony.phone.Payload.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.filter.AndFilter;
import org.jivesoftware.smack.filter.StanzaExtensionFilter;
import org.jivesoftware.smack.filter.StanzaIdFilter;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.id.StandardStanzaIdSource;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;

/**
 * A reference client: logs in the fast way and takes exactly what changed since its last run.
 *
 * <pre>PASSWORD=... phone HOST PORT JID STORE.json</pre>
 *
 * At the end of a run one line of JSON says what was taken. PORT takes STARTTLS.
 */
public final class Phone {
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String REPLAY = "urn:balcony:replay:0";
  private static final String RSM = "http://jabber.org/protocol/rsm";
  private static final int ROWS_MAX = 100;

  private final Store store;
  private final Query first;
  private final FastConnection connection;
  private StanzaCollector firstAnswer;
  private int rows;
  private int events;

  private Phone(XMPPTCPConnectionConfiguration configuration, Store store) {
    Payload.registerQuery("query", SYNC);
    Payload.registerQuery("replay", REPLAY);
    this.store = store;
    this.first = rowsQuestion("");
    this.connection = new FastConnection(configuration, store, first);
  }

  public static void main(String[] arguments) throws Exception {
    var jid = arguments[2].split("@", 2);
    var configuration =
        XMPPTCPConnectionConfiguration.builder()
            .setHost(arguments[0])
            .setPort(Integer.parseInt(arguments[1]))
            .setXmppDomain(jid[1])
            .setUsernameAndPassword(jid[0], System.getenv("PASSWORD"))
            .build();
    var phone = new Phone(configuration, new Store(Path.of(arguments[3])));
    System.out.println(new ObjectMapper().writeValueAsString(phone.run()));
  }

  /** Ends when everything that changed is in the store. */
  private Map<String, Object> run()
      throws SmackException, XMPPException, IOException, InterruptedException {
    connection.connect();
    try {
      firstAnswer =
          connection.createStanzaCollector(
              new AndFilter(StanzaTypeFilter.IQ, new StanzaIdFilter(first.getStanzaId())));
      connection.login();
      takeRows();
      store.save();
    } finally {
      connection.disconnect();
    }
    var report = new LinkedHashMap<String, Object>();
    report.put("login", connection.isByToken() ? "token" : "password");
    report.put("firstStanzas", connection.isFirstTaken());
    report.put("rows", rows);
    report.put("events", events);
    return report;
  }

  /**
   * Page by page. What moves meanwhile is in the next difference, because the first page's stamp
   * becomes ours.
   */
  private void takeRows() throws SmackException, XMPPException, InterruptedException {
    Set<String> changed = new LinkedHashSet<>();
    var stamp = "";
    var after = "";
    do {
      var query = rows(after);
      var page = query.getElements("conversation", SYNC);
      for (var row : page) {
        store.foldRow(row);
        if (!"deleted".equals(row.getAttributeValue("status"))) {
          changed.add(row.getAttributeValue("jid"));
        }
      }
      rows += page.size();
      stamp = stamp.isEmpty() ? query.getAttributeValue("stamp") : stamp;
      after =
          page.size() < ROWS_MAX
              ? ""
              : query.getFirstElement("set", RSM).getFirstElement("last", RSM).getText();
    } while (!after.isEmpty());
    for (var jid : changed) {
      replay(jid);
    }
    store.stamp(stamp);
  }

  private StandardExtensionElement rows(String after)
      throws SmackException, XMPPException, InterruptedException {
    var isAsked = connection.isFirstTaken() && firstAnswer != null;
    var early = firstAnswer;
    firstAnswer = null;
    Query answer =
        isAsked
            ? early.nextResultOrThrow()
            : connection.sendIqRequestAndWaitForResponse(rowsQuestion(after));
    return answer.tree;
  }

  private Query rowsQuestion(String after) {
    var page = element("set", RSM).addElement("max", Integer.toString(ROWS_MAX));
    if (!after.isEmpty()) {
      page.addElement("after", after);
    }
    return question(element("query", SYNC, "stamp", store.stamp()).addElement(page.build()));
  }

  /** Everything since our version, oldest first, page by page. */
  private void replay(String jid) throws SmackException, XMPPException, InterruptedException {
    var conversation = store.conversation(jid);
    for (var complete = false; !complete; ) {
      var query = element("replay", REPLAY, "with", jid);
      if (!conversation.get("life").asText().isEmpty()) {
        query.addAttribute("life", conversation.get("life").asText());
        query.addAttribute("since", conversation.get("version").asText());
      }
      var end = takeEvents(jid, question(query));
      if ("true".equals(end.getAttributeValue("reset"))) {
        conversation = store.reset(jid);
        continue;
      }
      var last = Long.parseLong(end.getAttributeValue("last"));
      conversation.put("life", end.getAttributeValue("life"));
      conversation.put("version", Math.max(conversation.get("version").asLong(), last));
      complete = "true".equals(end.getAttributeValue("complete"));
    }
  }

  /** The events come before the result, so all of them are collected when it is there. */
  private StandardExtensionElement takeEvents(String jid, Query query)
      throws SmackException, XMPPException, InterruptedException {
    try (var collector =
        connection.createStanzaCollector(new StanzaExtensionFilter("event", REPLAY))) {
      Query result = connection.sendIqRequestAndWaitForResponse(query);
      for (Message next = collector.pollResult(); next != null; next = collector.pollResult()) {
        store.foldEvent(jid, (StandardExtensionElement) next.getExtensionElement("event", REPLAY));
        events++;
      }
      return result.tree;
    }
  }

  private static Query question(StandardExtensionElement.Builder payload) {
    var question = new Query(payload.build());
    question.setType(IQ.Type.get);
    question.setStanzaId(StandardStanzaIdSource.DEFAULT.getNewStanzaId());
    return question;
  }
}
