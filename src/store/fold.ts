import { assertNever } from "../base/assert";
import type {
  CoverageMeasured,
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
import { keepPreference, keepRejection } from "./decisions";
import { insertAmended, insertStarted, updateEnded } from "./foldInvocation";
import {
  clearSession,
  clearSkill,
  clearUntil,
  idsOfSession,
  isForgotten,
  knownIds,
  removeInvocation,
  removeUnused,
} from "./forget";
import { Names } from "./names";
import {
  clearCoverageUntil,
  forgetCoverage,
  forgetCoverageOfSession,
  keepCoverage,
} from "./qualityTables";
import { endSession, startSession } from "./sessions";
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
    // The time of a report is that of its file, which may be of another clock.
    if (record.type !== "coverage-measured") {
      this.newestMs = Math.max(this.newestMs, record.atMs);
    }
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
      case "coverage-measured":
        this.coverageMeasured(record);
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
    startSession(this.db, this.names, record);
  }

  private sessionEnded(record: SessionEnded): void {
    if (this.tombstones.hasSession(record.sessionId) || this.tombstones.hasTime(record.atMs)) {
      return;
    }
    endSession(this.db, this.names, record);
  }

  private started(writerId: number, record: InvocationStarted): void {
    if (this.tombstones.hasInvocation(record.id)) return;
    const id = uuidBytes(record.id);
    if (this.tombstones.hasSession(record.sessionId)) {
      this.remove(id);
      return;
    }
    // Rows of the history have their place by their start: with another one it is made anew.
    if (insertStarted(this.db, this.names, writerId, record)) this.changes.removed = true;
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
    this.changes.preferences.add(keepPreference(this.db, this.names, record));
  }

  private rejected(record: RecommendationRejected): void {
    const { sessionId, skill, after, atMs } = record;
    if (this.tombstones.hasSession(sessionId) || this.tombstones.hasSkill(skill, atMs)) return;
    if (after && this.tombstones.hasSkill(after, atMs)) return;
    keepRejection(this.db, this.names, record);
    this.changes.rejections = true;
  }

  private coverageMeasured(record: CoverageMeasured): void {
    if (this.tombstones.hasSession(record.sessionId)) forgetCoverage(this.db, record);
    else if (!this.tombstones.hasTime(record.atMs)) keepCoverage(this.db, record);
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
        for (const id of idsOfSession(this.db, session)) this.remove(id);
        clearSession(this.db, session);
        forgetCoverageOfSession(this.db, what.sessionId);
        break;
      }
      case "skill":
        this.tombstones.addSkill(what.skill, what.untilMs);
        this.judgeAll();
        clearSkill(this.db, this.names.skillId(what.skill), what.untilMs);
        break;
      case "everything":
        this.tombstones.addEverything(what.untilMs);
        this.judgeAll();
        clearUntil(this.db, what.untilMs);
        clearCoverageUntil(this.db, what.untilMs);
        break;
      default:
        assertNever(what);
    }
  }

  private judgeAll(): void {
    for (const id of knownIds(this.db)) {
      if (isForgotten(this.db, this.names, this.tombstones, id)) this.remove(id);
    }
  }
}

const setNewest = /* sql */ `
INSERT INTO meta VALUES ('newest_at_ms', ?1)
ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`;

const selectPending = /* sql */ "SELECT record FROM pending_end WHERE invocation_id = ?";
const deletePending = /* sql */ "DELETE FROM pending_end WHERE invocation_id = ? AND record = ?";
const insertPending = /* sql */ "INSERT OR IGNORE INTO pending_end VALUES (?, ?)";
