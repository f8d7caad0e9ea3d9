package im.balcony.actors.start;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.feature.mix.ChannelRooms;
import im.balcony.actors.room.ChannelAnswer;
import im.balcony.actors.room.Room;
import im.balcony.actors.room.RoomCommand;
import im.balcony.actors.routing.Domains;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.concurrent.CompletionStage;

/** The channels, each asked of its entity; asking again is safe. */
record ShardedChannels(ClusterSharding sharding, Domains domains, RepeatedQuestion question)
    implements ChannelRooms {
  @Override
  public boolean servesChannels(String service) {
    return domains.servesRooms(service);
  }

  @Override
  public CompletionStage<Answer> askChannel(Jid channel, Jid account, XmlElement request) {
    return question
        .<ChannelAnswer>ask(
            () ->
                sharding
                    .entityRefFor(Room.TYPE_KEY, channel.toString())
                    .ask(
                        replyTo -> new RoomCommand.AskAsAccount(account, request, replyTo),
                        question.every()),
            answer -> true)
        .thenApply(answer -> new Answer(answer.payload(), answer.error()));
  }
}
