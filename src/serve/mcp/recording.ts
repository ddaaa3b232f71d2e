import type { Completion, TrackRequest } from "../../tracker/completion";
import type {
  FinalOutcome,
  Invocation,
  InvocationId,
  SessionId,
  SkillRef,
} from "../../tracker/model";
import type { Phases } from "../../tracker/phases";
import type { Completer, SkillsTracker } from "../../tracker/tracker";
import { ToolError } from "./toolError";

/** What recording is made of. */
export interface RecordingParts {
  readonly tracker: SkillsTracker;
  readonly phases: Phases;
  /** Off by the environment. */
  readonly canRecord: boolean;
  /** Records that could not be written and wait in memory. */
  readonly waiting: () => number;
}

/** How an invocation stands after it was told to end. */
export interface Ended {
  readonly invocation: Invocation;
  /** It had ended before; nothing was changed. */
  readonly hadEnded: boolean;
}

/** What clients of this server record: one session, from the first invocation to the end of stdin. */
export class Recording {
  private readonly open = new Map<InvocationId, Completer>();
  /** Of those that run: the ones whose end somebody else knows, also when this server is gone. */
  private readonly delivered = new Set<InvocationId>();
  private firstMs: number | undefined;

  constructor(private readonly parts: RecordingParts) {}

  get canRecord(): boolean {
    return this.parts.canRecord;
  }

  get sessionId(): SessionId {
    return this.parts.tracker.sessionId;
  }

  /** Start of the first invocation, milliseconds since 1970 UTC; undefined before. */
  get startedAtMs(): number | undefined {
    return this.firstMs;
  }

  get counts(): SkillsTracker["counts"] {
    return this.parts.tracker.counts;
  }

  /** Newest first: all that run, and the latest ended ones. */
  get invocations(): readonly Invocation[] {
    return this.parts.tracker.invocations;
  }

  get phases(): readonly string[] {
    return this.parts.phases.all;
  }

  /**
   * @returns the phase by the name the setting has for it.
   * @throws ToolError when the setting has none of that name.
   */
  knownPhase(phase: string | undefined): string | undefined {
    if (phase === undefined || this.phases.includes(phase)) return phase;
    throw new ToolError(`“${phase}” is no phase here; phases are ${this.phases.join(", ")}.`);
  }

  /** Remembers the phases that people gave to skills: they count before what a client says. */
  learnPhases(skills: readonly (SkillRef & { readonly givenPhase?: string })[]): void {
    for (const { kind, name, givenPhase } of skills) {
      this.parts.phases.assign({ kind, name }, givenPhase);
    }
  }

  /**
   * Begins an invocation and writes it down before it returns. One whose id is known is not begun
   * again: who got no answer may ask again.
   *
   * @throws ToolError while recording is off, when the phase is unknown, and when nothing can be written.
   */
  begin(request: Omit<TrackRequest, "source">): Invocation {
    this.requireOn();
    const { tracker, phases } = this.parts;
    const known = request.id === undefined ? undefined : tracker.find(request.id);
    if (known !== undefined) {
      this.requireWritten();
      return known;
    }
    const given = this.knownPhase(request.phase);
    const phase = phases.phaseFor({ skill: request.skill, phase: given });
    const complete = tracker.track({ ...request, source: "mcp", phase });
    this.open.set(complete.id, complete);
    if (request.id !== undefined) this.delivered.add(request.id);
    const begun = this.found(complete.id);
    this.firstMs ??= begun.startedAtMs;
    this.requireWritten();
    return begun;
  }

  /**
   * Ends an invocation this server began. To say the same again changes nothing.
   *
   * @throws ToolError when it is not of this server, or has ended otherwise.
   */
  complete(id: InvocationId, completion: Completion & { readonly outcome: FinalOutcome }): Ended {
    this.requireOn();
    const complete = this.open.get(id);
    this.open.delete(id);
    this.delivered.delete(id);
    const invocation = complete?.(completion) ?? this.ended(id, completion);
    this.requireWritten();
    return { invocation, hadEnded: complete === undefined };
  }

  /** Nobody said how what still runs ended, but for what is delivered: its end may still come. */
  close(): void {
    this.open.clear();
    this.parts.tracker.close("unknown", (id) => this.delivered.has(id));
  }

  private ended(id: InvocationId, { outcome }: { readonly outcome: FinalOutcome }): Invocation {
    const invocation = this.found(id);
    if (invocation.outcome === outcome) return invocation;
    throw new ToolError(`Invocation ${id} has already ended as ${invocation.outcome}.`);
  }

  private found(id: InvocationId): Invocation {
    const invocation = this.parts.tracker.find(id);
    if (invocation !== undefined) return invocation;
    throw new ToolError(`No invocation ${id} was begun by this server since it started.`);
  }

  private requireOn(): void {
    if (this.canRecord) return;
    throw new ToolError(
      "Recording is off, by SESSION_BUDDY_SKILLS_ENABLED or SESSION_BUDDY_BACKEND.",
    );
  }

  private requireWritten(): void {
    if (this.parts.waiting() === 0) return;
    throw new ToolError(
      "It could not be written to the data folder; it is kept in memory and written with the next one.",
    );
  }
}
