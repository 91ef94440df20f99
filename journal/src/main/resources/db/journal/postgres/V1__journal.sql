-- The tables of the embedded database (see the scripts beside this folder) and those of a cluster.
-- Never edit this file once released; add V2.

-- One row per partition: who may append, the last sequence, and the hash of the last event.
CREATE TABLE partition_lease (
  partition BIGINT PRIMARY KEY CHECK (partition BETWEEN 0 AND 32767),
  epoch BIGINT NOT NULL CHECK (epoch > 0),
  owner TEXT NOT NULL,
  claimed_at_nanos BIGINT NOT NULL,
  sequence BIGINT NOT NULL CHECK (sequence >= 0),
  hash BYTEA CHECK (length(hash) = 32)
) WITH (fillfactor = 20); -- every append changes one: room for new versions on the same page

-- The journal.
CREATE TABLE event (
  position BIGINT PRIMARY KEY, -- partition << 48 | sequence
  epoch BIGINT NOT NULL,
  kind TEXT NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  order_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  client_order_id TEXT COLLATE "C",
  venue TEXT COLLATE "C",
  execution_id TEXT COLLATE "C",
  at_nanos BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  hash BYTEA NOT NULL CHECK (length(hash) = 32),
  partition BIGINT GENERATED ALWAYS AS (position >> 48) STORED,
  sequence BIGINT GENERATED ALWAYS AS (position & 281474976710655) STORED,
  CHECK ((order_id = 0 AND version = 0) OR (order_id > 0 AND version > 0)),
  CHECK ((venue IS NULL) = (execution_id IS NULL))
);

CREATE UNIQUE INDEX event_by_order ON event (partition, order_id, version) WHERE order_id > 0;
CREATE UNIQUE INDEX event_by_client_order_id ON event (account, client_order_id)
  WHERE client_order_id IS NOT NULL;
CREATE UNIQUE INDEX event_by_execution ON event (venue, account, execution_id)
  WHERE execution_id IS NOT NULL;

-- The last state of every scope; no row means ACTIVE. Who appends intents holds this table in SHARE
-- mode until its commit, so that a halt waits for them, and they for it.
CREATE TABLE trading_latch (
  scope TEXT COLLATE "C" NOT NULL
    CHECK (scope IN ('GLOBAL', 'ACCOUNT', 'STRATEGY', 'INSTRUMENT')),
  key TEXT COLLATE "C" NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'REDUCING', 'HALTED')),
  reason TEXT NOT NULL,
  changed_at_nanos BIGINT NOT NULL,
  PRIMARY KEY (scope, key),
  CHECK ((scope = 'GLOBAL') = (key = ''))
);

CREATE INDEX trading_latch_halted ON trading_latch (scope, key) WHERE state = 'HALTED';

-- How far each reader has projected each partition.
CREATE TABLE reader_offset (
  reader TEXT COLLATE "C" NOT NULL,
  partition BIGINT NOT NULL,
  sequence BIGINT NOT NULL CHECK (sequence >= 0),
  PRIMARY KEY (reader, partition)
) WITH (fillfactor = 20);

-- Written by the position projection. Quantities in units of the instrument, money in 10^-8.
CREATE TABLE position (
  account TEXT COLLATE "C" NOT NULL,
  symbol TEXT COLLATE "C" NOT NULL,
  quantity BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  realized_pnl BIGINT NOT NULL,
  updated_sequence BIGINT NOT NULL,
  updated_at_nanos BIGINT NOT NULL,
  PRIMARY KEY (account, symbol)
);

CREATE TABLE cash (
  account TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  fees BIGINT NOT NULL,
  realized_pnl BIGINT NOT NULL,
  updated_sequence BIGINT NOT NULL,
  updated_at_nanos BIGINT NOT NULL,
  PRIMARY KEY (account, currency)
);

-- Decisions and acts that are no events. One chain, whoever writes.
CREATE TABLE audit_note (
  number BIGINT PRIMARY KEY CHECK (number > 0), -- 1, 2, 3 and so on
  at_nanos BIGINT NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  actor TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BYTEA NOT NULL CHECK (length(hash) = 32)
);

-- What a strategy must not forget when another process runs it.
CREATE TABLE strategy_state (
  strategy TEXT COLLATE "C" PRIMARY KEY,
  lease BIGINT NOT NULL CHECK (lease >= 0), -- under which the last run began; 0 without leases
  epoch BIGINT NOT NULL CHECK (epoch > 0), -- of the last run: only that one may save
  state BYTEA -- null before its first save
);

-- Who owns which shard, and until when by this server's clock. The holder is empty if nobody does.
CREATE TABLE lease (
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  epoch BIGINT NOT NULL CHECK (epoch > 0),
  holder TEXT COLLATE "C" NOT NULL,
  ends_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (kind, key)
) WITH (fillfactor = 20);

-- The processes of the cluster, each with its last heartbeat by this server's clock.
CREATE TABLE node (
  process TEXT COLLATE "C" PRIMARY KEY,
  node TEXT COLLATE "C" NOT NULL,
  roles TEXT NOT NULL, -- ORDER=2,POSITION=1
  address TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  started_at_nanos BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  beaten_at TIMESTAMPTZ NOT NULL
) WITH (fillfactor = 20);

-- How many instances of a role somebody asked for.
CREATE TABLE desired_role (
  role TEXT PRIMARY KEY,
  instances INTEGER NOT NULL CHECK (instances >= 0)
);

CREATE FUNCTION only_appended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only appended', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION only_appended();
CREATE TRIGGER audit_note_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_note
  FOR EACH STATEMENT EXECUTE FUNCTION only_appended();
