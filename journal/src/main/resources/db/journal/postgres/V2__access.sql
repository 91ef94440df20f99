-- Who may call: keys without their secrets. Accounts and scopes with commas; no accounts: all of them.
CREATE TABLE api_key (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  scopes TEXT NOT NULL,
  accounts TEXT NOT NULL,
  secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
  created_by TEXT NOT NULL,
  created_at_nanos BIGINT NOT NULL,
  expires_at_nanos BIGINT NOT NULL,
  revoked_at_nanos BIGINT NOT NULL DEFAULT 0 -- 0 while it is not
);

-- What one person asked for and another one has to allow.
CREATE TABLE approval (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT NOT NULL,
  request TEXT NOT NULL,
  requested_by TEXT COLLATE "C" NOT NULL,
  requested_at_nanos BIGINT NOT NULL,
  expires_at_nanos BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED')),
  decided_by TEXT COLLATE "C" NOT NULL DEFAULT '',
  decided_at_nanos BIGINT NOT NULL DEFAULT 0
);
