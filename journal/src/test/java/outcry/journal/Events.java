package outcry.journal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** Events to journal, and waiting with a deadline. */
final class Events {

  static final String ACCOUNT = "paper";
  static final String STRATEGY = "sma";
  static final String SYMBOL = "BTCUSDT.BINANCE";
  static final long NOW = 1_700_000_000_000_000_000L;

  static OrderEvent intended(long orderId) {
    return intended(ACCOUNT, orderId, "c" + orderId);
  }

  static OrderEvent intended(String account, long orderId, String clientOrderId) {
    var submit =
        new SubmitOrder(
            account,
            clientOrderId,
            STRATEGY,
            SYMBOL,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100,
            6_168_599,
            false,
            false,
            "quote-1",
            NOW);
    return new OrderIntended(account, orderId, 1, submit, NOW + 5, 1, NOW);
  }

  static OrderEvent accepted(long orderId, int version) {
    return new OrderAccepted(ACCOUNT, orderId, version, "v" + orderId, NOW, NOW);
  }

  static OrderEvent filled(long orderId, int version, String executionId) {
    return new OrderFilled(
        ACCOUNT,
        orderId,
        version,
        SYMBOL,
        Side.BUY,
        STRATEGY,
        executionId,
        100,
        6_168_599,
        0,
        -3,
        "USDT",
        Liquidity.MAKER,
        NOW,
        NOW);
  }

  static OrderEvent state(TradingScope scope, String key, TradingState state) {
    return new TradingStateChanged(ACCOUNT, 0, 0, scope, key, state, "test", NOW);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer within 20 s", e);
    }
  }

  static <E extends Throwable> E failure(Class<E> type, CompletionStage<?> stage) {
    var thrown = Assertions.assertThrows(CompletionException.class, () -> await(stage));
    return Assertions.assertInstanceOf(type, thrown.getCause());
  }

  private Events() {}
}
