package outcry.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.BarSpec;
import outcry.model.ExecutionReport;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.Levels;
import outcry.model.Liquidity;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.model.ReportPage;
import outcry.model.Side;

/** Journals outlive releases: these bytes never change under the same version. */
class ExactBytesTest {

  private static final String ACC = "00000003616363";
  private static final String ID = "000000026964";

  @Test
  void quote() {
    assertBytes(
        "01 01 00000003 412e42" + longs(1, 2, -1, 4, 5, 6, 7),
        MarketEventCodec.INSTANCE,
        new MarketEvent.Quote("A.B", 1, 2, -1, 4, 5, 6, 7));
  }

  @Test
  void bookDelta() {
    assertBytes(
        "01 04 00000003 412e42"
            + longs(1, 2, -1)
            + "00000001"
            + longs(3, 0)
            + "00000000"
            + longs(8, 9),
        MarketEventCodec.INSTANCE,
        new MarketEvent.BookDelta("A.B", 1, 2, -1, Levels.of(3, 0), Levels.NONE, 8, 9));
  }

  @Test
  void bar() {
    assertBytes(
        "01 05 00000003 412e42 01" + longs(100, 1, 2, 3, 4, 5, 6) + "00000007" + longs(8, 9),
        MarketEventCodec.INSTANCE,
        new MarketEvent.Bar("A.B", BarSpec.ticks(100), 1, 2, 3, 4, 5, 6, 7, 8, 9));
  }

  @Test
  void submitOrder() {
    assertBytes("02 01" + submitFields(), OrderCommandCodec.INSTANCE, Samples.SUBMIT);
  }

  @Test
  void cancelOrder() {
    assertBytes(
        "02 02" + ACC + ID + "00000000" + longs(1),
        OrderCommandCodec.INSTANCE,
        new OrderCommand.CancelOrder("acc", "id", "", 1));
  }

  @Test
  void acknowledged() {
    assertBytes(
        "02 01" + ID + longs(7) + "03",
        OrderReplyCodec.INSTANCE,
        new OrderReply.Acknowledged("id", 7, OrderStatus.WORKING));
  }

  @Test
  void refusedWithTextBeyondAscii() {
    assertBytes(
        "02 02 02 00000004 6ec3a469",
        OrderReplyCodec.INSTANCE,
        new OrderReply.Refused(RefusalCode.OVERFLOW, "näi"));
  }

  @Test
  void orderIntended() {
    assertBytes(
        "02 02" + ACC + longs(1) + "00000002" + submitFields() + longs(3) + "00000004" + longs(5),
        OrderEventCodec.INSTANCE,
        new OrderEvent.OrderIntended("acc", 1, 2, Samples.SUBMIT, 3, 4, 5));
  }

  @Test
  void orderHeldWithInstructions() {
    assertBytes(
        "02 10"
            + ACC
            + longs(1)
            + "00000002"
            + ACC
            + text("exit")
            + text("ema")
            + text("BTCUSDT.BINANCE")
            + "00 06 04"
            + longs(12, 0)
            + "00 01 01"
            + longs(21)
            + "01 02"
            + longs(22, 23, 24)
            + text("parent")
            + text("cause")
            + longs(14)
            + "00000003"
            + longs(4),
        OrderEventCodec.INSTANCE,
        new OrderEvent.OrderHeld("acc", 1, 2, Samples.HELD, 3, 4));
  }

  @Test
  void orderFilled() {
    assertBytes(
        "02 05"
            + ACC
            + longs(1)
            + "00000002"
            + text("A.B")
            + "01"
            + text("ema")
            + text("x1")
            + longs(3, 4, 5, -6)
            + text("BNB")
            + "01"
            + longs(7, 8),
        OrderEventCodec.INSTANCE,
        new OrderEvent.OrderFilled(
            "acc", 1, 2, "A.B", Side.SELL, "ema", "x1", 3, 4, 5, -6, "BNB", Liquidity.TAKER, 7, 8));
  }

  @Test
  void journalAdvance() {
    assertBytes(
        "01 01 00000003"
            + longs(1042)
            + "00000001"
            + "00000003"
            + longs(1042, 9)
            + "02 08"
            + ACC
            + longs(1)
            + "00000002"
            + text("gone")
            + longs(3),
        JournalAdvanceCodec.INSTANCE,
        new JournalAdvance(
            3,
            1042,
            List.of(
                new JournaledEvent(
                    3, 1042, 9, new OrderEvent.OrderCanceled("acc", 1, 2, "gone", 3)))));
  }

  @Test
  void amended() {
    assertBytes(
        "02 06" + ACC + ID + longs(1, 2, 3),
        ExecutionReportCodec.INSTANCE,
        new ExecutionReport.Amended("acc", "id", 1, 2, 3));
  }

  @Test
  void reportPage() {
    assertBytes(
        "01 01" + ACC + longs(4, 5) + "00000001" + "02 06" + ACC + ID + longs(1, 2, 3),
        ReportPageCodec.INSTANCE,
        new ReportPage("acc", 4, 5, List.of(new ExecutionReport.Amended("acc", "id", 1, 2, 3))));
  }

  private static String submitFields() {
    return ACC
        + text("ema-1-1")
        + text("ema")
        + text("BTCUSDT.BINANCE")
        + "01 01 02"
        + longs(12, 13)
        + "01 00 00"
        + text("cause")
        + longs(14);
  }

  private static String text(String ascii) {
    return "%08x".formatted(ascii.length())
        + HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static String longs(long... values) {
    var hex = new StringBuilder();
    for (long value : values) {
      hex.append("%016x".formatted(value));
    }
    return hex.toString();
  }

  private static <T> void assertBytes(String hex, WireCodec<T> codec, T message) {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(codec.toBytes(message)));
  }
}
