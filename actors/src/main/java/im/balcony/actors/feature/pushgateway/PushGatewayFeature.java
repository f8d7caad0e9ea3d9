package im.balcony.actors.feature.pushgateway;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.port.PushDevice;
import im.balcony.actors.port.PushProvider;
import im.balcony.actors.port.PushProviders;
import im.balcony.persistence.event.account.PushEvent.PushDisabled;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.commands.AdHocCommand;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.dataforms.FormField;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.ping.Ping;
import im.balcony.protocol.xep.push.PushCiphertext;
import im.balcony.protocol.xep.push.PushPriority;
import im.balcony.protocol.xep.push.PushRequest;
import im.balcony.protocol.xep.push.PushRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * XEP-0357 section 4: the push service as clients see it. Devices register by commands (XEP-0050),
 * with the fields that apps for Tigase's service fill in; who registered enables the node that it
 * was given at its own account. There is nothing without a provider.
 */
public final class PushGatewayFeature implements Feature {
  private static final String REGISTER = "register-device";
  private static final String UNREGISTER = "unregister-device";
  private static final Map<String, String> COMMANDS = commands();

  /** What a provider says of itself: XEP-0128. */
  private static final String FORM_TYPE = "urn:balcony:push:gateway:0";

  private final String label;
  private final String name;
  private final PushProviders providers;
  private final DeviceNodes nodes;
  private final DeviceForm form;

  /**
   * @param label of the service in front of each domain
   */
  public PushGatewayFeature(String label, String name, PushProviders providers, DeviceNodes nodes) {
    this.label = label;
    this.name = name;
    this.providers = providers;
    this.nodes = nodes;
    this.form = new DeviceForm(providers);
  }

  private static Map<String, String> commands() {
    var commands = new LinkedHashMap<String, String>();
    commands.put(REGISTER, "Register a device");
    commands.put(UNREGISTER, "Unregister a device");
    return commands;
  }

  private boolean isOn() {
    return !providers.configured().isEmpty();
  }

  @Override
  public List<DiscoItems.Item> serverItems(String domain) {
    return isOn()
        ? List.of(new DiscoItems.Item(Jid.of(null, label + "." + domain, null), null, name))
        : List.of();
  }

  @Override
  public List<IqService> services() {
    var get = IqService.Types.GET;
    return List.of(
        IqService.push(get, "query", DiscoInfo.NAMESPACE, this::info),
        IqService.push(get, "query", DiscoItems.NAMESPACE, this::items),
        IqService.push(get, "ping", Ping.NAMESPACE, request -> IqAnswer.empty()),
        IqService.push(IqService.Types.SET, "command", AdHocCommand.NAMESPACE, this::command));
  }

  private IqAnswer info(IqRequest request) {
    var node = DiscoInfo.nodeAsked(request.payload());
    if (node.isEmpty()) {
      return IqAnswer.result(service().toElement());
    }
    return described(node.get())
        .map(info -> IqAnswer.result(info.withNode(node.get()).toElement()))
        .orElseGet(() -> IqAnswer.refused(StanzaError.itemNotFound()));
  }

  private DiscoInfo service() {
    var fields = new ArrayList<FormField>();
    fields.add(
        FormField.typed(
            "providers",
            "text-multi",
            providers.configured().stream().map(PushProvider::word).toArray(String[]::new)));
    providers.webPushKey().ifPresent(key -> fields.add(FormField.of("vapid-key", key)));
    return new DiscoInfo(
        null,
        List.of(DiscoIdentity.of("pubsub", "push", name)),
        List.of(
            AdHocCommand.NAMESPACE,
            DiscoInfo.NAMESPACE,
            DiscoItems.NAMESPACE,
            Ping.NAMESPACE,
            PushCiphertext.SharedKey.NAMESPACE,
            PushPriority.NAMESPACE,
            PushRequest.NAMESPACE,
            PushRoute.NAMESPACE),
        List.of(DataForm.of(DataForm.Type.RESULT, FORM_TYPE, fields)));
  }

