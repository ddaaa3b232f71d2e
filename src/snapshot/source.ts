import { DisposableStore } from "../base/dispose";
import { Emitter, type Disposable, type Event } from "../base/event";
import type { Schedule } from "../base/schedule";
import type { Insights } from "../analysis/insightModel";
import type { Focus } from "../recommend/focus";
import type { RecommendContext, Recommendation, SharedBaselines } from "../recommend/model";
import { optional } from "../tracker/completion";
import type { Invocation } from "../tracker/model";
import type { Phases } from "../tracker/phases";
import type { SkillsTracker } from "../tracker/tracker";
import type { StoreProblem, StoreSnapshot } from "../worker/protocol";
import { InsightReader } from "./insightReader";
import { sameFocus } from "./sameFocus";
import type { Snapshot, TrackingState } from "./snapshot";

/** What a snapshot is put together from. */
export interface SnapshotParts {
  readonly tracker: SkillsTracker;
  readonly phases: Phases;
  /** What agents run, and which of them are followed. */
  readonly agents: {
    readonly followed: readonly string[];
    readonly invocations: readonly Invocation[];
    readonly onDidChange: Event<void>;
  };
  readonly history: {
    /** Reads the store, off this thread. */
    snapshot(context: RecommendContext): Promise<StoreSnapshot>;
    insights(nowMs: number): Promise<Insights>;
  };
  readonly isEnabled: () => boolean;
  /** What the settings ask of a ranking. */
  readonly ranking: () => Pick<
    RecommendContext,
    "limit" | "minSimilarity" | "phaseWeight" | "strategy" | "explore"
  >;
  /** Where others' baselines are; undefined while nothing is shared. */
  readonly shared: () => SharedBaselines | undefined;
  /** What the user has in front of them now. */
  readonly focus: () => Focus | undefined;
  readonly nowMs: () => number;
  readonly schedule: Schedule;
  readonly onError: (error: unknown) => void;
}

/** The views hear of a change this much later at most, so that a burst draws once. */
const drawDelayMs = 30;
/** The store is asked this long after a change, and at most this often. */
const readDelayMs = 250;

/**
 * Keeps the current snapshot: this session's part at once, the history's part when the store has
 * answered. Tells its listeners coalesced, and asks the store again when something changed meanwhile.
 */
export class SnapshotSource extends DisposableStore {
  private readonly insights: InsightReader;
  private readonly changed = this.register(new Emitter<Snapshot>());
  private stored: StoreSnapshot | undefined;
  private problems: readonly StoreProblem[] = [];
  private drawing: Disposable | undefined;
  private waiting: Disposable | undefined;
  /** What the store was asked for last. */
  private focus: Focus | undefined;
  private isReading = false;
  private isStale = false;
  private isClosed = false;
  private value: Snapshot;

  readonly onDidChange: Event<Snapshot> = this.changed.event;

  constructor(private readonly parts: SnapshotParts) {
    super();
    const { history, nowMs, schedule, onError } = parts;
    this.insights = this.register(
      new InsightReader({
        ...{ nowMs, schedule, onError },
        read: (atMs) => history.insights(atMs),
        onChange: () => this.drawSoon(),
      }),
    );
    this.value = this.build();
    this.register(parts.tracker.onDidChange(() => this.invalidate()));
    this.register(parts.agents.onDidChange(() => this.invalidate()));
    this.register({
      dispose: () => {
        this.isClosed = true;
        this.drawing?.dispose();
        this.waiting?.dispose();
      },
    });
  }

  get current(): Snapshot {
    return this.value;
  }

  /** Something a view shows has changed: draw soon, and read the store again. */
  invalidate(): void {
    this.drawSoon();
    this.readSoon();
  }

  /** Something of the window itself has changed that a view shows. */
  redraw(): void {
    this.drawSoon();
  }

