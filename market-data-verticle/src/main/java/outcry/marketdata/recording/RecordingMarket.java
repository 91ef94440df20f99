package outcry.marketdata.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import outcry.model.Instrument;
import outcry.venue.binance.BinanceInstruments;

/**
 * What a recording is of, told from its first frames: one of our own says its venue; else it is
 * Binance's, where spot and USD-M carry the same symbols, but only USD-M names the update before
 * ({@code pu}) or says {@code "e":"bookTicker"}.
 *
 * @param bySymbol the instruments seen, by the symbol the frames carry; all of the market's if none
 *     was
 * @param firstNanos receive time of the first frame: where the recording's clock starts
 * @param own whether we have written it: if it is torn, that was our own death, and what is before
 *     the tear is whole
 */
public record RecordingMarket(Map<String, Instrument> bySymbol, long firstNanos, boolean own) {

  private static final int FRAMES_LOOKED_AT = 5_000;
  private static final Pattern OWN =
      Pattern.compile("\\{\"e\":\"recording\",\"venue\":\"([A-Z0-9_-]{1,16})\"}");

  /** As {@link #of(Path, Collection, boolean)} for whole Binance's recordings alone. */
  public static RecordingMarket of(Path file) {
    return of(file, List.of(), false);
  }

  /** The first frame of a recording of our own: it says whose market it is. */
  public static byte[] ownFrame(String venue) {
    var data = "{\"e\":\"recording\",\"venue\":\"" + venue + "\"}";
    return ("{\"stream\":\"outcry@recording\",\"data\":" + data + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @param others instruments of venues other than Binance, of which there may be recordings
   * @param tornTailAllowed whether others' recordings may end in the middle of a frame, too
   * @throws RecordingException if it is no readable recording, or of a venue nobody knows
   */
  public static RecordingMarket of(
      Path file, Collection<Instrument> others, boolean tornTailAllowed) {
    var texts = new ArrayList<String>();
    long firstNanos = 0;
    try (var source = new FrameSource(file, BinanceInstruments.spot())) {
      while (texts.size() < FRAMES_LOOKED_AT && source.nextLine()) {
        if (texts.isEmpty()) {
          firstNanos = source.receivedNanos();
        }
        texts.add(source.lineText());
      }
    } catch (RecordingException e) {
      boolean allowed = tornTailAllowed || (!texts.isEmpty() && own(texts.getFirst()).find());
      if (texts.isEmpty() || !e.isTornTail() || !allowed) {
        throw e;
      }
    }
    var own = own(texts.isEmpty() ? "" : texts.getFirst());
    boolean isOwn = own.find();
    return isOwn && !own.group(1).equals(BinanceInstruments.VENUE)
        ? new RecordingMarket(ofVenue(own.group(1), file, others), firstNanos, true)
        : new RecordingMarket(ofBinance(texts), firstNanos, isOwn);
  }

  private static Matcher own(String firstLine) {
    return OWN.matcher(firstLine);
  }

  private static Map<String, Instrument> ofVenue(
      String venue, Path file, Collection<Instrument> others) {
    var known = others.stream().filter(instrument -> instrument.venue().equals(venue)).toList();
    if (known.isEmpty()) {
      throw new RecordingException(
          RecordingException.Code.DECODE, file, 1, "recorded at " + venue + ", which is unknown");
    }
    return BinanceInstruments.byVenueSymbol(known);
  }

  private static Map<String, Instrument> ofBinance(List<String> texts) {
    boolean usdm =
        texts.stream()
            .anyMatch(text -> text.contains("\"pu\":") || text.contains("\"e\":\"bookTicker\""));
    var market = usdm ? BinanceInstruments.usdm() : BinanceInstruments.spot();
    var seen = new LinkedHashMap<>(market);
    seen.keySet()
        .removeIf(
            symbol -> texts.stream().noneMatch(text -> text.contains("\"s\":\"" + symbol + "\"")));
    return seen.isEmpty() ? market : seen;
  }
}
