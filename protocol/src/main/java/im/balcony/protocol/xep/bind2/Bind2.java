package im.balcony.protocol.xep.bind2;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.firststanzas.FirstStanzas;
import im.balcony.protocol.xep.sm.StreamManagement;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's request for a resource along with its login (XEP-0386 section 3.2).
 *
 * @param tag begins the resource, null for none; visible to others
 * @param carbons copies of other devices' messages are wanted from the start (XEP-0280)
 * @param enable Stream Management is wanted from the start, null for no (XEP-0198)
 * @param state in which the session begins (XEP-0352)
 * @param first what the client sends first of all ({@link FirstStanzas})
 */
@Xep(number = 386, name = "Bind 2", version = "1.1.0")
public record Bind2(
    @Nullable String tag,
    boolean carbons,
    StreamManagement.@Nullable Enable enable,
    ClientState state,
    List<XmlElement> first) {
  public static final String NAMESPACE = "urn:xmpp:bind:0";

  private static final List<String> INLINE =
      List.of(
          Carbons.NAMESPACE,
          ClientState.NAMESPACE,
          StreamManagement.NAMESPACE,
          FirstStanzas.NAMESPACE);

  /** Goes among the inline features of XEP-0388 (section 3.1). */
  public static XmlElement feature() {
    var inline = named("inline");
    for (var feature : INLINE) {
      inline.child(named("feature").attribute("var", feature).build());
    }
    return named("bind").child(inline.build()).build();
  }

  /** The request in an authentication request; empty when it is not one. */
  public static Optional<Bind2> read(XmlElement element) {
    return element.is("bind", NAMESPACE) ? Optional.of(of(element)) : Optional.empty();
  }

  private static Bind2 of(XmlElement bind) {
    var tag = bind.child("tag", NAMESPACE).map(child -> child.text().strip()).orElse("");
    return new Bind2(
        tag.isEmpty() ? null : tag,
        bind.child("enable", Carbons.NAMESPACE).isPresent(),
        bind.child("enable", StreamManagement.NAMESPACE).flatMap(Bind2::enable).orElse(null),
        bind.elements().stream()
            .flatMap(child -> ClientState.read(child).stream())
            .reduce(ClientState.ACTIVE, (earlier, later) -> later),
        FirstStanzas.in(bind));
  }

  private static Optional<StreamManagement.Enable> enable(XmlElement element) {
    return StreamManagement.read(element)
        .filter(StreamManagement.Enable.class::isInstance)
        .map(StreamManagement.Enable.class::cast);
  }

  /** The session has begun; the results are those of the features that have one. */
  public static XmlElement bound(List<XmlElement> results) {
    return named("bound").children(results).build();
  }

  private static XmlElement.Builder named(String name) {
    return XmlElement.named(name, NAMESPACE);
  }
}
