package outcry.model.wire;

import outcry.model.BarSpec;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.InstrumentStatus;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.MarketEvent.Trade;
import outcry.model.Side;

/** The bytes of {@link MarketEvent}. Stateless; any thread. */
public final class MarketEventCodec implements WireCodec<MarketEvent> {

  public static final MarketEventCodec INSTANCE = new MarketEventCodec();

  private static final int VERSION = 1;

  private static final int QUOTE = 1;
  private static final int TRADE = 2;
  private static final int BOOK_SNAPSHOT = 3;
  private static final int BOOK_DELTA = 4;
  private static final int BAR = 5;
  private static final int INSTRUMENT_STATUS = 6;
  private static final int STREAM_HEALTH = 7;

  private static final Side[] SIDES = Side.values();
  private static final BarSpec.Kind[] KINDS = BarSpec.Kind.values();
  private static final StreamHealth.State[] STATES = StreamHealth.State.values();

  private MarketEventCodec() {}

  @Override
  public String name() {
    return "market-event";
  }

  @Override
  public void write(MarketEvent message, WireWriter out) {
    out.putByte(VERSION);
    switch (message) {
      case Quote(
              var symbol,
              var bidPrice,
              var bidQuantity,
              var askPrice,
              var askQuantity,
              var sequence,
              var venueNanos,
              var receivedNanos) ->
          out.putByte(QUOTE)
              .putString(symbol)
              .putLong(bidPrice)
              .putLong(bidQuantity)
              .putLong(askPrice)
              .putLong(askQuantity)
              .putLong(sequence)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case Trade(
              var symbol,
              var tradeId,
              var price,
              var quantity,
              var aggressor,
              var venueNanos,
              var receivedNanos) ->
          out.putByte(TRADE)
              .putString(symbol)
              .putLong(tradeId)
              .putLong(price)
              .putLong(quantity)
              .putEnum(aggressor)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case BookSnapshot(
              var symbol,
              var sequence,
              var bids,
              var asks,
              var venueNanos,
              var receivedNanos) ->
          out.putByte(BOOK_SNAPSHOT)
              .putString(symbol)
              .putLong(sequence)
              .putLevels(bids)
              .putLevels(asks)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case BookDelta(
              var symbol,
              var firstSequence,
              var lastSequence,
              var previousSequence,
              var bids,
              var asks,
              var venueNanos,
              var receivedNanos) ->
          out.putByte(BOOK_DELTA)
              .putString(symbol)
              .putLong(firstSequence)
              .putLong(lastSequence)
              .putLong(previousSequence)
              .putLevels(bids)
              .putLevels(asks)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case Bar(
              var symbol,
              BarSpec(var kind, var size),
              var openNanos,
              var open,
              var high,
              var low,
              var close,
              var volume,
              var trades,
              var venueNanos,
              var receivedNanos) ->
          out.putByte(BAR)
              .putString(symbol)
              .putEnum(kind)
              .putLong(size)
              .putLong(openNanos)
              .putLong(open)
              .putLong(high)
              .putLong(low)
              .putLong(close)
              .putLong(volume)
              .putInt(trades)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case InstrumentStatus(var symbol, var trading, var venueNanos, var receivedNanos) ->
          out.putByte(INSTRUMENT_STATUS)
              .putString(symbol)
              .putBoolean(trading)
              .putLong(venueNanos)
              .putLong(receivedNanos);
      case StreamHealth(var symbol, var state, var reason, var venueNanos, var receivedNanos) ->
          out.putByte(STREAM_HEALTH)
              .putString(symbol)
              .putEnum(state)
              .putString(reason)
              .putLong(venueNanos)
              .putLong(receivedNanos);
    }
  }

  @Override
  public MarketEvent read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    return switch (type) {
      case QUOTE ->
          new Quote(
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong());
      case TRADE ->
          new Trade(
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getEnum(SIDES),
              in.getLong(),
              in.getLong());
      case BOOK_SNAPSHOT ->
          new BookSnapshot(
              in.getString(),
              in.getLong(),
              in.getLevels(),
              in.getLevels(),
              in.getLong(),
              in.getLong());
      case BOOK_DELTA ->
          new BookDelta(
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLevels(),
              in.getLevels(),
              in.getLong(),
              in.getLong());
      case BAR ->
          new Bar(
              in.getString(),
              readSpec(in),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getInt(),
              in.getLong(),
              in.getLong());
      case INSTRUMENT_STATUS ->
          new InstrumentStatus(in.getString(), in.getBoolean(), in.getLong(), in.getLong());
      case STREAM_HEALTH ->
          new StreamHealth(
              in.getString(), in.getEnum(STATES), in.getString(), in.getLong(), in.getLong());
      default -> throw WireException.unknownType(name(), type);
    };
  }

  private static BarSpec readSpec(WireReader in) {
    var kind = in.getEnum(KINDS);
    long size = in.getLong();
    try {
      return new BarSpec(kind, size);
    } catch (IllegalArgumentException e) {
      throw new WireException("not a bar specification: " + e.getMessage());
    }
  }
}
