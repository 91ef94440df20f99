-- The fills of an account by time, for people.
CREATE INDEX event_fill_by_account ON event (account, at_nanos, position)
  WHERE execution_id IS NOT NULL;
