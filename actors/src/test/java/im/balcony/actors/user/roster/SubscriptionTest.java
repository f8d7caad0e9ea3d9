package im.balcony.actors.user.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of RFC 6121 Appendix A. */
class SubscriptionTest {
  private static final Map<String, Subscription> STATES =
      Map.of(
          "None", state(false, false, false, false),
          "None + Pending Out", state(false, false, true, false),
          "None + Pending In", state(false, false, false, true),
          "None + Pending Out+In", state(false, false, true, true),
          "To", state(true, false, false, false),
          "To + Pending In", state(true, false, false, true),
          "From", state(false, true, false, false),
          "From + Pending Out", state(false, true, true, false),
          "Both", state(true, true, false, false));

  private static Subscription state(boolean to, boolean from, boolean out, boolean in) {
    return new Subscription(to, from, out, in, false);
  }

  private static Subscription state(String name) {
    return Objects.requireNonNull(STATES.get(name), name);
  }

  private static void check(Subscription.Step step, String before, String passesOn, String after) {
    assertEquals(passesOn.equals("yes"), step.passesOn(), before);
    assertEquals(after.equals("same") ? state(before) : state(after), step.next(), before);
  }

  @ParameterizedTest
  @CsvSource({
    "None, yes, None + Pending Out",
    "None + Pending Out, yes, same",
    "None + Pending In, yes, None + Pending Out+In",
    "None + Pending Out+In, yes, same",
    "To, yes, same",
    "To + Pending In, yes, same",
    "From, yes, From + Pending Out",
    "From + Pending Out, yes, same",
  })
  void table2OutboundSubscribe(String before, String routed, String after) {
    check(state(before).outbound(SubscriptionKind.SUBSCRIBE), before, routed, after);
  }

  @Test
  void table2OutboundSubscribeWhenBothSeeEachOther() {
    check(state("Both").outbound(SubscriptionKind.SUBSCRIBE), "Both", "yes", "same");
  }

  @ParameterizedTest
  @CsvSource({
    "None, yes, same",
    "None + Pending Out, yes, None",
    "None + Pending In, yes, same",
    "None + Pending Out+In, yes, None + Pending In",
    "To, yes, None",
    "To + Pending In, yes, None + Pending In",
    "From, yes, same",
    "From + Pending Out, yes, From",
    "Both, yes, From",
  })
  void table3OutboundUnsubscribe(String before, String routed, String after) {
    check(state(before).outbound(SubscriptionKind.UNSUBSCRIBE), before, routed, after);
  }

  @ParameterizedTest
  @CsvSource({
    "None + Pending In, yes, From",
    "None + Pending Out+In, yes, From + Pending Out",
    "To + Pending In, yes, Both",
    "From, no, same",
    "From + Pending Out, no, same",
    "Both, no, same",
  })
  void table4OutboundSubscribed(String before, String routed, String after) {
    check(state(before).outbound(SubscriptionKind.SUBSCRIBED), before, routed, after);
  }

  @ParameterizedTest
  @CsvSource({"None", "None + Pending Out", "To"})
  void table4OutboundSubscribedIsPreApproval(String before) {
    var step = state(before).outbound(SubscriptionKind.SUBSCRIBED);
    assertEquals(false, step.passesOn());
    assertEquals(approved(state(before)), step.next());
  }

  @ParameterizedTest
  @CsvSource({
    "None, no, same",
    "None + Pending Out, no, same",
    "None + Pending In, yes, None",
    "None + Pending Out+In, yes, None + Pending Out",
    "To, no, same",
    "To + Pending In, yes, To",
    "From, yes, None",
    "From + Pending Out, yes, None + Pending Out",
    "Both, yes, To",
  })
  void table5OutboundUnsubscribed(String before, String routed, String after) {
    check(state(before).outbound(SubscriptionKind.UNSUBSCRIBED), before, routed, after);
  }

  @ParameterizedTest
  @CsvSource({"None", "None + Pending Out", "To"})
  void table5OutboundUnsubscribedTakesPreApprovalBack(String before) {
    var step = approved(state(before)).outbound(SubscriptionKind.UNSUBSCRIBED);
    assertEquals(false, step.passesOn());
    assertEquals(state(before), step.next());
  }

  @ParameterizedTest
  @CsvSource({
    "None, yes, None + Pending In, none",
    "None + Pending Out, yes, None + Pending Out+In, none",
    "None + Pending In, no, same, none",
    "None + Pending Out+In, no, same, none",
    "To, yes, To + Pending In, none",
    "To + Pending In, no, same, none",
    "From, no, same, SUBSCRIBED",
    "From + Pending Out, no, same, SUBSCRIBED",
    "Both, no, same, SUBSCRIBED",
  })
  void table6InboundSubscribe(String before, String delivered, String after, String answer) {
    var step = state(before).inbound(SubscriptionKind.SUBSCRIBE);
    check(step, before, delivered, after);
    assertEquals(answer, step.autoReply().map(Enum::name).orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({"None, From", "None + Pending Out, From + Pending Out", "To, Both"})
  void table6InboundSubscribeThatWasApprovedBefore(String before, String after) {
    var step = approved(state(before)).inbound(SubscriptionKind.SUBSCRIBE);
    assertEquals(false, step.passesOn());
    assertEquals(approved(state(after)), step.next());
    assertEquals(Optional.of(SubscriptionKind.SUBSCRIBED), step.autoReply());
  }

  @ParameterizedTest
  @CsvSource({
    "None, no, same, none",
    "None + Pending Out, no, same, none",
    "None + Pending In, yes, None, UNSUBSCRIBED",
    "None + Pending Out+In, yes, None + Pending Out, UNSUBSCRIBED",
    "To, no, same, none",
    "To + Pending In, yes, To, UNSUBSCRIBED",
    "From, yes, None, UNSUBSCRIBED",
    "From + Pending Out, yes, None + Pending Out, UNSUBSCRIBED",
    "Both, yes, To, UNSUBSCRIBED",
  })
  void table7InboundUnsubscribe(String before, String delivered, String after, String answer) {
    var step = state(before).inbound(SubscriptionKind.UNSUBSCRIBE);
    check(step, before, delivered, after);
    assertEquals(answer, step.autoReply().map(Enum::name).orElse("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "None, no, same",
    "None + Pending Out, yes, To",
    "None + Pending In, no, same",
    "None + Pending Out+In, yes, To + Pending In",
    "To, no, same",
    "To + Pending In, no, same",
    "From, no, same",
    "From + Pending Out, yes, Both",
    "Both, no, same",
  })
  void table8InboundSubscribed(String before, String delivered, String after) {
    check(state(before).inbound(SubscriptionKind.SUBSCRIBED), before, delivered, after);
  }

  @ParameterizedTest
  @CsvSource({
    "None, no, same",
    "None + Pending Out, yes, None",
    "None + Pending In, no, same",
    "None + Pending Out+In, yes, None + Pending In",
    "To, yes, None",
    "To + Pending In, yes, None + Pending In",
    "From, no, same",
    "From + Pending Out, yes, From",
    "Both, yes, From",
  })
  void table9InboundUnsubscribed(String before, String delivered, String after) {
    check(state(before).inbound(SubscriptionKind.UNSUBSCRIBED), before, delivered, after);
  }

  private static Subscription approved(Subscription state) {
    return new Subscription(state.to(), state.from(), state.pendingOut(), state.pendingIn(), true);
  }
}
