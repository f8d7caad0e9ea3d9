package im.balcony.protocol.xep.muc;

import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a presence means to enter a room (XEP-0045 section 7.2.1).
 *
 * @param history what of the discussion is wanted
 */
public record MucJoin(@Nullable String password, HistoryWish history) {
  public static Optional<MucJoin> in(XmlElement presence) {
    return presence
        .child(Muc.X, Muc.NAMESPACE)
        .map(
            x ->
                new MucJoin(
                    x.child("password", Muc.NAMESPACE).map(XmlElement::text).orElse(null),
                    x.child(HistoryWish.NAME, Muc.NAMESPACE)
                        .map(HistoryWish::read)
                        .orElse(HistoryWish.ANY)));
  }

  public XmlElement toElement() {
    var x = XmlElement.named(Muc.X, Muc.NAMESPACE);
    if (password != null) {
      x.child(XmlElement.named("password", Muc.NAMESPACE).text(password).build());
    }
    if (!history.equals(HistoryWish.ANY)) {
      x.child(history.toElement());
    }
    return x.build();
  }
}
