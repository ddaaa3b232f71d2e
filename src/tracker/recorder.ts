import { assertNever } from "../base/assert";
import type { Schedule } from "../base/schedule";
import { isSameRun } from "./attribution";
import { optional, type Completion } from "./completion";
import type { Expectations } from "./expectations";
import type { InvocationId } from "./model";
import { HeadMoves } from "./headMoves";
import { isMistyped, outcomeOf } from "./outcome";
import type { ShellName } from "./recognition";
import type { Described, RunNaming } from "./runNaming";
import type { LaneClosed, RunEnded, RunStarted, RunSubject, Signal } from "./signal";
import type { Completer, SkillsTracker } from "./tracker";

/** What the recorder asks of the rest. */
export interface RecorderParts extends RunNaming {
  readonly tracker: SkillsTracker;
  readonly expectations: Expectations;
  readonly schedule: Schedule;
}

interface OpenRun {
  readonly complete: Completer;
  readonly source: RunStarted["source"];
  readonly lane: object | undefined;
  readonly line: string | undefined;
  readonly shell: ShellName | undefined;
  readonly category: string | undefined;
  readonly background: boolean;
  readonly startedMonotonicMs: number;
  readonly processId: number | undefined;
}

/**
 * Turns signals into invocations: pairs starts with ends, closes what is superseded or whose lane
 * is gone, and makes one invocation of what two observers report.
 */
export class Recorder {
  private readonly runs = new Map<object, OpenRun>();
  private readonly byLane = new Map<object, object>();
  private readonly lanes = new Map<InvocationId, object>();

  private readonly heads: HeadMoves;

  constructor(private readonly parts: RecorderParts) {
    this.heads = new HeadMoves(parts);
  }

  /** Takes one signal. Signals of one run must come in order; those of different runs need not. */
  readonly accept = (signal: Signal): void => {
    switch (signal.type) {
      case "run-started":
        this.start(signal);
        return;
      case "run-ended":
        this.end(signal);
        return;
      case "lane-closed":
        this.closeLane(signal);
        return;
      case "head-moved":
        this.heads.accept(signal);
        return;
      default:
        assertNever(signal);
    }
  };

  /** @returns where an invocation ran, while that is still there. */
  laneOf(id: InvocationId): object | undefined {
    return this.lanes.get(id);
  }

  /** Ends all that runs as unknown: its end will not be heard. */
  stop(): void {
    this.heads.settle();
    for (const run of this.runs.values()) {
      run.complete({ outcome: "unknown", reason: "superseded", durationMs: "unknown" });
    }
    this.runs.clear();
    this.byLane.clear();
  }

  /** The window closes; what runs in it is the tracker's to end. */
  dispose(): void {
    this.heads.settle();
  }

  private start(signal: RunStarted): void {
    if (signal.lane !== undefined) this.supersede(signal.lane);
    if (this.parts.tracker.isPaused) return;
    const described = this.describe(signal.subject, signal.background);
    if (described === undefined || this.parts.isIgnored(described.skill.name)) return;
    if (signal.source === "terminal" && this.isRunOfTask(signal)) return;
    const { lane, processId, subject, source } = signal;
    const complete = this.begin(signal, described);
    this.runs.set(signal.run, {
      complete,
      source,
      lane,
      processId,
      line: subject.line?.trim(),
      shell: subject.type === "command-line" ? subject.shell : undefined,
      category: described.category,
      background: described.background ?? false,
      startedMonotonicMs: signal.at.monotonicMs,
    });
    if (lane === undefined) return;
    this.byLane.set(lane, signal.run);
    this.lanes.set(complete.id, lane);
  }

  /** Begins an invocation, or goes on with the one its terminal began for the same run. */
  private begin(signal: RunStarted, described: Described): Completer {
    const { phaseFor, shortenPath, expectations, tracker } = this.parts;
    const line = signal.subject.line?.trim();
    const phase = phaseFor(described);
    const twin = signal.source === "task" ? this.terminalTwin(signal, line) : undefined;
    if (twin !== undefined) {
      const { skill } = described;
      tracker.amend(twin.complete.id, { skill, source: "task", ...optional("phase", phase) });
      return twin.complete;
    }
    const launch = expectations.take(line, described.skill, signal.at.monotonicMs);
    // All fields in one literal: spreading takes several times as long, for every command there is.
    return tracker.track({
      skill: described.skill,
      category: described.category,
      command: described.command,
      background: described.background,
      phase,
      query: launch?.query,
      alternatives: launch?.alternatives,
      selectionRank: launch?.selectionRank,
      source: signal.source,
      author: signal.author,
      cwd: signal.cwd === undefined ? undefined : shortenPath(signal.cwd),
      startedAtMs: signal.at.wallMs,
      startedMonotonicMs: signal.at.monotonicMs,
    });
  }

