-- Every event is chained to the one before it in its partition, so that a changed, removed or
-- inserted row shows: hash = SHA-256(hash before, position, epoch, payload). Rows of before this
-- version have none.
ALTER TABLE event ADD COLUMN hash BLOB CHECK (hash IS NULL OR length(hash) = 32);

-- The hash of the partition's last event, so that a removed end shows too.
ALTER TABLE partition_lease ADD COLUMN hash BLOB CHECK (hash IS NULL OR length(hash) = 32);

-- Decisions and acts that are no events: refused commands, what operators did. One chain.
CREATE TABLE audit_note (
  number INTEGER PRIMARY KEY CHECK (number > 0), -- 1, 2, 3 and so on
  at_nanos INTEGER NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  actor TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER event_keeps BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;
CREATE TRIGGER audit_note_keeps BEFORE UPDATE ON audit_note
BEGIN SELECT RAISE(ABORT, 'notes are only appended'); END;
CREATE TRIGGER audit_note_stays BEFORE DELETE ON audit_note
BEGIN SELECT RAISE(ABORT, 'notes are only appended'); END;
