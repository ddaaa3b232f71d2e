import type { SqlDatabase, SqlValue } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { endReasonCodes, outcomeCodes, sourceCodes } from "../../../src/store/schema";
import { uuidBytes } from "../../../src/store/uuid";
import { Writers } from "../../../src/store/writers";
import type {
  InvocationEnded,
  InvocationStarted,
  JournalRecord,
} from "../../../src/tracker/record";

/**
 * Puts records into a new database, where nothing is known, forgotten or corrected: the rows are
 * those a fold makes, at a third of its price. The start of a run comes right before its end.
 */
export class MadeRows {
  private readonly fold: Fold;
  private readonly writerId: number;
  /** Runs so far. */
  count = 0;

  constructor(private readonly db: SqlDatabase) {
    this.fold = new Fold(db);
    this.writerId = new Writers(db).getOrAdd("0".repeat(16)).id;
  }

  add(records: readonly JournalRecord[]): void {
    this.fold.transact(() => {
      let start: InvocationStarted | undefined;
      for (const record of records) {
        if (record.type === "started") start = record;
        else if (record.type === "ended" && start?.id === record.id) this.insert(start, record);
        else this.fold.apply(this.writerId, record);
      }
    });
  }

  private insert(start: InvocationStarted, end: InvocationEnded): void {
    const { names } = this.fold;
    const { author } = start;
    const values = {
      id: uuidBytes(start.id),
      writer_id: this.writerId,
      session_id: names.sessionId(start.sessionId),
      skill_id: names.skillId(start.skill),
      started_at_ms: start.atMs,
      ended_at_ms: end.atMs,
      outcome_id: outcomeCodes[end.outcome],
      end_reason_id: endReasonCodes[end.reason],
      duration_ms: end.durationMs ?? null,
      exit_code: end.exitCode ?? null,
      agent_id: author.kind === "user" ? null : names.textId(author.agentName ?? ""),
      source_id: sourceCodes[start.source],
      background: start.background === true ? 1 : 0,
      phase_id: names.textId(start.phase),
      category_id: names.textId(start.category),
      command_id: names.textId(start.command),
      cwd_id: names.textId(start.cwd),
    } satisfies Readonly<Record<string, SqlValue>>;
    this.insertSql ??= /* sql */ `INSERT INTO invocation (${Object.keys(values).join(", ")})
      VALUES (${Object.keys(values)
        .map(() => "?")
        .join(", ")})`;
    this.db.prepare(this.insertSql).run(...Object.values(values));
    this.count++;
  }

  private insertSql: string | undefined;
}
