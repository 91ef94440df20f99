package outcry.venue.binance;

import java.util.Locale;
import java.util.Map;
import outcry.model.Instrument;

/**
 * The instruments of one decoder by the venue's symbol. A scan beats a hash here: there are few,
 * and the one asked for last is asked for again.
 */
final class SymbolTable {

  private final String[] symbols;
  private final String[] streamNames;
  private final Instrument[] instruments;
  private int last;

  SymbolTable(Map<String, Instrument> bySymbol) {
    int size = bySymbol.size();
    symbols = bySymbol.keySet().toArray(new String[size]);
    instruments = bySymbol.values().toArray(new Instrument[size]);
    streamNames = new String[size];
    for (int i = 0; i < size; i++) {
      streamNames[i] = symbols[i].toLowerCase(Locale.ROOT);
    }
  }

  /** The only instrument there is; null if there are several. */
  Instrument only() {
    return instruments.length == 1 ? instruments[0] : null;
  }

  /** By the {@code s} of a frame, e.g. {@code BTCUSDT}; null if unknown. */
  Instrument bySymbol(CharSlice text) {
    return find(symbols, text, text.length());
  }

  /** By the stream's name, e.g. {@code btcusdt@trade}; null if unknown or of no one symbol. */
  Instrument byStream(CharSlice text) {
    int at = text.indexOf('@');
    return at < 0 ? null : find(streamNames, text, at);
  }

  private Instrument find(String[] names, CharSlice text, int length) {
    if (matches(names[last], text, length)) {
      return instruments[last];
    }
    for (int i = 0; i < names.length; i++) {
      if (matches(names[i], text, length)) {
        last = i;
        return instruments[i];
      }
    }
    return null;
  }

  private static boolean matches(String name, CharSlice text, int length) {
    return name.length() == length && text.startsWith(name, length);
  }
}
