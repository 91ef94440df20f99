/** The rules of the stream: who is heard, what is kept for whom, and when a client is closed. */
package outcry.gateway.stream.core;
