import type { EndReason, Outcome, Source } from "../tracker/model";

/** "SBud" in the header of the file: how it is told from databases of other programs. */
export const applicationId = 0x53427564;

/**
 * Numbers that stand for words in the tables. They are in people's files: new words are appended
 * by a new migration, none is ever renumbered. The lookup tables in the database say the same.
 */
export const outcomeCodes = {
  running: 0,
  completed: 1,
  failed: 2,
  abandoned: 3,
  unknown: 4,
} as const satisfies Record<Outcome, number>;

export const endReasonCodes = {
  reported: 1,
  cancelled: 2,
  superseded: 3,
  "terminal-closed": 4,
  "window-closed": 5,
  "host-lost": 6,
  "by-hand": 7,
  rejected: 8,
} as const satisfies Record<EndReason, number>;

export const sourceCodes = {
  terminal: 1,
  task: 2,
  debug: 3,
  notebook: 4,
  launcher: 5,
  git: 6,
  api: 7,
  hand: 8,
  log: 9,
  hook: 10,
  mcp: 11,
  chat: 12,
} as const satisfies Record<Source, number>;

/** What is known of the process that wrote a journal. */
export const writerStates = { unknown: 0, alive: 1, dead: 2 } as const;

/** An open invocation whose writer cannot be checked counts as ended this long after its session began. */
export const presumedLostAfterMs = 24 * 60 * 60 * 1000;

/**
 * Finds an invocation by its id. Not a bare `?`: the planner would look at the value because of the
 * partial index, and prepare the statement anew for every other one, which is ten times slower.
 */
export const byId = "WHERE id = CAST(? AS BLOB)";

/** @returns a lookup table with its first words; later migrations append to it. */
const lookup = (table: string, codes: Readonly<Record<string, number>>, upTo: number): string =>
  `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);\n` +
  `INSERT INTO ${table} VALUES ${rows(codes, 0, upTo)};\n`;

const rows = (codes: Readonly<Record<string, number>>, from: number, to: number): string =>
  Object.entries(codes)
    .filter(([, code]) => code >= from && code <= to)
    .map(([name, code]) => `(${code}, '${name}')`)
    .join(", ");

/** The tables. Texts that repeat are kept once; ids are the 16 bytes of a UUID. */
export const tables = /* sql */ `
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE writer (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  applied INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE skill (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (kind, name)
);
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  started_at_ms INTEGER,
  ended_at_ms INTEGER,
  previous_uuid BLOB,
  app_name TEXT,
  workspace_name TEXT
);
${lookup("outcome", outcomeCodes, 4)}${lookup("end_reason", endReasonCodes, 7)}${lookup("source", sourceCodes, 8)}
CREATE TABLE invocation (
  id BLOB PRIMARY KEY,
  writer_id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  skill_id INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  outcome_id INTEGER NOT NULL DEFAULT 0,
  end_reason_id INTEGER,
  duration_ms REAL,
  exit_code INTEGER,
  agent_id INTEGER,
  source_id INTEGER NOT NULL,
  background INTEGER NOT NULL DEFAULT 0,
  phase_id INTEGER,
  category_id INTEGER,
  command_id INTEGER,
  cwd_id INTEGER,
  corrected_at_ms INTEGER,
  selection_rank INTEGER,
  parent_id BLOB,
  workflow_path_id INTEGER,
  workflow_step_id INTEGER,
  query_id INTEGER,
  alternatives_id INTEGER,
  error_type_id INTEGER,
  follow_ups_id INTEGER
) WITHOUT ROWID;
CREATE INDEX open_invocation ON invocation (writer_id) WHERE ended_at_ms IS NULL;
CREATE TABLE amendment (
  id TEXT PRIMARY KEY,
  invocation_id BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  outcome_id INTEGER,
  phase_id INTEGER,
  skill_id INTEGER,
  source_id INTEGER,
  error_type_id INTEGER,
  follow_ups_id INTEGER
) WITHOUT ROWID;
CREATE INDEX amendment_by_invocation ON amendment (invocation_id, at_ms, id);
CREATE TABLE amended (
  invocation_id BLOB PRIMARY KEY,
  outcome_id INTEGER,
  phase_id INTEGER,
  skill_id INTEGER,
  source_id INTEGER,
  error_type_id INTEGER
) WITHOUT ROWID;
CREATE TABLE former_skill (
  invocation_id BLOB NOT NULL,
  skill_id INTEGER NOT NULL,
  PRIMARY KEY (invocation_id, skill_id)
) WITHOUT ROWID;
CREATE TABLE pending_end (
  invocation_id BLOB NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (invocation_id, record)
) WITHOUT ROWID;
CREATE TABLE preference (
  skill_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (skill_id, field)
) WITHOUT ROWID;
CREATE TABLE rejection (
  session_id INTEGER NOT NULL,
  skill_id INTEGER NOT NULL,
  after_skill_id INTEGER NOT NULL DEFAULT 0,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (session_id, skill_id, after_skill_id, at_ms)
) WITHOUT ROWID;
CREATE TABLE forgotten_invocation (id BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE forgotten_session (uuid BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE forgotten_skill (hash BLOB PRIMARY KEY, until_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE history_columns (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL,
  bytes BLOB NOT NULL
);
CREATE TABLE skill_migrations (
  version TEXT PRIMARY KEY,
  applied_at TEXT NOT NULL,
  description TEXT,
  rollback_sql TEXT,
  checksum TEXT,
  applied_by TEXT DEFAULT 'session-buddy',
  success BOOLEAN NOT NULL DEFAULT 1
);
`;

/** What agents tell of their runs: who told, what the user refused, and times that include waiting. */
export const agentRuns = /* sql */ `
INSERT INTO end_reason VALUES ${rows(endReasonCodes, 8, 8)};
INSERT INTO source VALUES ${rows(sourceCodes, 9, 12)};
ALTER TABLE invocation ADD COLUMN wall_ms REAL;
`;

export const dropAgentRuns = /* sql */ `
ALTER TABLE invocation DROP COLUMN wall_ms;
DELETE FROM end_reason WHERE id >= 8;
DELETE FROM source WHERE id >= 9;
DELETE FROM skill_migrations WHERE version = 'S003';
UPDATE meta SET value = 2 WHERE key = 'schema';
`;
