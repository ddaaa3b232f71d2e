import type { SessionEnded, SessionStarted } from "../tracker/record";
import type { SqlDatabase } from "./database";
import type { Names } from "./names";
import { uuidBytes } from "./uuid";

/** Notes what is known of a session when it begins. A session begins once. */
export function startSession(db: SqlDatabase, names: Names, record: SessionStarted): void {
  const previous = record.previousSessionId;
  db.prepare(setStart).run(
    record.atMs,
    previous === undefined ? null : uuidBytes(previous),
    record.appName ?? null,
    record.workspaceName ?? null,
    names.sessionId(record.sessionId),
  );
}

/** Notes the end of a session; of several, the last. */
export function endSession(db: SqlDatabase, names: Names, record: SessionEnded): void {
  db.prepare(setEnd).run(record.atMs, names.sessionId(record.sessionId));
}

const setStart = /* sql */ `
UPDATE session SET started_at_ms = ?, previous_uuid = ?, app_name = ?, workspace_name = ?
WHERE id = ? AND started_at_ms IS NULL`;

const setEnd = /* sql */ `
UPDATE session SET ended_at_ms = max(?1, coalesce(ended_at_ms, ?1)) WHERE id = ?2`;
