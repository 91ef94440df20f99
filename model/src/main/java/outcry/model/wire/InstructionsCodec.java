package outcry.model.wire;

import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;

/** The bytes of {@link Instructions}: one zero byte where there are none. */
final class InstructionsCodec {

  private static final TriggerBy[] TRIGGERS = TriggerBy.values();
  private static final Trail.Unit[] UNITS = Trail.Unit.values();

  private InstructionsCodec() {}

  static void write(Instructions instructions, WireWriter out) {
    boolean any = !instructions.equals(Instructions.NONE);
    out.putBoolean(any);
    if (any) {
      out.putLong(instructions.triggerPrice())
          .putEnum(instructions.triggerBy())
          .putEnum(instructions.trail().unit())
          .putLong(instructions.trail().offset())
          .putLong(instructions.displayQuantity())
          .putLong(instructions.expireNanos())
          .putString(instructions.parent());
    }
  }

  static Instructions read(WireReader in) {
    if (!in.getBoolean()) {
      return Instructions.NONE;
    }
    var instructions = readAny(in);
    if (instructions.equals(Instructions.NONE)) {
      throw new WireException("no instructions where some were announced");
    }
    return instructions;
  }

  private static Instructions readAny(WireReader in) {
    return new Instructions(
        in.getLong(),
        in.getEnum(TRIGGERS),
        new Trail(in.getEnum(UNITS), in.getLong()),
        in.getLong(),
        in.getLong(),
        in.getString());
  }
}
