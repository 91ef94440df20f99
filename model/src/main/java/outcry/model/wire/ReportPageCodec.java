package outcry.model.wire;

import java.util.ArrayList;
import outcry.model.ExecutionReport;
import outcry.model.ReportPage;

/** The bytes of {@link ReportPage}. Stateless; any thread. */
public final class ReportPageCodec implements WireCodec<ReportPage> {

  public static final ReportPageCodec INSTANCE = new ReportPageCodec();

  private static final int VERSION = 1;
  private static final int REPORT_PAGE = 1;

  /** Version, type, lengths of two strings, and a time. */
  private static final int REPORT_BYTES_MIN = 1 + 1 + 4 + 4 + 8;

  private ReportPageCodec() {}

  @Override
  public String name() {
    return "report-page";
  }

  @Override
  public void write(ReportPage message, WireWriter out) {
    out.putByte(VERSION)
        .putByte(REPORT_PAGE)
        .putString(message.account())
        .putLong(message.startedNanos())
        .putLong(message.first())
        .putInt(message.reports().size());
    for (var report : message.reports()) {
      ExecutionReportCodec.INSTANCE.write(report, out);
    }
  }

  @Override
  public ReportPage read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    if (type != REPORT_PAGE) {
      throw WireException.unknownType(name(), type);
    }
    var account = in.getString();
    long startedNanos = in.getLong();
    long first = in.getLong();
    int size = in.getCount(REPORT_BYTES_MIN);
    var reports = new ArrayList<ExecutionReport>(size);
    for (int i = 0; i < size; i++) {
      reports.add(ExecutionReportCodec.INSTANCE.read(in));
    }
    return new ReportPage(account, startedNanos, first, reports);
  }
}
