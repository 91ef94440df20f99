package outcry.gateway.stream;

import outcry.gateway.stream.core.Ask;

/** A topic that somebody has subscribed. Event loop only. */
interface LiveTopic {

  /** Answers the client: {@code ok} and what the topic begins with, or an error. */
  void subscribe(Client client, Ask.Subscribe ask);

  void leave(Client client);

  boolean isUnread();

  /** Ten times a second. */
  void tick(long nowNanos);

  /** Nobody reads it any more. */
  void close();
}
