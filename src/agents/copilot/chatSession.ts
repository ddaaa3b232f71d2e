import { isFields, type Fields } from "../../base/fields";
import { nameIn, numberIn, fieldsIn, parseLine } from "../line";
import type {
  AgentRunEnded,
  AgentSignal,
  DocumentFormat,
  LogFormat,
  LogPlace,
  LogReader,
  SkippedLines,
} from "../model";
import { OpenRuns } from "../openRuns";
import { stemOf } from "../path";
import { cancelled, type RunEnd } from "../runEnd";
import { SkippedCounter } from "../skipped";
import { parseInvocation, type ChatInvocation } from "./chatInvocation";
import { invocationsIn, newsOf, newsOfChat, type ChatNews, type RequestNews } from "./chatPatch";
import { RequestTimes } from "./requestTimes";

/**
 * A chat of VS Code since 1.109: its first line is the whole chat, each further one a change of it.
 *
 * The chat itself is not kept: changes address a request by its position, and all that a run needs
 * of its request is the time. So reading goes on from a few kilobytes, where reading the whole file
 * again at each change would cost megabytes. Once more than 64 requests or 32 ended runs lie between
 * a run and its next mention, the same run may be told twice.
 */
export const copilotChatSession: LogFormat = {
  agent: "copilot",
  id: "copilot-chat-session",
  open: (place, state) => new ChatReader(place, state),
};

/** A chat of VS Code before 1.109: one JSON document. */
export const copilotChatDocument: DocumentFormat = {
  agent: "copilot",
  id: "copilot-chat-document",
  read(text, place) {
    const reader = new ChatReader(place, undefined);
    return { signals: reader.readDocument(text), skipped: reader.skipped };
  },
};

const nothing: readonly AgentSignal[] = [];
const highestKind = 3;
/** `ResponseModelState` of VS Code. */
const cancelledState = 2;

interface ToldOfRequest {
  readonly signals: readonly AgentSignal[];
  /** Whether every run in it has an id, a name and a time. */
  readonly isWhole: boolean;
}

class ChatReader implements LogReader {
  private readonly counter: SkippedCounter;
  private readonly times: RequestTimes;
  private readonly open: OpenRuns;
  private sessionId: string;

  constructor(place: LogPlace, state: unknown) {
    const fields = isFields(state) ? state : {};
    this.counter = new SkippedCounter(fields["skipped"]);
    this.times = new RequestTimes(fields["times"]);
    this.open = new OpenRuns(fields["open"]);
    this.sessionId = nameIn(fields, "sessionId") ?? stemOf(place.path);
  }

  get skipped(): SkippedLines {
    return this.counter;
  }

  read(line: string): readonly AgentSignal[] {
    if (line === "") return nothing;
    const entry = parseLine(line);
    const kind = entry && numberIn(entry, "kind");
    if (entry === undefined || kind === undefined) {
      this.counter.addUnreadable();
      return nothing;
    }
    if (!Number.isInteger(kind) || kind < 0 || kind > highestKind) {
      this.counter.addUnknown(`kind:${kind}`);
      return nothing;
    }
    return this.tell(newsOf(entry, this.times.length));
  }

  readDocument(text: string): readonly AgentSignal[] {
    return this.tell(newsOfChat(parseLine(text) ?? {}));
  }

  state(): unknown {
    const { sessionId } = this;
    const [times, open] = [this.times.state(), this.open.state()];
    return { sessionId, times, open, skipped: this.counter.state() };
  }

  private tell(news: ChatNews | undefined): readonly AgentSignal[] {
    if (news === undefined) {
      this.counter.addUnreadable();
      return nothing;
    }
    this.sessionId = news.sessionId ?? this.sessionId;
    if (news.from !== undefined) this.times.truncate(news.from);
    const told = news.requests.map((one) => this.tellRequest(one));
    if (told.some(({ isWhole }) => !isWhole)) this.counter.addUnreadable();
    return told.flatMap(({ signals }) => signals);
  }

  private tellRequest({ position, request }: RequestNews): ToldOfRequest {
    const given = numberIn(request, "timestamp");
    if (given !== undefined || position === this.times.length) this.times.set(position, given);
    const atMs = this.times.at(position);
    const invocations = invocationsIn(request).map(parseInvocation);
    if (atMs === undefined) return { signals: nothing, isWhole: invocations.length === 0 };
    const usable = invocations.filter((one) => one !== undefined);
    const told = usable.flatMap((one) => this.tellRun(one, position, atMs));
    const signals = [...told, ...this.tellCancelled(request, position, atMs)];
    return { signals, isWhole: usable.length === invocations.length };
  }

  private tellRun(run: ChatInvocation, position: number, requestAtMs: number): AgentSignal[] {
    const { runId, kind, name, command, parentId, end } = run;
    if (this.open.endedLately(runId)) return [];
    const signals: AgentSignal[] = [];
    const atMs = run.startedAtMs ?? requestAtMs;
    const of = { agent: "copilot", sessionId: this.sessionId, runId } as const;
    if (this.open.get(runId) === undefined) {
      const parentRunId = parentId !== undefined && this.knows(parentId) ? parentId : undefined;
      const what = { kind, name, atMs, cwd: undefined, parentRunId, command };
      signals.push({ type: "run-started", ...of, ...what });
      this.open.start(runId, { kind, name, atMs, turnId: String(position) });
    }
    if (end === undefined) return signals;
    this.open.end(runId);
    signals.push(this.ended(runId, run.endedAtMs ?? atMs, end));
    return signals;
  }

  /** What a stopped request was still running was stopped with it. */
  private tellCancelled(request: Fields, position: number, atMs: number): readonly AgentSignal[] {
    const state = fieldsIn(request, "modelState") ?? {};
    if (state["value"] !== cancelledState && request["isCanceled"] !== true) return nothing;
    const endedAtMs = numberIn(state, "completedAt") ?? atMs;
    const open = this.open.endAll(String(position));
    return open.map(([runId]) => this.ended(runId, endedAtMs, cancelled));
  }

  /** Some versions name a subagent's call by an id that is no run's. */
  private knows(runId: string): boolean {
    return this.open.get(runId) !== undefined || this.open.endedLately(runId);
  }

  private ended(runId: string, atMs: number, end: RunEnd): AgentRunEnded {
    const { sessionId } = this;
    return { type: "run-ended", agent: "copilot", sessionId, runId, atMs, ...end };
  }
}
