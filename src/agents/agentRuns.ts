import { Emitter, type Event } from "../base/event";
import { completed, invocationFrom, type TrackRequest } from "../tracker/completion";
import {
  skillKey,
  type Invocation,
  type InvocationId,
  type SkillKind,
  type SkillRef,
} from "../tracker/model";
import type { JournalRecord } from "../tracker/record";
import type { RunNaming } from "../tracker/runNaming";
import { endRecord, startRecord } from "../tracker/records";
import type { Redact } from "../tracker/redaction";
import { SessionLog } from "../tracker/sessionLog";
import { agentLabels } from "./labels";
import type { AgentName, AgentRunEnded, AgentRunKind, AgentRunStarted, AgentSignal } from "./model";
import { invocationIdOf, sessionIdOf } from "./runIds";

/** How we heard of a run. */
export type Via = "log" | "hook";

/** What is asked of the rest to write down what agents ran. */
export interface AgentRunsParts extends RunNaming {
  readonly append: (record: JournalRecord) => void;
  readonly redact: Redact;
  /** What the window itself saw run, newest first: an agent's command in a terminal of its own. */
  readonly seen: () => readonly Invocation[];
  /** While paused nothing new is written down, now or later. */
  readonly isPaused: () => boolean;
  readonly nowMs: () => number;
}

const kinds: Readonly<Record<AgentRunKind, SkillKind>> = {
  agent: "agent",
  skill: "skill",
  tool: "tool",
  command: "chat",
};
const categories: Readonly<Record<AgentRunKind, string>> = {
  agent: "Agents",
  skill: "Agent skills",
  tool: "Agent tools",
  command: "Agent commands",
};
/** An agent writes that it runs a command, and its terminal runs it, this far apart at most. */
const sameRunMs = 2_000;
/** Runs whose end is not wanted either are remembered until there are so many. */
const maxDropped = 1_000;

/**
 * Writes down what agents say they ran, each conversation as a session of its own: windows that
 * follow the same agent then say the same of it, whichever is open when.
 */
export class AgentRuns {
  private readonly changed = new Emitter<void>();
  private readonly log = new SessionLog();
  private readonly begun = new Set<string>();
  private readonly dropped = new Set<InvocationId>();

  /** Hears that a run began or ended. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(private readonly parts: AgentRunsParts) {}

  /** What was heard since the window opened, newest first: all that run, and the latest ended ones. */
  get invocations(): readonly Invocation[] {
    return this.log.newestFirst();
  }

  /** Takes one signal. Signals of one run come in order; one that was taken before changes nothing. */
  accept(signal: AgentSignal, via: Via): void {
    const id = invocationIdOf(signal);
    if (signal.type === "run-started") this.start(id, signal, via);
    else this.end(id, signal);
  }

  /** Takes out of the view what a person asked to forget; the store forgets by itself. */
  forget(isForgotten: (invocation: Invocation) => boolean): void {
    this.log.remove(isForgotten);
    this.changed.fire();
  }

  /** Lets views look again, though nothing ran. */
  touch(): void {
    this.changed.fire();
  }

  private start(id: InvocationId, signal: AgentRunStarted, via: Via): void {
    if (this.log.find(id) !== undefined) return;
    const { append, redact, nowMs, isPaused, isIgnored } = this.parts;
    const request = this.describe(signal);
    if (isPaused() || isIgnored(request.skill.name) || this.isSeen(request.skill, signal)) {
      this.drop(id);
      return;
    }
    const sessionId = sessionIdOf(signal);
    const given = { id, sessionId, nowMs: nowMs(), redact };
    const started = invocationFrom({ ...request, source: via }, given);
    if (!this.begun.has(sessionId)) {
      this.begun.add(sessionId);
      const appName = agentLabels[signal.agent];
      append({ type: "session-started", sessionId, atMs: signal.atMs, appName });
    }
    append(startRecord(started, request.category));
    this.log.put(started);
    this.changed.fire();
  }

  /** An end without a start: it began before this window did, and is in the store already. */
  private end(id: InvocationId, signal: AgentRunEnded): void {
    if (this.dropped.delete(id)) return;
    const { append, redact } = this.parts;
    const known = this.log.find(id);
    if (known !== undefined && known.outcome !== "running") return;
    const { outcome, reason, exitCode, errorType, duration, atMs } = signal;
    const began = known ?? unseen(id, signal);
    const completion = {
      ...{ outcome, reason, exitCode, errorType },
      durationMs: duration?.kind === "measured" ? duration.ms : ("unknown" as const),
      wallMs: duration?.kind === "wall" ? duration.ms : undefined,
    };
    const ended = completed(began, completion, 0, redact);
    append(endRecord(ended, atMs));
    if (known === undefined) return;
    this.log.put(ended);
    this.changed.fire();
  }

  private describe(signal: AgentRunStarted): Omit<TrackRequest, "source"> {
    const { recognize, argumentDetail, phaseFor, shortenPath } = this.parts;
    const line = signal.command?.trim() ?? "";
    const options = { shell: "bash", arguments: argumentDetail() } as const;
    const found = line === "" ? undefined : recognize(line, options);
    const skill = found?.skill ?? { kind: kinds[signal.kind], name: signal.name };
    const { agent, parentRunId, cwd } = signal;
    return {
      skill,
      category: found?.category ?? categories[signal.kind],
      phase: phaseFor({ ...found, skill, category: found?.category }),
      command: found?.command,
      background: found?.background,
      author: authors[agent],
      cwd: cwd === undefined ? undefined : shortenPath(cwd),
      startedAtMs: signal.atMs,
      parentId:
        parentRunId === undefined ? undefined : invocationIdOf({ ...signal, runId: parentRunId }),
    };
  }

  /** Whether a terminal told of it already, with its exit code and a measured time. */
  private isSeen(skill: SkillRef, { command, atMs }: AgentRunStarted): boolean {
    if (command === undefined) return false;
    return this.parts
      .seen()
      .some(
        (run) =>
          run.author.kind === "agent" &&
          run.source === "terminal" &&
          skillKey(run.skill) === skillKey(skill) &&
          Math.abs(run.startedAtMs - atMs) <= sameRunMs,
      );
  }

  private drop(id: InvocationId): void {
    this.dropped.add(id);
    const [oldest] = this.dropped;
    if (this.dropped.size > maxDropped && oldest !== undefined) this.dropped.delete(oldest);
  }
}

const authorOf = (agentName: AgentName) => ({ kind: "agent", agentName }) as const;
const authors = {
  aider: authorOf("aider"),
  claude: authorOf("claude"),
  codex: authorOf("codex"),
  copilot: authorOf("copilot"),
  gemini: authorOf("gemini"),
};

/** Stands in for a run that began before this window heard of it; only its end is written. */
function unseen(id: InvocationId, signal: AgentRunEnded): Invocation {
  return {
    id,
    sessionId: sessionIdOf(signal),
    skill: { kind: "tool", name: "unnamed" },
    startedAtMs: signal.atMs,
    outcome: "running",
    author: authors[signal.agent],
    source: "log",
    background: false,
    alternatives: [],
    followUps: [],
  };
}
