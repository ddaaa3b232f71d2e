import type { Clock } from "../base/clock";
import { Emitter, type Event } from "../base/event";
import {
  cleanCorrection,
  cleanSkill,
  completed,
  invocationFrom,
  optional,
  type Completion,
  type TrackRequest,
} from "./completion";
import { isForgotten } from "./forget";
import type { FinalOutcome, Invocation, InvocationId, OutcomeCounts, SessionId } from "./model";
import type { ForgetScope, InvocationAmended, JournalRecord } from "./record";
import { endRecord, startRecord } from "./records";
import type { Redact } from "./redaction";
import { SessionLog } from "./sessionLog";

/** What a tracker is made of. */
export interface TrackerParts {
  readonly sessionId: SessionId;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly redact: Redact;
  /** Writes a record down; must not throw (see `Outbox`). */
  readonly append: (record: JournalRecord) => void;
  /** Facts about the window, for the session's first record. */
  readonly window?: {
    readonly previousSessionId?: SessionId;
    readonly appName?: string;
    readonly workspaceName?: string;
  };
}

/** Ends its invocation: the first call counts, later calls change nothing and return the same. */
export interface Completer {
  (completion?: Completion): Invocation;
  readonly id: InvocationId;
}

/** What a person or a program may change about an invocation, also after its end. */
export type Amendment = Pick<
  InvocationAmended,
  "outcome" | "phase" | "skill" | "source" | "errorType" | "followUps"
>;

/**
 * Names runs as invocations and writes them down, at their start and again at their end.
 *
 * Every text passes `redact` here, whoever brought it, so no road leads around it. Knows this
 * session only; all of history is the store's.
 */
export class SkillsTracker {
  private readonly changed = new Emitter<Invocation | undefined>();
  private readonly log = new SessionLog();
  private readonly open = new Map<InvocationId, Completer>();
  private session: SessionId;
  private paused = false;
  private begun = false;

  /** Hears every invocation that began, ended or changed; undefined when several did. */
  readonly onDidChange: Event<Invocation | undefined> = this.changed.event;

  constructor(private readonly parts: TrackerParts) {
    this.session = parts.sessionId;
  }

  get sessionId(): SessionId {
    return this.session;
  }

  /** Newest first: all that run, and the latest ended ones. */
  get invocations(): readonly Invocation[] {
    return this.log.newestFirst();
  }

