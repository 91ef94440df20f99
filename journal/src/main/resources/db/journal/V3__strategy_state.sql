-- What a strategy must not forget when another process runs it: its fields and the commands nobody
-- has answered yet. One row per strategy.
CREATE TABLE strategy_state (
  strategy TEXT NOT NULL PRIMARY KEY,
  lease INTEGER NOT NULL CHECK (lease >= 0), -- under which the last run began; 0 without leases
  epoch INTEGER NOT NULL CHECK (epoch > 0), -- of the last run: only that one may save
  state BLOB -- null before its first save
) STRICT, WITHOUT ROWID;
