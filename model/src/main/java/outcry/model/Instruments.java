package outcry.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instruments a node knows, by symbol. Immutable. */
public final class Instruments {

  private final Map<String, Instrument> bySymbol = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if a symbol occurs twice
   */
  public Instruments(Collection<Instrument> instruments) {
    for (var instrument : instruments) {
      if (bySymbol.put(instrument.symbol(), instrument) != null) {
        throw new IllegalArgumentException("instrument defined twice: " + instrument.symbol());
      }
    }
  }

  public Optional<Instrument> find(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  /**
   * @throws IllegalArgumentException if the symbol is unknown
   */
  public Instrument get(String symbol) {
    var instrument = bySymbol.get(symbol);
    if (instrument == null) {
      throw new IllegalArgumentException(
          "unknown symbol " + symbol + "; known: " + String.join(", ", bySymbol.keySet()));
    }
    return instrument;
  }

  public List<Instrument> all() {
    return List.copyOf(bySymbol.values());
  }
}
