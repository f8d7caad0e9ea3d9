package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xep.dataforms.FormField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One field of a node's configuration form: how it reads and how it is written.
 *
 * @param values what the field shows of a configuration
 * @param setter empty for values that cannot be
 * @param choices what a list offers, nothing for what is not a list
 */
record NodeOption(
    String var,
    String type,
    String label,
    Function<NodeConfig, List<String>> values,
    BiFunction<NodeConfigEdit, List<String>, Optional<NodeConfigEdit>> setter,
    List<String> choices) {
  /** More values of one field than this are refused. */
  static final int VALUES_MAX = 100;

  /** Longer texts are refused. */
  static final int CHARS_MAX = Pubsub.NAME_CHARS_MAX;

  private static final String PREFIX = "pubsub#";
  private static final String MAX = "max";

  static final NodeOption TITLE =
      text("title", "A name for people", NodeConfig::title, NodeConfigEdit::title);
  static final NodeOption TYPE =
      text("type", "Namespace of the payload", NodeConfig::type, NodeConfigEdit::type);
  static final NodeOption ACCESS_MODEL =
      new NodeOption(
          PREFIX + "access_model",
          "list-single",
          "Who may see it",
          config -> List.of(config.access().value()),
          (config, values) -> single(values).flatMap(AccessModel::of).map(config::access),
          Arrays.stream(AccessModel.values()).map(AccessModel::value).toList());

  /** All that a form holds, in its order. */
  static final List<NodeOption> ALL =
      List.of(
          TITLE,
          TYPE,
          ACCESS_MODEL,
          new NodeOption(
              PREFIX + "roster_groups_allowed",
              "text-multi",
              "Groups that may see it",
              NodeConfig::rosterGroups,
              (config, values) -> some(values).map(config::rosterGroups),
              List.of()),
          only("publish_model", "Who may publish", "publishers"),
          new NodeOption(
              PREFIX + "max_items",
              "text-single",
              "Items that are kept",
              config -> List.of(maxItems(config)),
              (config, values) ->
                  single(values).flatMap(NodeOption::readMaxItems).map(config::itemsMax),
              List.of()),
          flag(
              "persist_items",
              "Whether items are kept",
              NodeConfig::persistsItems,
              NodeConfigEdit::persistsItems),
          new NodeOption(
              PREFIX + "send_last_published_item",
              "list-single",
              "When the last item is sent",
              config -> List.of(config.sendLastItem().value()),
              (config, values) ->
                  single(values).flatMap(SendLastItem::of).map(config::sendLastItem),
              Arrays.stream(SendLastItem.values()).map(SendLastItem::value).toList()),
          only("notification_type", "Type of notices", "headline"),
          flag(
              "deliver_notifications",
              "Whether notices are sent",
              NodeConfig::deliversNotifications,
              NodeConfigEdit::deliversNotifications),
          flag(
              "deliver_payloads",
              "Whether notices hold the payload",
              NodeConfig::deliversPayloads,
              NodeConfigEdit::deliversPayloads),
          flag(
              "notify_retract",
              "Notice of retracted items",
              NodeConfig::notifiesRetract,
              NodeConfigEdit::notifiesRetract),
          flag(
              "notify_delete",
              "Notice of the node's end",
              NodeConfig::notifiesDelete,
              NodeConfigEdit::notifiesDelete),
          flag(
              "notify_config",
              "Notice of a new configuration",
              NodeConfig::notifiesConfig,
              NodeConfigEdit::notifiesConfig));

  private static NodeOption text(
      String name,
      String label,
      Function<NodeConfig, String> text,
      BiFunction<NodeConfigEdit, String, NodeConfigEdit> setter) {
    return new NodeOption(
        PREFIX + name,
        "text-single",
        label,
        config -> List.of(text.apply(config)),
        (config, values) -> single(values).map(value -> setter.apply(config, value)),
        List.of());
  }

  private static NodeOption flag(
      String name,
      String label,
      Function<NodeConfig, Boolean> flag,
      BiFunction<NodeConfigEdit, Boolean, NodeConfigEdit> setter) {
    return new NodeOption(
        PREFIX + name,
        "boolean",
        label,
        config -> List.of(flag.apply(config) ? "1" : "0"),
        (config, values) ->
            single(values)
                .flatMap(SchemaValues::booleanOf)
                .map(value -> setter.apply(config, value)),
        List.of());
  }

  /** What can be but one thing here. */
  private static NodeOption only(String name, String label, String value) {
    return new NodeOption(
        PREFIX + name,
        "list-single",
        label,
        config -> List.of(value),
        (config, values) -> single(values).filter(value::equals).map(same -> config),
        List.of(value));
  }

  static Optional<NodeOption> of(FormField field) {
    return ALL.stream().filter(option -> option.var.equals(field.var())).findFirst();
  }

  /** Sets this value; empty for one that cannot be. */
  Optional<NodeConfigEdit> set(NodeConfigEdit config, List<String> to) {
    return setter.apply(config, to);
  }

  FormField field(NodeConfig config) {
    var options = choices.stream().map(choice -> new FormField.Option(null, choice)).toList();
    return new FormField(var, type, label, false, values.apply(config), options);
  }

  private static Optional<String> single(List<String> values) {
    return values.size() == 1 ? some(values).map(one -> one.get(0)) : Optional.empty();
  }

  private static Optional<List<String>> some(List<String> values) {
    return values.size() <= VALUES_MAX
            && values.stream().allMatch(value -> value.length() <= CHARS_MAX)
        ? Optional.of(values)
        : Optional.empty();
  }

  private static String maxItems(NodeConfig config) {
    return config.itemsMax() == NodeConfig.MAX ? MAX : Integer.toString(config.itemsMax());
  }

  private static Optional<Integer> readMaxItems(String value) {
    if (value.equals(MAX)) {
      return Optional.of(NodeConfig.MAX);
    }
    var count = SchemaValues.countOf(value);
    return count.isPresent() && count.getAsInt() > 0
        ? Optional.of(count.getAsInt())
        : Optional.empty();
  }
}
