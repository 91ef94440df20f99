package outcry.model.wire;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Algorithm;
import outcry.model.Algorithm.Iceberg;
import outcry.model.Algorithm.Pov;
import outcry.model.Algorithm.Twap;
import outcry.model.Algorithm.Vwap;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.Side;

/** The bytes of {@link StartAlgorithm}, which commands and events carry. */
final class AlgorithmCodec {

  private static final int TWAP = 1;
  private static final int VWAP = 2;
  private static final int POV = 3;
  private static final int ICEBERG = 4;

  private static final Side[] SIDES = Side.values();

  private AlgorithmCodec() {}

  static void write(StartAlgorithm order, WireWriter out) {
    out.putString(order.account())
        .putString(order.algorithmId())
        .putString(order.strategy())
        .putString(order.symbol())
        .putEnum(order.side());
    switch (order.algorithm()) {
      case Twap(var slices) -> out.putByte(TWAP).putInt(slices);
      case Vwap(var profile) -> {
        out.putByte(VWAP).putInt(profile.size());
        profile.forEach(out::putInt);
      }
      case Pov(var basisPoints) -> out.putByte(POV).putInt(basisPoints);
      case Iceberg(var displayQuantity) -> out.putByte(ICEBERG).putLong(displayQuantity);
    }
    out.putLong(order.quantity())
        .putLong(order.price())
        .putBoolean(order.reduceOnly())
        .putLong(order.startNanos())
        .putLong(order.endNanos())
        .putString(order.cause())
        .putLong(order.atNanos());
  }

  static StartAlgorithm read(WireReader in) {
    return new StartAlgorithm(
        in.getString(),
        in.getString(),
        in.getString(),
        in.getString(),
        in.getEnum(SIDES),
        readAlgorithm(in),
        in.getLong(),
        in.getLong(),
        in.getBoolean(),
        in.getLong(),
        in.getLong(),
        in.getString(),
        in.getLong());
  }

  private static Algorithm readAlgorithm(WireReader in) {
    int type = in.getByte();
    return switch (type) {
      case TWAP -> new Twap(in.getInt());
      case VWAP -> new Vwap(readProfile(in));
      case POV -> new Pov(in.getInt());
      case ICEBERG -> new Iceberg(in.getLong());
      default -> throw WireException.unknownType("algorithm", type);
    };
  }

  private static List<Integer> readProfile(WireReader in) {
    int size = in.getCount(4);
    var profile = new ArrayList<Integer>(size);
    for (int i = 0; i < size; i++) {
      profile.add(in.getInt());
    }
    return profile;
  }
}
