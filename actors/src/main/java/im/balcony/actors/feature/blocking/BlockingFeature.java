package im.balcony.actors.feature.blocking;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.event.account.AccountEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.blocking.BlockingRequest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** XEP-0191 section 3: the block list is read and changed; what it stops is the User's work. */
public final class BlockingFeature implements Feature {
  private final int addressesMax;

  public BlockingFeature(int addressesMax) {
    this.addressesMax = addressesMax;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(BlockingRequest.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(BlockingRequest.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return Stream.of("blocklist", "block", "unblock")
        .map(
            name ->
                IqService.own(
                    name.equals("blocklist") ? IqService.Types.GET : IqService.Types.SET,
                    name,
                    BlockingRequest.NAMESPACE,
                    this::answer))
        .toList();
  }

  private IqAnswer answer(IqRequest request) {
    var asked = BlockingRequest.read(request.payload());
    if (asked.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    if (asked.get() instanceof BlockingRequest.Block block) {
      return block(request, block);
    }
    if (asked.get() instanceof BlockingRequest.Unblock unblock) {
      return unblock(unblock.jids(), unblock);
    }
    if (asked.get() instanceof BlockingRequest.UnblockAll all) {
      return unblock(request.state().blockList().addresses(), all);
    }
    return new IqAnswer.Stored(
        List.of(),
        state ->
            new IqAnswer.Result(
                new BlockList(state.blockList().addresses()).toElement(),
                List.of(new Consequence.BlockListRequested())));
  }

  private IqAnswer block(IqRequest request, BlockingRequest.Block block) {
    if (request.state().blockList().addresses().size() + block.jids().size() > addressesMax) {
      return IqAnswer.refused(StanzaError.resourceConstraint());
    }
    return IqAnswer.stored(
        List.of(new AccountEvent.AddressesBlocked(texts(block.jids()))),
        new Consequence.AdmissionChanged(),
        new Consequence.HidePresence(List.copyOf(block.jids())),
        new Consequence.PushBlockList(block.toElement()));
  }

  private static IqAnswer unblock(Collection<Jid> addresses, BlockingRequest push) {
    return IqAnswer.stored(
        List.of(new AccountEvent.AddressesUnblocked(texts(addresses))),
        new Consequence.AdmissionChanged(),
        new Consequence.ShowPresence(List.copyOf(addresses)),
        new Consequence.PushBlockList(push.toElement()));
  }

  private static List<String> texts(Collection<Jid> addresses) {
    return addresses.stream().map(Jid::toString).sorted().toList();
  }
}