  /** XEP-0050 sections 2.2 and 2.3. */
  private static Optional<DiscoInfo> described(String node) {
    if (node.equals(AdHocCommand.NAMESPACE)) {
      return Optional.of(
          DiscoInfo.of(
              List.of(DiscoIdentity.of("automation", "command-list", "Commands")), List.of()));
    }
    return Optional.ofNullable(COMMANDS.get(node))
        .map(
            title ->
                DiscoInfo.of(
                    List.of(DiscoIdentity.of("automation", "command-node", title)),
                    List.of(AdHocCommand.NAMESPACE, DataForm.NAMESPACE)));
  }

  private IqAnswer items(IqRequest request) {
    var node = request.payload().attribute("node");
    if (node == null) {
      return IqAnswer.result(new DiscoItems(null, List.of()).toElement());
    }
    if (!node.equals(AdHocCommand.NAMESPACE)) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var items =
        COMMANDS.entrySet().stream()
            .map(each -> new DiscoItems.Item(serviceOf(request), each.getKey(), each.getValue()))
            .toList();
    return IqAnswer.result(new DiscoItems(node, items).toElement());
  }

  /** The address that was asked. */
  private static Jid serviceOf(IqRequest request) {
    var to = request.iq().to();
    if (to == null) {
      throw new IllegalStateException("a service is asked by its address");
    }
    return to;
  }

  private IqAnswer command(IqRequest request) {
    var read = AdHocCommand.read(request.payload());
    if (read.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var command = read.get();
    if (!COMMANDS.containsKey(command.node())) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    if (command.isCancelled()) {
      return IqAnswer.result(command.cancelled());
    }
    var given = command.form();
    if (given == null) {
      return IqAnswer.result(command.asks(form.empty(COMMANDS.getOrDefault(command.node(), ""))));
    }
    return command.node().equals(REGISTER)
        ? register(request, command, given)
        : unregister(request, command, given);
  }

  private IqAnswer register(IqRequest request, AdHocCommand command, DataForm given) {
    return sealed(
        request,
        given,
        (device, node) -> IqAnswer.result(command.completed(registered(device, node).toElement())));
  }

  private static DataForm registered(PushDevice device, String node) {
    return new DataForm(
        DataForm.Type.RESULT,
        null,
        null,
        List.of(
            FormField.of(DeviceForm.NODE, node),
            FormField.typed(
                "features",
                "text-multi",
                PushCiphertext.SharedKey.NAMESPACE,
                PushPriority.NAMESPACE,
                PushRoute.NAMESPACE),
            FormField.of(
                "max-payload-size", Integer.toString(device.provider().encryptedBytesMax()))));
  }

  /** What is kept of a registration is at the account: there it ends. */
  private IqAnswer unregister(IqRequest request, AdHocCommand command, DataForm given) {
    var named = given.value(DeviceForm.NODE);
    return named.isPresent()
        ? ended(request, command, named.get())
        : sealed(request, given, (device, node) -> ended(request, command, node));
  }

  private static IqAnswer ended(IqRequest request, AdHocCommand command, String node) {
    var service = serviceOf(request).toString();
    return request.state().pushes().has(service, node)
        ? new IqAnswer.Stored(
            List.of(new PushDisabled(service, node)),
            state -> IqAnswer.result(command.completed(null)))
        : IqAnswer.result(command.completed(null));
  }

  /** What follows once the node of a device is known. */
  private interface WithNode {
    IqAnswer answer(PushDevice device, String node);
  }

  private IqAnswer sealed(IqRequest request, DataForm given, WithNode then) {
    var read = form.read(given);
    var device = read.device();
    if (device == null) {
      return IqAnswer.refused(read.error() == null ? StanzaError.badRequest() : read.error());
    }
    Function<Optional<String>, IqAnswer> answer =
        node ->
            node.map(name -> then.answer(device, name))
                .orElseGet(() -> IqAnswer.refused(StanzaError.notAcceptable()));
    return new IqAnswer.Later(() -> reply(request.account(), device, answer));
  }

  private CompletionStage<IqAnswer.Reply> reply(
      Jid account, PushDevice device, Function<Optional<String>, IqAnswer> answer) {
    return nodes.seal(account, device).thenApply(answer).thenApply(IqAnswer.Reply::of);
  }
}
