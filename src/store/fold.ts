import { assertNever } from "../base/assert";
import type {
  Forgotten,
  InvocationEnded,
  InvocationStarted,
  JournalRecord,
  RecommendationRejected,
  SessionEnded,
  SessionStarted,
  SkillPreferenceSet,
} from "../tracker/record";
import type { SqlDatabase } from "./database";
import { insertAmended, insertStarted, updateEnded } from "./foldInvocation";
import {
  isForgotten,
  removeInvocation,
  removeUnused,
  selectIdsOfSession,
  selectKnownIds,
} from "./forget";
import { Names } from "./names";
import { Tombstones } from "./tombstones";
import { uuidBytes } from "./uuid";

/** What a batch of records may have changed, for those who keep something beside the database. */
export interface Changes {
  /** Ids of invocations that began, ended or were amended. */
  readonly invocations: Set<string>;
  /** Ids of skills that a person decided something about. */
  readonly preferences: Set<number>;
  rejections: boolean;
  /** Rows have gone: start over. */
  removed: boolean;
}

/** @returns no change. */
export function noChanges(): Changes {
  return { invocations: new Set(), preferences: new Set(), rejections: false, removed: false };
}

/**
 * Works records into the database. What comes out depends on the set of records alone: not on
 * their order, nor on how many folds they were spread over, nor on how often they are given.
 */
export class Fold {
  readonly names: Names;
  private readonly tombstones: Tombstones;
  private changes = noChanges();
  private newestMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly db: SqlDatabase) {
    this.names = new Names(db);
    this.tombstones = new Tombstones(db);
  }

  /** Runs `work` in one transaction. When it throws, the database is as it was before. */
  transact<T>(work: () => T): { readonly result: T; readonly changes: Changes } {
    this.changes = noChanges();
    this.db.exec("BEGIN");
    try {
      const result = work();
      if (this.changes.removed) {
        removeUnused(this.db);
        this.names.reset();
      }
      if (this.newestMs > Number.NEGATIVE_INFINITY) this.db.prepare(setNewest).run(this.newestMs);
      this.db.exec("COMMIT");
      return { result, changes: this.changes };
    } catch (error) {
      this.db.exec("ROLLBACK");
      this.names.reset();
      this.tombstones.load();
      throw error;
    }
  }

  /** Works in one record. Only inside `transact`. */
  apply(writerId: number, record: JournalRecord): void {
    this.newestMs = Math.max(this.newestMs, record.atMs);
    switch (record.type) {
      case "session-started":
        this.sessionStarted(record);
        break;
      case "session-ended":
        this.sessionEnded(record);
        break;
      case "started":
        this.started(writerId, record);
        break;
      case "ended":
        this.ended(record);
        break;
      case "amended":
        if (this.tombstones.hasInvocation(record.id)) break;
        insertAmended(this.db, this.names, record);
        this.touched(record.id);
        break;
      case "preference":
        this.preference(record);
        break;
      case "rejected":
        this.rejected(record);
        break;
      case "forgotten":
        this.forgotten(record);
        break;
      default:
        assertNever(record);
    }
  }

  private sessionStarted(record: SessionStarted): void {
    if (this.tombstones.hasSession(record.sessionId) || this.tombstones.hasTime(record.atMs))
      return;
    const previous = record.previousSessionId;
    this.db
      .prepare(setSessionStart)
      .run(
        record.atMs,
        previous === undefined ? null : uuidBytes(previous),
        record.appName ?? null,
        record.workspaceName ?? null,
        this.names.sessionId(record.sessionId),
      );
  }

  private sessionEnded({ sessionId, atMs }: SessionEnded): void {
    if (this.tombstones.hasSession(sessionId) || this.tombstones.hasTime(atMs)) return;
    this.db.prepare(setSessionEnd).run(atMs, this.names.sessionId(sessionId));
  }

  private started(writerId: number, record: InvocationStarted): void {
    if (this.tombstones.hasInvocation(record.id)) return;
    const id = uuidBytes(record.id);
    if (this.tombstones.hasSession(record.sessionId)) {
      this.remove(id);
      return;
    }
    insertStarted(this.db, this.names, writerId, record);
    for (const [text] of this.db.prepare<[string]>(selectPending).all(id)) {
      updateEnded(this.db, this.names, JSON.parse(text) as InvocationEnded);
      this.db.prepare(deletePending).run(id, text);
    }
    this.touched(record.id);
  }

  private ended(record: InvocationEnded): void {
    if (this.tombstones.hasInvocation(record.id)) return;
    if (!updateEnded(this.db, this.names, record)) {
      this.db.prepare(insertPending).run(uuidBytes(record.id), JSON.stringify(record));
    }
    this.touched(record.id);
  }

  private touched(uuid: string): void {
    const id = uuidBytes(uuid);
    if (isForgotten(this.db, this.names, this.tombstones, id)) this.remove(id);
    else this.changes.invocations.add(uuid);
  }

  private remove(id: Uint8Array): void {
    removeInvocation(this.db, this.tombstones, id);
    this.changes.removed = true;
  }

  private preference(record: SkillPreferenceSet): void {
    if (this.tombstones.hasSkill(record.skill, record.atMs)) return;
    const skill = this.names.skillId(record.skill);
    for (const field of preferenceFields) {
      const value = record[field];
      if (value === undefined) continue;
      this.db.prepare(setPreference).run(skill, field, record.atMs, JSON.stringify(value));
    }
    this.changes.preferences.add(skill);
  }

  private rejected(record: RecommendationRejected): void {
    const { sessionId, skill, after, atMs } = record;
    if (this.tombstones.hasSession(sessionId) || this.tombstones.hasSkill(skill, atMs)) return;
    if (after && this.tombstones.hasSkill(after, atMs)) return;
    this.db
      .prepare(insertRejection)
      .run(
        this.names.sessionId(sessionId),
        this.names.skillId(skill),
        after ? this.names.skillId(after) : 0,
        atMs,
      );
    this.changes.rejections = true;
  }

  private forgotten({ what }: Forgotten): void {
    this.changes.removed = true;
    switch (what.type) {
      case "invocation":
        this.remove(uuidBytes(what.id));
        break;
      case "session": {
        this.tombstones.addSession(what.sessionId);
        const session = this.names.sessionId(what.sessionId);
        for (const [id] of this.db.prepare<[Uint8Array]>(selectIdsOfSession).all(session)) {
          this.remove(id);
        }
        this.db.prepare(clearSession).run(session);
        this.db.prepare(deleteRejectionsOfSession).run(session);
        break;
      }
      case "skill": {
        this.tombstones.addSkill(what.skill, what.untilMs);
        const skill = this.names.skillId(what.skill);
        this.judgeAll();
        this.db.prepare(deletePreferences).run(skill, what.untilMs);
        this.db.prepare(deleteRejectionsOfSkill).run(skill, what.untilMs);
        break;
      }
      case "everything":
        this.tombstones.addEverything(what.untilMs);
        this.judgeAll();
        for (const statement of deleteUntil) this.db.prepare(statement).run(what.untilMs);
        break;
      default:
        assertNever(what);
    }
  }

  private judgeAll(): void {
    for (const [id] of this.db.prepare<[Uint8Array]>(selectKnownIds).all()) {
      if (isForgotten(this.db, this.names, this.tombstones, id)) this.remove(id);
    }
  }
}

