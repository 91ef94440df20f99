/**
 * Questions and answers between rooms that are not on the hot path: small records, carried by
 * {@code RecordCodec}. A missing text is empty, never null.
 */
package outcry.model.query;
