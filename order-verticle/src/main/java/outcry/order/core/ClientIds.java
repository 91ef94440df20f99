package outcry.order.core;

/** The syntax of the ids that clients give. */
final class ClientIds {

  static final int MAX = 36;
  static final String SYNTAX = "must be 1 to " + MAX + " of A-Z a-z 0-9 _ -";

  private ClientIds() {}

  static boolean isOne(String id) {
    if (id == null || id.isEmpty() || id.length() > MAX) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean allowed =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }
}
