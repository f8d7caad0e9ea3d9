package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.pubsub.NodeConfigs;
import im.balcony.persistence.event.account.NodeEvent;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.pep.PersonalEventing;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.NodeForm;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.pubsub.PubsubEvents;
import im.balcony.protocol.xep.pubsub.PubsubOwnerRequest;
import im.balcony.protocol.xep.pubsub.PubsubRequest;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The owner makes, configures and ends nodes (XEP-0060 section 8). */
final class NodeOwning {
  private final PubsubLimits limits;
  private final Publishing publishing;
  private final Supplier<String> newNames;

  NodeOwning(PubsubLimits limits, Publishing publishing, Supplier<String> newNames) {
    this.limits = limits;
    this.publishing = publishing;
    this.newNames = newNames;
  }

  IqAnswer create(IqRequest request, PubsubRequest.Create create) {
    var nodes = request.state().nodes().byName();
    var given = create.node();
    var name = given == null ? newNames.get() : given;
    if (nodes.containsKey(name)) {
      return IqAnswer.refused(StanzaError.conflict());
    }
    var config =
        create
            .configuration()
            .map(form -> NodeForm.submitted(NodeDefaults.of(name), form))
            .orElseGet(() -> Optional.of(NodeDefaults.of(name)))
            .filter(publishing::isWithin);
    if (config.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    return change.ensure(name, config.get())
        ? change.answer(Pubsub.created(name))
        : IqAnswer.refused(PubsubError.maxNodesExceeded());
  }

  IqAnswer answer(IqRequest request) {
    var asked = PubsubOwnerRequest.read(request.payload());
    if (asked instanceof PubsubOwnerRequest.Unreadable unreadable) {
      return IqAnswer.refused(unreadable.error());
    } else if (asked instanceof PubsubOwnerRequest.Default) {
      var form = NodeForm.of(PersonalEventing.DEFAULT).toElement();
      return IqAnswer.result(Pubsub.defaultConfiguration(form));
    } else if (asked instanceof PubsubOwnerRequest.Configure configure) {
      return configure(request, configure);
    } else if (asked instanceof PubsubOwnerRequest.Delete delete) {
      return delete(request, delete.node());
    } else if (asked instanceof PubsubOwnerRequest.Purge purge) {
      return purge(request, purge.node());
    } else if (asked instanceof PubsubOwnerRequest.Affiliations affiliations) {
      return affiliations(request, affiliations);
    } else if (asked instanceof PubsubOwnerRequest.Subscriptions subscriptions) {
      return subscriptions(request, subscriptions.node());
    }
    throw new IllegalStateException("an owner's request that nobody answers: " + asked);
  }

  private IqAnswer configure(IqRequest request, PubsubOwnerRequest.Configure configure) {
    var node = request.state().nodes().node(configure.node());
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    if (!request.isSet()) {
      var form = NodeForm.of(node.get().config()).toElement();
      return shown(Pubsub.configuration(configure.node(), form));
    }
    if (configure.form().isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var form = configure.form().get();
    return form.type() == DataForm.Type.CANCEL
        ? IqAnswer.empty()
        : configure(request, configure.node(), node.get(), form);
  }

  private IqAnswer configure(IqRequest request, String name, Node node, DataForm form) {
    var config = NodeForm.submitted(node.config(), form).filter(publishing::isWithin);
    if (config.isEmpty()) {
      return IqAnswer.refused(StanzaError.notAcceptable());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    change.add(NodeConfigs.event(name, config.get()));
    if (config.get().notifiesConfig()) {
      change.tell(
          name, change.state().nodes().node(name).orElseThrow(), PubsubEvents.configured(name));
    }
    return change.answer(null);
  }

  private IqAnswer delete(IqRequest request, String name) {
    var node = request.state().nodes().node(name);
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    if (!request.isSet()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var change = new NodeChange(request.state(), limits, request.now());
    change.add(new NodeEvent.NodeDeleted(name));
    if (node.get().config().notifiesDelete()) {
      change.tell(name, node.get(), PubsubEvents.deleted(name));
    }
    return publishing.retracted(request, change, name);
  }

  private IqAnswer purge(IqRequest request, String name) {
    var node = request.state().nodes().node(name);
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    if (!request.isSet()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    if (!node.get().config().persistsItems()) {
      return IqAnswer.refused(PubsubError.unsupported("persistent-items"));
    }
    var change = new NodeChange(request.state(), limits, request.now());
    change.add(new NodeEvent.NodePurged(name));
    if (node.get().config().notifiesRetract()) {
      change.tell(name, node.get(), PubsubEvents.purged(name));
    }
    return publishing.retracted(request, change, name);
  }

  private IqAnswer affiliations(IqRequest request, PubsubOwnerRequest.Affiliations asked) {
    var node = request.state().nodes().node(asked.node());
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    return request.isSet()
        ? changeAffiliations(request, asked)
        : shown(
            Pubsub.list(
                Pubsub.OWNER,
                "affiliations",
                asked.node(),
                AffiliationElements.ofNode(request.account(), node.get())));
  }

  private IqAnswer changeAffiliations(IqRequest request, PubsubOwnerRequest.Affiliations asked) {
    var change = new NodeChange(request.state(), limits, request.now());
    for (var entry : asked.changes().entrySet()) {
      if (entry.getKey().equals(request.account()) || entry.getValue() == Affiliation.OWNER) {
        return IqAnswer.refused(StanzaError.notAcceptable()); // the account is the one owner
      }
      change.add(
          new NodeEvent.AffiliationSet(
              asked.node(), entry.getKey().toString(), entry.getValue().value()));
    }
    var node = change.state().nodes().node(asked.node()).orElseThrow();
    return node.affiliations().size() > limits.addressesMax()
        ? IqAnswer.refused(StanzaError.resourceConstraint())
        : change.answer(null);
  }

  private IqAnswer subscriptions(IqRequest request, String name) {
    var node = request.state().nodes().node(name);
    if (node.isEmpty()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var entries = new ArrayList<XmlElement>();
    node.get().subscribers().stream()
        .sorted()
        .forEach(jid -> entries.add(Subscribing.entry(Pubsub.OWNER, name, jid)));
    return shown(Pubsub.list(Pubsub.OWNER, "subscriptions", name, entries));
  }

  /** In its turn, behind what was decided before. */
  private static IqAnswer shown(XmlElement payload) {
    return new IqAnswer.Stored(List.of(), state -> new IqAnswer.Result(payload, List.of()));
  }
}
