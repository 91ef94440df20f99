package outcry.venue.binance;

import outcry.model.Decimal;
import outcry.model.DecimalException;
import outcry.model.Instrument;
import outcry.venue.binance.DecodeException.Code;
import outcry.venue.binance.JsonScanner.Value;

/** Reads one field's value as what it must be; a refusal names the field. */
final class FieldReader {

  private final JsonScanner json;

  FieldReader(JsonScanner json) {
    this.json = json;
  }

  /** Valid until the next text or name is read. */
  CharSlice text(Value value, String name) {
    require(value == Value.STRING, name, "must be a string");
    return json.text();
  }

  /** A decimal string in units of {@code 10^-scale}, 0 or more. */
  long notNegative(Value value, String name, int scale, Code ifNegative) {
    long units = decimal(value, name, scale);
    if (units < 0) {
      throw new DecodeException(ifNegative, name, "must not be negative");
    }
    return units;
  }

  private long decimal(Value value, String name, int scale) {
    require(value == Value.STRING, name, "must be a string");
    long plain = json.plainDecimal(scale);
    if (plain != JsonScanner.NOT_PLAIN) {
      return plain;
    }
    try {
      return Decimal.parse(json.text(), scale);
    } catch (DecimalException e) {
      throw new DecodeException(Code.valueOf(e.code().name()), name, e.getMessage());
    }
  }

  long integer(Value value, String name) {
    require(value == Value.INTEGER, name, "must be an integer");
    long integer;
    try {
      integer = json.integer();
    } catch (NumberFormatException _) {
      throw new DecodeException(Code.OVERFLOW, name, "exceeds 64 bits");
    }
    if (integer < 0) {
      throw new DecodeException(Code.TYPE, name, "must not be negative, was " + integer);
    }
    return integer;
  }

  /** The levels of the array just entered, to its end. */
  void levels(String name, Instrument instrument, LevelBuffer levels) {
    while (json.nextElement()) {
      require(json.value() == Value.ARRAY, name, "must be an array of levels");
      long price = levelPart(name, instrument.priceScale());
      long quantity = levelPart(name, instrument.quantityScale());
      if (price <= 0) {
        throw new DecodeException(Code.PRICE_NOT_POSITIVE, name, "a level's price is not positive");
      }
      if (quantity < 0) {
        throw new DecodeException(Code.QTY_NOT_POSITIVE, name, "must not be negative");
      }
      if (json.nextElement()) {
        json.value(); // that it is no JSON comes before that it is too much
        throw notALevel(name);
      }
      levels.add(price, quantity, name);
    }
  }

  private long levelPart(String name, int scale) {
    if (!json.nextElement()) {
      throw notALevel(name);
    }
    return decimal(json.value(), name, scale);
  }

  private static DecodeException notALevel(String name) {
    return new DecodeException(Code.TYPE, name, "a level is a price and a quantity");
  }

  static void require(boolean condition, String name, String what) {
    if (!condition) {
      throw new DecodeException(Code.TYPE, name, what);
    }
  }
}
