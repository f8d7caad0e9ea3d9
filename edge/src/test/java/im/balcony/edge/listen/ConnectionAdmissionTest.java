package im.balcony.edge.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.ConnectionLimits;
import java.net.InetAddress;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ConnectionAdmissionTest {
  // 10 in all, 4 an address; before login 6 in all, 3 an address.
  private final ConnectionAdmission admission =
      new ConnectionAdmission(new ConnectionLimits(10, 4, 3, 6));

  @Test
  void strangersOfOneAddressAreBoundedAndLoginMakesRoom() throws Exception {
    var places = new ArrayList<ConnectionAdmission.Place>();
    for (int i = 0; i < 3; i++) {
      places.add(admission.admit(address("10.0.0.1")).orElseThrow());
    }
    assertTrue(admission.admit(address("10.0.0.1")).isEmpty());
    places.get(0).loggedIn();
    assertTrue(admission.admit(address("10.0.0.1")).isPresent());
    assertTrue(admission.admit(address("10.0.0.1")).isEmpty());
  }

  @Test
  void allStrangersTogetherAreBounded() throws Exception {
    for (int i = 0; i < 6; i++) {
      assertTrue(admission.admit(address("10.0.0." + i)).isPresent());
    }

    assertTrue(admission.admit(address("10.0.0.9")).isEmpty());
  }

  @Test
  void aPlaceIsGivenBackOnce() throws Exception {
    var place = admission.admit(address("10.0.0.1")).orElseThrow();
    place.loggedIn();
    place.loggedIn();

    place.leave();
    place.leave();

    assertEquals(0, admission.connections());
    assertEquals(0, admission.strangers());
  }

  @Test
  void aWholeNetworkOfVersionSixIsOneAddress() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertTrue(admission.admit(address("2001:db8::" + i)).isPresent());
    }

    assertTrue(admission.admit(address("2001:db8::ffff")).isEmpty());
    assertTrue(admission.admit(address("2001:db8:0:1::1")).isPresent());
  }

  @SuppressWarnings("AddressSelection") // literals only
  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }
}