  private end(signal: RunEnded): void {
    const run = this.runs.get(signal.run);
    if (run === undefined) return;
    this.drop(signal.run, run);
    const corrected = this.correction(run, signal.line);
    if (corrected === "nothing" || isMistyped(signal.exitCode, run)) {
      this.parts.tracker.note({
        type: "forgotten",
        atMs: signal.at.wallMs,
        what: { type: "invocation", id: run.complete.id },
      });
      return;
    }
    const background = corrected?.background ?? run.background;
    const judged: Completion =
      signal.outcome === undefined
        ? outcomeOf(signal.exitCode, background)
        : { outcome: signal.outcome };
    run.complete({
      outcome: judged.outcome,
      reason: signal.reason ?? judged.reason,
      exitCode: signal.exitCode,
      // From the observer's own start: a task taken over from its terminal began later than that.
      durationMs: signal.durationMs ?? signal.at.monotonicMs - run.startedMonotonicMs,
      errorType: signal.errorType,
      corrected,
    });
  }

  private closeLane(signal: LaneClosed): void {
    for (const [id, lane] of this.lanes) if (lane === signal.lane) this.lanes.delete(id);
    const key = this.byLane.get(signal.lane);
    const run = key && this.runs.get(key);
    if (key === undefined || run === undefined) return;
    this.drop(key, run);
    run.complete({
      outcome: run.background ? "completed" : "abandoned",
      reason: "terminal-closed",
      endedMonotonicMs: signal.at.monotonicMs,
    });
  }

  /** A terminal that begins another command has ended the one before, and nobody said how. */
  private supersede(lane: object): void {
    const key = this.byLane.get(lane);
    const run = key && this.runs.get(key);
    if (key === undefined || run === undefined) return;
    this.drop(key, run);
    run.complete({ outcome: "unknown", reason: "superseded", durationMs: "unknown" });
  }

  private drop(key: object, run: OpenRun): void {
    this.runs.delete(key);
    if (run.lane !== undefined && this.byLane.get(run.lane) === key) this.byLane.delete(run.lane);
  }

  private describe(subject: RunSubject, background: boolean | undefined): Described | undefined {
    const options = { arguments: this.parts.argumentDetail() };
    if (subject.type === "command-line") {
      const found = this.parts.recognize(subject.line, { ...options, shell: subject.shell });
      if (found === undefined) return undefined;
      const { skill, category, phase, command } = found;
      return { skill, category, phase, command, background: background ?? found.background };
    }
    const { skill, category, phase, line } = subject;
    const found =
      line === undefined ? undefined : this.parts.recognize(line, { ...options, shell: "bash" });
    return {
      skill,
      category,
      background: background ?? found?.background ?? false,
      ...optional("phase", phase ?? found?.phase),
      ...optional("command", found?.command),
    };
  }

  /** @returns what the better command line changes, "nothing" when it must not be recorded. */
  private correction(run: OpenRun, line: string | undefined): Described | "nothing" | undefined {
    if (run.shell === undefined || line === undefined || line === run.line || line === "") {
      return undefined;
    }
    const described = this.describe({ type: "command-line", line, shell: run.shell }, undefined);
    if (described === undefined || this.parts.isIgnored(described.skill.name)) return "nothing";
    return { ...described, phase: this.parts.phaseFor(described) };
  }

  /** A terminal run that is a task's own terminal talking. */
  private isRunOfTask(signal: RunStarted): boolean {
    const line = signal.subject.line?.trim();
    return [...this.runs.values()].some(
      (run) => run.source === "task" && isSameRun(run, signal, line),
    );
  }

  /** The terminal run that turned out to be this task; taken over, so that it counts once. */
  private terminalTwin(signal: RunStarted, line: string | undefined): OpenRun | undefined {
    for (const [key, run] of this.runs) {
      if (run.source !== "terminal" || !isSameRun(run, signal, line)) continue;
      this.drop(key, run);
      return run;
    }
    return undefined;
  }
}
