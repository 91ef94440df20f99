package outcry.model.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CredentialTest {

  private static final Credential KEY =
      new Credential("abcdefghijk2", "mEz1Z5Yp0b3o8C2XyQ7vJd4kT6wRfLhNs9uAeBgViaM");

  @Test
  void isReadAsItWasWritten() {
    var random = new byte[Credential.RANDOM_BYTES];
    var generator = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      generator.nextBytes(random);
      var key = Credential.of(random);

      assertEquals(Optional.of(key), Credential.parse(key.text()));
    }
  }

  @Test
  void anythingElseIsNone() {
    for (var text :
        List.of(
            "",
            KEY.text() + "x",
            KEY.text().substring(1),
            KEY.text() + "\n",
            "outcry_ABCDEFGHIJK2_" + KEY.secret(),
            "outcry_abcdefghijk2_" + KEY.secret().replace('m', ' '),
            "eyJhbGciOiJIUzI1NiJ9.e30.x")) {
      assertEquals(Optional.empty(), Credential.parse(text), text);
    }
  }

  @Test
  void doesNotSayItsSecret() {
    assertEquals("outcry_abcdefghijk2_...", KEY.toString());
  }

  @Test
  void aSignatureIsOfEveryPartOfTheRequest() {
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    var good = RequestSignature.of(KEY.secretHash(), "POST", "/a?b=1", "17", "n", body);

    // printf 'POST\n/a?b=1\n17\nn\n%s' $(printf '{}' | sha256sum | cut -c-64) |
    //   openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf SECRET | sha256sum | cut -c-64)
    assertEquals(GOOD, good);
    var hash = KEY.secretHash();
    for (var other :
        List.of(
            RequestSignature.of(hash, "PUT", "/a?b=1", "17", "n", body),
            RequestSignature.of(hash, "POST", "/a?b=2", "17", "n", body),
            RequestSignature.of(hash, "POST", "/a?b=1", "18", "n", body),
            RequestSignature.of(hash, "POST", "/a?b=1", "17", "m", body),
            RequestSignature.of(hash, "POST", "/a?b=1", "17", "n", new byte[0]),
            RequestSignature.of("0".repeat(64), "POST", "/a?b=1", "17", "n", body))) {
      assertNotEquals(good, other);
      assertFalse(RequestSignature.same(good, other));
    }
    assertTrue(RequestSignature.same(good, new String(good.toCharArray())));
  }

  private static final String GOOD =
      "aa0655808c8c1af1aeba57fb4233deb29be04fa0eeca2af559fbad5b8bf37909";

  @Test
  void aKeyIsLiveUntilItExpiresOrIsRevoked() {
    assertTrue(key(Set.of(Scope.TRADE), 100, 0).isLive(99));
    assertFalse(key(Set.of(Scope.TRADE), 100, 0).isLive(100));
    assertFalse(key(Set.of(Scope.TRADE), 100, 50).isLive(51));
  }

  @Test
  void noScopeIncludesAnotherButEveryKeyMayLook() {
    var trader = key(Set.of(Scope.TRADE), 100, 0);

    assertTrue(trader.may(Scope.VIEW));
    assertTrue(trader.may(Scope.TRADE));
    assertFalse(trader.may(Scope.HALT));
    assertFalse(trader.may(Scope.ADMIN));
    assertFalse(key(Set.of(Scope.ADMIN), 100, 0).may(Scope.TRADE));
    assertThrows(IllegalArgumentException.class, () -> key(Set.of(), 100, 0));
    assertEquals(Set.of(Scope.VIEW, Scope.HALT), Scope.scopes("VIEW,HALT"));
    assertEquals("VIEW,HALT", Scope.text(List.of(Scope.HALT, Scope.VIEW)));
  }

  private static ApiKey key(Set<Scope> scopes, long expires, long revoked) {
    return new ApiKey(
        KEY.id(), "somebody", scopes, List.of(), KEY.secretHash(), "cli", 1, expires, revoked);
  }
}
