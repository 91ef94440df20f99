package outcry.venue.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged.Change;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

/**
 * The text of a log: one ASCII line per entry, its kind and fields in record order separated by
 * tabs, then a checksum, so that a line cut off by a crash is never taken for a shorter true one.
 */
public final class VenueLogText {

  /**
   * What a log file holds.
   *
   * @param entries all that are whole
   * @param intactBytes cut the file to this length before appending to it
   * @param torn whether the last line was damaged, and left out
   */
  public record Contents(List<VenueLogEntry> entries, long intactBytes, boolean torn) {}

  /** The line of an entry, without the line feed that must follow it. */
  public static String format(VenueLogEntry entry) {
    var line = new LogLine.Writer();
    switch (entry) {
      case OrderLogged(var order, var venueOrderId, var at) ->
          putOrder(line.text("ORDER"), order).text(venueOrderId).number(at);
      case AmendLogged(var account, var id, var quantity, var price, var at) ->
          line.text("AMEND").text(account).text(id).number(quantity).number(price).number(at);
      case FillLogged(var fill) -> putFill(line.text("FILL"), fill);
      case EndLogged(var account, var id, var how, var reason, var filled, var at) ->
          line.text("END")
              .text(account)
              .text(id)
              .text(how.name())
              .text(reason)
              .number(filled)
              .number(at);
      case RejectLogged(var account, var id, var reason, var at) ->
          line.text("REJECT").text(account).text(id).text(reason).number(at);
      case ChangeRejectLogged(var account, var id, var change, var reason, var at) ->
          line.text("REFUSE").text(account).text(id).text(change.name()).text(reason).number(at);
    }
    return line.finish();
  }

  /**
   * The entry of a line.
   *
   * @throws VenueLogException if the line is not exactly what {@link #format} writes
   */
  public static VenueLogEntry parse(String line) {
    var fields = new LogLine.Reader(line);
    var entry =
        switch (fields.text()) {
          case "ORDER" -> new OrderLogged(takeOrder(fields), fields.text(), fields.number());
          case "AMEND" ->
              new AmendLogged(
                  fields.text(), fields.text(), fields.number(), fields.number(), fields.number());
          case "FILL" -> new FillLogged(takeFill(fields));
          case "END" ->
              new EndLogged(
                  fields.text(),
                  fields.text(),
                  fields.name(How.class),
                  fields.text(),
                  fields.number(),
                  fields.number());
          case "REJECT" ->
              new RejectLogged(fields.text(), fields.text(), fields.text(), fields.number());
          case "REFUSE" ->
              new ChangeRejectLogged(
                  fields.text(),
                  fields.text(),
                  fields.name(Change.class),
                  fields.text(),
                  fields.number());
          case String kind -> throw new VenueLogException("unknown kind of entry: " + kind);
        };
    fields.requireEnd();
    return entry;
  }

  /**
   * Reads a whole file. A damaged last line is what a crash leaves behind: it was never
   * acknowledged, and is left out.
   *
   * @throws VenueLogException naming the line, if any other line is damaged
   */
  public static Contents read(byte[] file) {
    var entries = new ArrayList<VenueLogEntry>();
    int start = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] != '\n') {
        continue;
      }
      try {
        entries.add(parse(new String(file, start, i - start, StandardCharsets.US_ASCII)));
      } catch (VenueLogException damaged) {
        if (i + 1 == file.length) {
          break; // torn: cut off by the length below
        }
        throw new VenueLogException("line " + (entries.size() + 1) + ": " + damaged.getMessage());
      }
      start = i + 1;
    }
    return new Contents(List.copyOf(entries), start, start < file.length);
  }

  private static LogLine.Writer putOrder(LogLine.Writer line, VenueOrder order) {
    return line.text(order.account())
        .text(order.clientOrderId())
        .text(order.symbol())
        .text(order.side().name())
        .text(order.type().name())
        .text(order.timeInForce().name())
        .number(order.quantity())
        .number(order.price())
        .text(Boolean.toString(order.postOnly()))
        .number(order.deadlineNanos());
  }

  private static VenueOrder takeOrder(LogLine.Reader fields) {
    return new VenueOrder(
        fields.text(),
        fields.text(),
        fields.text(),
        fields.name(Side.class),
        fields.name(OrderType.class),
        fields.name(TimeInForce.class),
        fields.number(),
        fields.number(),
        fields.flag(),
        fields.number());
  }

  private static void putFill(LogLine.Writer line, Filled fill) {
    line.text(fill.account())
        .text(fill.clientOrderId())
        .text(fill.venueOrderId())
        .text(fill.executionId())
        .number(fill.quantity())
        .number(fill.price())
        .number(fill.cumulativeQuantity())
        .number(fill.fee())
        .text(fill.feeCurrency())
        .text(fill.liquidity().name())
        .number(fill.venueNanos());
  }

  private static Filled takeFill(LogLine.Reader fields) {
    return new Filled(
        fields.text(),
        fields.text(),
        fields.text(),
        fields.text(),
        fields.number(),
        fields.number(),
        fields.number(),
        fields.number(),
        fields.text(),
        fields.name(Liquidity.class),
        fields.number());
  }

  private VenueLogText() {}
}