  /** The user may have turned to something else: if so, read the store again, and draw its answer. */
  lookAround(): void {
    if (!sameFocus(this.focus, this.parts.focus())) this.readSoon();
  }

  /** A problem the store cannot tell of itself, for example that it cannot be written to. */
  report(problem: StoreProblem): void {
    this.problems = [...this.problems.filter(({ type }) => type !== problem.type), problem];
    this.drawSoon();
  }

  /** What was reported is over. */
  resolveAll(): void {
    this.problems = [];
    this.drawSoon();
  }

  /** @returns what the ranking is asked for here and now. */
  context(overrides: Partial<RecommendContext> = {}): RecommendContext {
    const { tracker, phases, nowMs, ranking, shared, focus } = this.parts;
    return {
      nowMs: nowMs(),
      sessionId: tracker.sessionId,
      ...ranking(),
      ...optional("phase", phases.pinned),
      ...optional("shared", shared()),
      ...optional("focus", focus()),
      ...overrides,
    };
  }

  private drawSoon(): void {
    if (this.drawing !== undefined || this.isClosed) return;
    this.drawing = this.parts.schedule(() => {
      this.drawing = undefined;
      this.value = this.build();
      this.changed.fire(this.value);
    }, drawDelayMs);
  }

  private readSoon(): void {
    this.isStale = true;
    if (this.waiting !== undefined || this.isReading || this.isClosed) return;
    this.waiting = this.parts.schedule(() => {
      this.waiting = undefined;
      void this.read();
    }, readDelayMs);
  }

  private async read(): Promise<void> {
    this.isReading = true;
    this.isStale = false;
    try {
      const context = this.context();
      this.focus = context.focus;
      this.stored = keepGood(this.stored, await this.parts.history.snapshot(context));
      const { phases } = this.parts;
      for (const { kind, name, givenPhase } of this.stored.skills) {
        phases.assign({ kind, name }, givenPhase);
      }
      this.drawSoon();
      this.insights.update(this.stored.version);
      if (this.stored.isLearning) this.isStale = true;
    } catch (error) {
      if (!this.isClosed) {
        this.parts.onError(error);
        const detail = error instanceof Error ? error.message : String(error);
        this.report({ type: "unexpected", detail });
      }
    } finally {
      this.isReading = false;
      this.readAgain();
    }
  }

  /** Something changed while the store was being read. */
  private readAgain(): void {
    if (this.isStale) this.readSoon();
  }

  private build(): Snapshot {
    const { tracker, phases, isEnabled, agents } = this.parts;
    const invocations = tracker.invocations;
    const pinned = phases.pinned;
    const current = pinned ?? invocations.find(({ phase }) => phase !== undefined)?.phase;
    const tracking: TrackingState = !isEnabled() ? "off" : tracker.isPaused ? "paused" : "on";
    const recommended: readonly Recommendation[] = this.stored?.recommended ?? [];
    return Object.freeze({
      tracking,
      session: { id: tracker.sessionId, counts: { ...tracker.counts }, invocations },
      phases: { all: phases.all, ...optional("pinned", pinned), ...optional("current", current) },
      recommended,
      skills: this.stored?.skills ?? [],
      agents: {
        followed: agents.followed,
        invocations: agents.invocations,
        summaries: this.stored?.agents ?? [],
      },
      totalInvocations: this.stored?.totalInvocations ?? 0,
      ...optional("insights", this.insights.value),
      problems: [...this.problems, ...(this.stored?.problems ?? [])],
      isLoading: this.stored === undefined,
    });
  }
}

/** An answer that could not read anything does not take away what was read before. */
function keepGood(before: StoreSnapshot | undefined, now: StoreSnapshot): StoreSnapshot {
  const isEmpty = now.totalInvocations === 0 && now.problems.length > 0;
  // Nor is it asked again at once: there was nothing to learn from.
  return before !== undefined && isEmpty
    ? { ...before, isLearning: false, problems: now.problems }
    : now;
}
