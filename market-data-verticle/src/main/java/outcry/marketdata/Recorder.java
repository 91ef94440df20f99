package outcry.marketdata;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import outcry.marketdata.recording.RecordingMarket;
import outcry.marketdata.recording.RecordingWriter;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.query.TaskView;
import outcry.venue.binance.BinanceEncoder;

/**
 * Records what a session delivers, before anything is judged or dropped, in the one dialect that
 * replays: also events of venues that never sent JSON.
 */
public final class Recorder {

  private final RecordingWriter writer;
  private final BinanceEncoder encoder;
  private final byte[] ownFrame;
  private boolean begun;

  /**
   * @throws IOException if the file exists or cannot be made
   */
  public Recorder(Path file, Instruments instruments) throws IOException {
    this.writer = new RecordingWriter(file);
    this.encoder = new BinanceEncoder(instruments);
    this.ownFrame = RecordingMarket.ownFrame(instruments.all().getFirst().venue());
  }

  /** On one thread at a time. */
  void record(MarketEvent event) {
    if (BinanceEncoder.encodes(event)) {
      if (!begun) {
        begun = writer.offer(event.receivedNanos(), ownFrame);
      }
      writer.offer(event.receivedNanos(), encoder.encode(event));
    }
  }

  /** Frames lost because the disk was slower than the feed. */
  public long dropped() {
    return writer.dropped();
  }

  /** The thread that writes, while there is one; any thread. */
  List<TaskView> tasks() {
    return writer.tasks();
  }

  CompletionStage<Void> close() {
    return writer.close();
  }
}
