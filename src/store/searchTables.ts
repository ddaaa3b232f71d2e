/**
 * What texts are found by. Vectors belong to texts by their hash, so that the table says nothing
 * which the rows do not. FTS4, because SQLite in its WebAssembly build has no later one.
 */
export const searchTables = /* sql */ `
CREATE TABLE embedding (
  model TEXT NOT NULL,
  hash BLOB NOT NULL,
  scale REAL NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (model, hash)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE skill_invocation_fts USING fts4 (text, tokenize=unicode61);
`;

export const dropSearchTables = /* sql */ `
DROP TABLE embedding;
DROP TABLE skill_invocation_fts;
DELETE FROM skill_migrations WHERE version = 'S002';
UPDATE meta SET value = 1 WHERE key = 'schema';
`;
