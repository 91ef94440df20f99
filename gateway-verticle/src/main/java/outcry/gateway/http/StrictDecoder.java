package outcry.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Refuses heads whose end or body another reader could see elsewhere (request smuggling): a length
 * together with chunks, and header lines that go on in the next line. What was refused closes the
 * connection.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

  private static final int NONE = -1;

  private boolean inHead = true;
  private boolean atStart = true;

  StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length together with Transfer-Encoding");
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out)
      throws Exception {
    int fold = inHead ? fold(buffer) : NONE;
    if (fold != NONE) {
      buffer.setByte(fold, 0); // no name of a header may begin so: the decoder refuses
    }
    int before = out.size();
    int from = buffer.readerIndex();
    super.decode(context, buffer, out);
    atStart = atStart && buffer.readerIndex() == from;
    for (int i = before; i < out.size(); i++) {
      inHead = out.get(i) instanceof LastHttpContent;
      atStart = inHead;
    }
  }

  /** Where a line of the head, after its first, begins with a space or a tab. */
  private int fold(ByteBuf buffer) {
    int at = buffer.readerIndex();
    int end = buffer.writerIndex();
    boolean lineBegins = !atStart;
    for (int i = at; i < end; i++) {
      byte one = buffer.getByte(i);
      if (lineBegins && (one == ' ' || one == '\t')) {
        return i;
      }
      if (lineBegins && (one == '\r' || one == '\n')) {
        return NONE; // the end of the head
      }
      lineBegins = one == '\n';
    }
    return NONE;
  }
}
