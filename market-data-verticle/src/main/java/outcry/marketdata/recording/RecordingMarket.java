package outcry.marketdata.recording;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.model.Instrument;
import outcry.venue.binance.BinanceInstruments;

/**
 * What a recording is of, told from its first frames: spot and USD-M carry the same symbols, but
 * only USD-M names the update before ({@code pu}) or says {@code "e":"bookTicker"}.
 *
 * @param bySymbol the instruments seen, by the symbol the frames carry; all of the market's if none
 *     was
 * @param firstNanos receive time of the first frame: where the recording's clock starts
 */
public record RecordingMarket(Map<String, Instrument> bySymbol, long firstNanos) {

  private static final int FRAMES_LOOKED_AT = 200;

  /**
   * @throws RecordingException if it is no readable recording
   */
  public static RecordingMarket of(Path file) {
    var seen = new LinkedHashMap<String, Instrument>();
    boolean usdm = false;
    long firstNanos = 0;
    try (var source = new FrameSource(file, BinanceInstruments.spot())) {
      for (int i = 0; i < FRAMES_LOOKED_AT && source.nextLine(); i++) {
        if (i == 0) {
          firstNanos = source.receivedNanos();
        }
        var text = source.lineText();
        usdm |= text.contains("\"pu\":") || text.contains("\"e\":\"bookTicker\"");
        BinanceInstruments.spot()
            .forEach(
                (symbol, instrument) -> {
                  if (text.contains("\"s\":\"" + symbol + "\"")) {
                    seen.put(symbol, instrument);
                  }
                });
      }
    }
    var market = usdm ? BinanceInstruments.usdm() : BinanceInstruments.spot();
    var known = new LinkedHashMap<>(market);
    if (!seen.isEmpty()) {
      known.keySet().retainAll(seen.keySet());
    }
    return new RecordingMarket(known.isEmpty() ? market : known, firstNanos);
  }
}
