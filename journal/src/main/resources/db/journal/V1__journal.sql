-- Integers only: SQLite would make a DECIMAL a double. Never edit this file once released; add V2.

-- One row per partition: who may append, and the last sequence.
CREATE TABLE partition_lease (
  partition INTEGER PRIMARY KEY CHECK (partition BETWEEN 0 AND 32767),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  owner TEXT NOT NULL,
  claimed_at_nanos INTEGER NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0)
) STRICT;

-- The journal. With a rowid: appending to its end is what SQLite does fastest.
CREATE TABLE event (
  position INTEGER PRIMARY KEY, -- partition << 48 | sequence
  epoch INTEGER NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  order_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  client_order_id TEXT,
  venue TEXT,
  execution_id TEXT,
  at_nanos INTEGER NOT NULL,
  payload BLOB NOT NULL,
  partition INTEGER GENERATED ALWAYS AS (position >> 48) VIRTUAL,
  sequence INTEGER GENERATED ALWAYS AS (position & 281474976710655) VIRTUAL,
  CHECK ((order_id = 0 AND version = 0) OR (order_id > 0 AND version > 0)),
  CHECK ((venue IS NULL) = (execution_id IS NULL))
) STRICT;

CREATE UNIQUE INDEX event_by_order ON event (partition, order_id, version) WHERE order_id > 0;
CREATE UNIQUE INDEX event_by_client_order_id ON event (account, client_order_id)
  WHERE client_order_id IS NOT NULL;
CREATE UNIQUE INDEX event_by_execution ON event (venue, account, execution_id)
  WHERE execution_id IS NOT NULL;

-- The last state of every scope; no row means ACTIVE.
CREATE TABLE trading_latch (
  scope TEXT NOT NULL CHECK (scope IN ('GLOBAL', 'ACCOUNT', 'STRATEGY', 'INSTRUMENT')),
  key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'REDUCING', 'HALTED')),
  reason TEXT NOT NULL,
  changed_at_nanos INTEGER NOT NULL,
  PRIMARY KEY (scope, key),
  CHECK ((scope = 'GLOBAL') = (key = ''))
) STRICT, WITHOUT ROWID;

-- Every intent looks through the halted scopes, so these alone are listed.
CREATE INDEX trading_latch_halted ON trading_latch (scope, key) WHERE state = 'HALTED';

-- How far each reader has projected each partition.
CREATE TABLE reader_offset (
  reader TEXT NOT NULL,
  partition INTEGER NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  PRIMARY KEY (reader, partition)
) STRICT, WITHOUT ROWID;

-- Written by the position projection. Quantities in units of the instrument, money in 10^-8.
CREATE TABLE position (
  account TEXT NOT NULL,
  symbol TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  realized_pnl INTEGER NOT NULL,
  updated_sequence INTEGER NOT NULL,
  updated_at_nanos INTEGER NOT NULL,
  PRIMARY KEY (account, symbol)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash (
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  fees INTEGER NOT NULL,
  realized_pnl INTEGER NOT NULL,
  updated_sequence INTEGER NOT NULL,
  updated_at_nanos INTEGER NOT NULL,
  PRIMARY KEY (account, currency)
) STRICT, WITHOUT ROWID;