const preferenceFields = ["hidden", "pinned", "label", "phase"] as const;

const setNewest = /* sql */ `
INSERT INTO meta VALUES ('newest_at_ms', ?1)
ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`;

const setSessionStart = /* sql */ `
UPDATE session SET started_at_ms = ?, previous_uuid = ?, app_name = ?, workspace_name = ?
WHERE id = ? AND started_at_ms IS NULL`;

const setSessionEnd = /* sql */ `
UPDATE session SET ended_at_ms = max(?1, coalesce(ended_at_ms, ?1)) WHERE id = ?2`;

const clearSession = /* sql */ `
UPDATE session SET started_at_ms = NULL, ended_at_ms = NULL, previous_uuid = NULL, app_name = NULL,
  workspace_name = NULL WHERE id = ?`;

const selectPending = /* sql */ "SELECT record FROM pending_end WHERE invocation_id = ?";
const deletePending = /* sql */ "DELETE FROM pending_end WHERE invocation_id = ? AND record = ?";
const insertPending = /* sql */ "INSERT OR IGNORE INTO pending_end VALUES (?, ?)";

// Of two at the same time the greater text counts, so that the order of arrival does not.
const setPreference = /* sql */ `
INSERT INTO preference VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, value = excluded.value
WHERE (excluded.at_ms, excluded.value) > (at_ms, value)`;

const insertRejection = /* sql */ "INSERT OR IGNORE INTO rejection VALUES (?, ?, ?, ?)";
const deletePreferences = /* sql */ "DELETE FROM preference WHERE skill_id = ? AND at_ms <= ?";
const deleteRejectionsOfSession = /* sql */ "DELETE FROM rejection WHERE session_id = ?";
const deleteRejectionsOfSkill = /* sql */ `
DELETE FROM rejection WHERE ?1 IN (skill_id, after_skill_id) AND at_ms <= ?2`;

const deleteUntil = [
  /* sql */ "DELETE FROM preference WHERE at_ms <= ?",
  /* sql */ "DELETE FROM rejection WHERE at_ms <= ?",
  /* sql */ `UPDATE session SET started_at_ms = NULL, previous_uuid = NULL, app_name = NULL,
    workspace_name = NULL WHERE started_at_ms <= ?`,
  /* sql */ "UPDATE session SET ended_at_ms = NULL WHERE ended_at_ms <= ?",
];