  /** Over the whole session, without what was forgotten. */
  get counts(): OutcomeCounts {
    return this.log.counts;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** While paused, nothing new is recorded; what already runs is still ended truthfully. */
  setPaused(paused: boolean): void {
    if (this.paused === paused) return;
    this.paused = paused;
    this.changed.fire(undefined);
  }

  find(id: InvocationId): Invocation | undefined {
    return this.log.find(id);
  }

  /** Begins an invocation, now or at the moment the request names. */
  track(request: TrackRequest): Completer {
    const { clock, newId, redact } = this.parts;
    const startMs = request.startedMonotonicMs ?? clock.monotonicMs();
    const id = request.id ?? newId();
    const started = invocationFrom(request, {
      id,
      sessionId: this.sessionId,
      nowMs: clock.nowMs(),
      redact,
    });
    if (this.paused) return Object.assign(() => started, { id });
    this.writeStart(started, request.category);
    const complete = Object.assign(
      (completion: Completion = {}): Invocation => {
        const ended = this.open.delete(id) ? this.end(started, completion, startMs) : undefined;
        return ended ?? this.log.find(id) ?? started;
      },
      { id },
    );
    this.open.set(id, complete);
    this.put(started);
    return complete;
  }

  /** Changes what is recorded of an invocation, whether it ran in this session or in another. */
  amend(id: InvocationId, amendment: Amendment): void {
    const { redact } = this.parts;
    const { skill, phase, source, errorType } = amendment;
    const clean = {
      ...amendment,
      ...optional("skill", skill && cleanSkill(skill, redact)),
      ...optional("errorType", errorType === undefined ? undefined : redact(errorType)),
      ...optional(
        "followUps",
        amendment.followUps?.map((action) => redact(action)),
      ),
    };
    if (clean.outcome !== undefined)
      this.open.get(id)?.({ outcome: clean.outcome, reason: "by-hand", durationMs: "unknown" });
    const atMs = this.parts.clock.nowMs();
    this.parts.append({ type: "amended", amendmentId: this.parts.newId(), id, atMs, ...clean });
    const before = this.log.find(id);
    if (before === undefined) this.changed.fire(undefined);
    else {
      this.put({
        ...before,
        ...optional("skill", clean.skill),
        ...optional("phase", phase),
        ...optional("source", source),
        ...optional("outcome", clean.outcome),
        ...optional("errorType", clean.errorType),
        followUps: [...before.followUps, ...(clean.followUps ?? [])],
      });
    }
  }

  /** @returns records that tell all of this session again, for a store that has not heard them. */
  replay(): readonly JournalRecord[] {
    const oldestFirst = [...this.invocations].reverse();
    const [first] = oldestFirst;
    if (first === undefined) return [];
    const atMs = this.parts.clock.nowMs();
    return [
      this.sessionStart(first.startedAtMs),
      ...oldestFirst.flatMap((invocation) => [
        startRecord(invocation),
        ...(invocation.outcome === "running" ? [] : [endRecord(invocation, atMs)]),
      ]),
    ];
  }

  /** Writes something else down, for example a preference, and tells the views. */
  note(record: Exclude<JournalRecord, { type: "started" | "ended" | "amended" }>): void {
    this.parts.append(this.clean(record));
    if (record.type === "forgotten") this.forget(record.what);
    this.changed.fire(undefined);
  }

  /**
   * Ends what still runs as `outcome`, all but what is known `elsewhere`, then the session. Call once,
   * when the window closes.
   */
  close(
    outcome: FinalOutcome = "abandoned",
    elsewhere: (id: InvocationId) => boolean = () => false,
  ): void {
    for (const complete of [...this.open.values()]) {
      if (elsewhere(complete.id)) continue;
      const endless = this.log.find(complete.id)?.background === true;
      // A server that ran until the window closed has done its work.
      complete({
        outcome: endless ? "completed" : outcome,
        reason: "window-closed",
        durationMs: "unknown",
      });
    }
    if (this.begun) {
      const atMs = this.parts.clock.nowMs();
      this.parts.append({ type: "session-ended", sessionId: this.sessionId, atMs });
    }
    this.changed.dispose();
  }

  private forget(what: ForgetScope): void {
    this.log.remove((invocation) => isForgotten(invocation, what));
    for (const id of [...this.open.keys()]) if (!this.log.find(id)) this.open.delete(id);
    if (what.type !== "session" || what.sessionId !== this.session) return;
    // What is recorded for a forgotten session is forgotten too: the window goes on as another one.
    this.session = this.parts.newId();
    this.begun = false;
  }

  private clean<R extends JournalRecord>(record: R): R {
    const { redact } = this.parts;
    if (record.type !== "preference" && record.type !== "rejected") return record;
    const skill = cleanSkill(record.skill, redact);
    if (record.type === "rejected" || typeof record.label !== "string") return { ...record, skill };
    return { ...record, skill, label: redact(record.label) };
  }

  private end(started: Invocation, completion: Completion, startMs: number): Invocation {
    const { clock, redact, append } = this.parts;
    const measuredMs = (completion.endedMonotonicMs ?? clock.monotonicMs()) - startMs;
    const current = this.log.find(started.id) ?? started;
    const ended = completed(current, completion, measuredMs, redact);
    const { corrected } = completion;
    append(endRecord(ended, clock.nowMs(), corrected && cleanCorrection(corrected, redact)));
    this.put(ended);
    return ended;
  }

  private put(invocation: Invocation): void {
    this.log.put(invocation);
    this.changed.fire(invocation);
  }

  /** The session is written with its first invocation, so that an idle window leaves no trace. */
  private writeStart(started: Invocation, category: string | undefined): void {
    if (!this.begun) {
      this.begun = true;
      this.parts.append(this.sessionStart(started.startedAtMs));
    }
    this.parts.append(startRecord(started, category));
  }

  private sessionStart(atMs: number): JournalRecord {
    return { type: "session-started", sessionId: this.session, atMs, ...this.parts.window };
  }
}
