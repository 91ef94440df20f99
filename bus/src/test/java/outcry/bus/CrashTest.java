package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {

  @Test
  void itIsAtTheStepAndPassThatWasNamed() {
    var crash = Crash.parse("S3:2");

    assertEquals(
        List.of(false, false, true, false),
        Stream.of("S3", "S4", "S3", "S3").map(crash::isNow).toList());
  }

  @Test
  void withoutThePropertyThereIsNone() {
    assertNull(Crash.parse(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S3", "S3:", "S3:0", "S3:x", "3:1", "S3:1:2"})
  void rubbishIsRefused(String armed) {
    assertThrows(IllegalArgumentException.class, () -> Crash.parse(armed));
  }

  @Test
  void theProcessIsGoneWithoutAnyGoodbye() throws Exception {
    var java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    var process =
        new ProcessBuilder(
                java,
                "-D" + Crash.PROPERTY + "=S7:3",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectErrorStream(true)
            .start();

    var said = new String(process.getInputStream().readAllBytes());
    process.waitFor(30, TimeUnit.SECONDS);

    assertEquals("pass 1\npass 2\n" + Crash.STATUS, said + process.exitValue());
  }

  /** Passes the step until it is gone. */
  static final class Victim {
    public static void main(String[] args) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
      for (int pass = 1; pass < 10; pass++) {
        Crash.point("S7");
        System.out.print("pass " + pass + "\n");
        System.out.flush();
      }
    }

    private Victim() {}
  }
}
