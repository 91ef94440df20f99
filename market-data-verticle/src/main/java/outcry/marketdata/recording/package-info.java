/**
 * Recordings: raw frames in a file, one a line, as {@code <receive time, ns> <JSON>}, plain or
 * gzip; read through the feed's own decoder and written as received.
 */
package outcry.marketdata.recording;
