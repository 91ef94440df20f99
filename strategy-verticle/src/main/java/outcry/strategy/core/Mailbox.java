package outcry.strategy.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.BookDelta;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth;

/**
 * What waits for a strategy, bounded. The newest quote of a symbol, and its newest stream health,
 * replace the one that waits; a book snapshot replaces the book updates that wait; when full the
 * oldest market event is dropped and counted. Everything else (order events, timers, answers) is
 * never dropped: beyond a hard bound the strategy must be taken off.
 */
public final class Mailbox {

  /** A market event, or else something to do. */
  public static final class Letter {

    private MarketEvent market;
    private final Runnable control;

    private Letter(MarketEvent market, Runnable control) {
      this.market = market;
      this.control = control;
    }

    /** Null if it is something to do. */
    public MarketEvent market() {
      return market;
    }

    /** Null if it is a market event. */
    public Runnable control() {
      return control;
    }
  }

  private final int marketMax;
  private final int controlMax;
  private final Deque<Letter> letters = new ArrayDeque<>();
  private final Map<String, Letter> quotes = new LinkedHashMap<>();
  private final Map<String, Letter> health = new LinkedHashMap<>();
  private int controls;
  private long conflated;
  private long dropped;

  /**
   * @param marketMax most market events that wait
   * @param controlMax most other letters that wait
   */
  public Mailbox(int marketMax, int controlMax) {
    this.marketMax = marketMax;
    this.controlMax = controlMax;
  }

  /** Takes a market event; returns how many letters it pushed out. */
  public int offer(MarketEvent event) {
    return switch (event) {
      case Quote q -> offerNewest(quotes, q);
      case StreamHealth h -> offerNewest(health, h);
      case BookSnapshot s -> {
        int replaced = removeAll(letter -> isBookOf(letter, s.symbol()));
        conflated += replaced;
        yield replaced + append(s, null);
      }
      default -> append(event, null);
    };
  }

  private int offerNewest(Map<String, Letter> waiting, MarketEvent event) {
    var before = waiting.get(event.symbol());
    if (before == null) {
      return append(event, waiting);
    }
    before.market = event;
    conflated++;
    return 1;
  }

  private int append(MarketEvent event, Map<String, Letter> newest) {
    int pushedOut = letters.size() - controls >= marketMax ? dropOldest() : 0;
    var letter = new Letter(event, null);
    letters.addLast(letter);
    if (newest != null) {
      newest.put(event.symbol(), letter);
    }
    return pushedOut;
  }

  /** The oldest that is not a quote or health, which are the newest of theirs; else the oldest. */
  private int dropOldest() {
    if (!removeFirst(l -> l.market != null && !(isNewest(l)))) {
      removeFirst(l -> l.market != null);
    }
    dropped++;
    return 1;
  }

  private static boolean isNewest(Letter letter) {
    return letter.market instanceof Quote || letter.market instanceof StreamHealth;
  }

  private static boolean isBookOf(Letter letter, String symbol) {
    return switch (letter.market) {
      case BookSnapshot s -> s.symbol().equals(symbol);
      case BookDelta d -> d.symbol().equals(symbol);
      case null, default -> false;
    };
  }

  private int removeAll(Predicate<Letter> which) {
    int before = letters.size();
    letters.removeIf(which);
    return before - letters.size();
  }

  private boolean removeFirst(Predicate<Letter> which) {
    for (var each = letters.iterator(); each.hasNext(); ) {
      var letter = each.next();
      if (which.test(letter)) {
        each.remove();
        forget(letter);
        return true;
      }
    }
    return false;
  }

  /** Takes something to do. False at the hard bound: then it was not taken. */
  public boolean offer(Runnable control) {
    if (controls == controlMax) {
      return false;
    }
    controls++;
    letters.addLast(new Letter(null, control));
    return true;
  }

  /** The next letter; null if there is none. */
  public Letter poll() {
    var letter = letters.pollFirst();
    if (letter == null) {
      return null;
    }
    if (letter.market == null) {
      controls--;
    } else {
      forget(letter);
    }
    return letter;
  }

  private void forget(Letter letter) {
    if (letter.market instanceof Quote q) {
      quotes.remove(q.symbol());
    } else if (letter.market instanceof StreamHealth h) {
      health.remove(h.symbol());
    }
  }

  /** Throws everything away; returns how many letters there were. */
  public int clear() {
    int size = letters.size();
    letters.clear();
    quotes.clear();
    health.clear();
    controls = 0;
    return size;
  }

  public int size() {
    return letters.size();
  }

  /** Market events replaced by newer ones. */
  public long conflated() {
    return conflated;
  }

  /** Market events lost because the mailbox was full. */
  public long dropped() {
    return dropped;
  }
}
