/**
 * What a venue that we run ourselves knows for certain: its ground-truth log, the log's text, and
 * the orders one can rebuild from it. Used by the simulated exchange and the paper venue, and read
 * by whoever audits them.
 */
package outcry.venue.log;
