import type { SqlDatabase } from "./database";

/** Adds the texts that came since the last time: what was asked, and command lines, each once. */
export function indexNewTexts(db: SqlDatabase): void {
  db.exec(insertNew);
}

/** Builds the index anew, so that nothing is left in it of texts that have gone. */
export function rebuildTextIndex(db: SqlDatabase): void {
  db.exec(rebuild);
}

// The index is asked for its sizes, because a look at its texts would read them all. Invocations are
// read once for each column, also when no text is new: folders and phases are texts as well, and each
// of them may come to be asked.
const insertNew = /* sql */ `
INSERT INTO skill_invocation_fts (docid, text)
WITH added AS MATERIALIZED
  (SELECT id FROM text WHERE id NOT IN (SELECT docid FROM skill_invocation_fts_docsize))
SELECT id, value FROM text WHERE id IN (
  SELECT query_id FROM invocation WHERE query_id IN added
  UNION SELECT command_id FROM invocation WHERE command_id IN added)`;

const rebuild =
  /* sql */ "INSERT INTO skill_invocation_fts (skill_invocation_fts) VALUES ('rebuild')";
