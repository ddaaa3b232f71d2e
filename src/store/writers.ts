import type { SqlDatabase } from "./database";
import type { Liveness } from "./identity";
import { outcomeCodes, writerStates } from "./schema";
import { uuidText } from "./uuid";

/** One process start that kept a journal. */
export interface Writer {
  readonly id: number;
  /** Every record up to this number is in the database. */
  applied: number;
  /** What `applied` is in the database. */
  saved: number;
  state: number;
}

/** The writers a database knows, and how far each has been read. */
export class Writers {
  private readonly byUid = new Map<string, Writer>();

  constructor(private readonly db: SqlDatabase) {
    for (const [id, uid, applied, state] of db
      .prepare<[number, string, number, number]>(selectWriters)
      .all()) {
      this.byUid.set(uid, { id, applied, saved: applied, state });
    }
  }

  get(uid: string): Writer | undefined {
    return this.byUid.get(uid);
  }

  getOrAdd(uid: string): Writer {
    const known = this.byUid.get(uid);
    if (known) return known;
    const row = this.db.prepare<[number]>(insertWriter).first(uid);
    if (!row) throw new Error("A writer got no id.");
    const writer = { id: row[0], applied: 0, saved: 0, state: writerStates.unknown };
    this.byUid.set(uid, writer);
    return writer;
  }

  /** Writes how far each writer has been read; in the transaction of what was read. */
  save(): void {
    for (const writer of this.byUid.values()) {
      if (writer.applied === writer.saved) continue;
      this.db.prepare(updateApplied).run(writer.applied, writer.id);
      writer.saved = writer.applied;
    }
  }

  /** How far the database has come with each writer. */
  appliedNow(): ReadonlyMap<string, number> {
    return new Map([...this.byUid].map(([uid, { applied }]) => [uid, applied]));
  }

  /**
   * Notes which writers live, given what is known of those that still have a journal. Who is dead
   * stays dead; of a writer without a journal nothing can be known.
   *
   * @returns the writers whose state is another one now.
   */
  setStates(liveness: ReadonlyMap<string, Liveness>): readonly Writer[] {
    const changed: Writer[] = [];
    for (const [uid, writer] of this.byUid) {
      const state = writerStates[liveness.get(uid) ?? "unknown"];
      if (writer.state === writerStates.dead || writer.state === state) continue;
      writer.state = state;
      this.db.prepare(updateState).run(state, writer.id);
      changed.push(writer);
    }
    return changed;
  }

  /** @returns the ids of invocations of that writer that nobody ended. */
  openInvocations({ id }: Writer): readonly string[] {
    return this.db
      .prepare<[Uint8Array]>(selectOpen)
      .all(id)
      .map(([uuid]) => uuidText(uuid));
  }

  /** @returns the ids of invocations that run until their writer is presumed lost. */
  presumable(): readonly string[] {
    return this.db
      .prepare<[Uint8Array]>(selectPresumable)
      .all()
      .map(([uuid]) => uuidText(uuid));
  }
}

const selectWriters = /* sql */ "SELECT id, uid, applied, state FROM writer";
const insertWriter = /* sql */ "INSERT INTO writer (uid) VALUES (?) RETURNING id";
const updateApplied = /* sql */ "UPDATE writer SET applied = ? WHERE id = ?";
const updateState = /* sql */ "UPDATE writer SET state = ? WHERE id = ?";
const selectOpen = /* sql */ `
SELECT id FROM invocation WHERE writer_id = ? AND ended_at_ms IS NULL`;
const selectPresumable = /* sql */ `
SELECT e.id FROM writer w CROSS JOIN invocation i ON i.writer_id = w.id AND i.ended_at_ms IS NULL
  CROSS JOIN effective_invocation e ON e.id = i.id
WHERE w.state = ${writerStates.unknown} AND e.outcome_id = ${outcomeCodes.running}`;
