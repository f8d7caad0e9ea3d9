package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.xep.dataforms.DataForm;
import java.util.Optional;
import java.util.stream.Stream;

/** A node's configuration as a form (XEP-0060 sections 7.1.5, 8.2, 16.4). */
public final class NodeForm {
  private NodeForm() {}

  /** All options with their values, to be filled out. */
  public static DataForm of(NodeConfig config) {
    return DataForm.of(
        DataForm.Type.FORM,
        Pubsub.NODE_CONFIG,
        NodeOption.ALL.stream().map(option -> option.field(config)).toList());
  }

  /** What others are told of a node (section 5.4). */
  public static DataForm metaData(NodeConfig config) {
    return DataForm.of(
        DataForm.Type.RESULT,
        Pubsub.META_DATA,
        Stream.of(NodeOption.TITLE, NodeOption.TYPE, NodeOption.ACCESS_MODEL)
            .map(option -> option.field(config))
            .toList());
  }

  /**
   * The configuration with what the form sets. Fields that are not known are passed over; empty
   * when a value cannot be, or the form is none of configuration.
   */
  public static Optional<NodeConfig> submitted(NodeConfig before, DataForm form) {
    return form.type() == DataForm.Type.SUBMIT
            && form.formType().map(Pubsub.NODE_CONFIG::equals).orElse(true)
        ? with(before, form, false)
        : Optional.empty();
  }

  /**
   * A new node's configuration with what a publisher asks for (section 7.1.5); empty when a field
   * is not known or its value cannot be, or the form is none of publish options.
   */
  public static Optional<NodeConfig> optionsApplied(NodeConfig before, DataForm form) {
    return form.formType().map(Pubsub.PUBLISH_OPTIONS::equals).orElse(false)
        ? with(before, form, true)
        : Optional.empty();
  }

  private static Optional<NodeConfig> with(NodeConfig before, DataForm form, boolean onlyKnown) {
    var edit = new NodeConfigEdit(before);
    for (var field : form.fields()) {
      var option = NodeOption.of(field);
      if (option.isPresent()) {
        if (option.get().set(edit, field.values()).isEmpty()) {
          return Optional.empty();
        }
      } else if (onlyKnown && !field.var().equals(DataForm.FORM_TYPE)) {
        return Optional.empty();
      }
    }
    return Optional.of(edit.build());
  }
}
