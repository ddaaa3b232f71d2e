import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, nameIn, numberIn, parseLine, textIn, timeIn } from "../line";
import { measured } from "../duration";
import type { AgentSignal, LogReader } from "../model";
import { completed, failed, type RunEnd } from "../runEnd";
import { SkippedCounter } from "../skipped";
import { absoluteIn, callOf } from "./call";
import { endEventOf, isEndEvent, statusEnd } from "./endEvent";
import { quietCompleted, quietEvents, quietItems, quietLines } from "./quietTypes";
import { Replay } from "./replay";
import { RolloutRuns, type Moment } from "./runs";
import { parseThread, threadOf, type Thread } from "./thread";

const calls = new Set([
  "custom_tool_call",
  "function_call",
  "local_shell_call",
  "tool_search_call",
]);
const outputs = new Set([
  "custom_tool_call_output",
  "function_call_output",
  "mcp_tool_call_output",
  "tool_search_output",
]);
/** Tools the model's provider runs, by the items that tell of them. */
const servedTools: ReadonlyMap<string, string> = new Map([
  ["image_generation_call", "image_generation"],
  ["web_search_call", "web_search"],
]);

/** What one line told. Undefined: it is not of the form its type asks for. */
type Told = readonly AgentSignal[] | undefined;

/** Reads one rollout. */
export class RolloutReader implements LogReader {
  readonly skipped: SkippedCounter;
  private readonly replay: Replay;
  private readonly runs: RolloutRuns;
  private thread: Thread | undefined;
  private cwd: string | undefined;

  constructor(state?: unknown) {
    const former: Fields = isFields(state) ? state : {};
    this.skipped = new SkippedCounter(former["skipped"]);
    this.replay = Replay.from(former["replay"]);
    this.runs = new RolloutRuns(former["open"], former["inShells"]);
    this.thread = parseThread(former["thread"]);
    this.cwd = textIn(former, "cwd");
  }

  read(text: string): readonly AgentSignal[] {
    if (text.trim() === "") return [];
    const line = parseLine(text);
    const told = line === undefined ? undefined : this.readLine(line);
    if (told === undefined) this.skipped.addUnreadable();
    return told ?? [];
  }

  state(): unknown {
    const [open, inShells] = this.runs.states();
    const { thread, cwd } = this;
    const skipped = this.skipped.state();
    return { skipped, replay: this.replay.state(), open, inShells, thread, cwd };
  }

  private readLine(line: Fields): Told {
    const type = textIn(line, "type");
    const payload = fieldsIn(line, "payload") ?? {};
    switch (type) {
      case "session_meta":
        return this.readMeta(line, payload);
      case "turn_context":
        this.turnBegan(payload);
        this.cwd = absoluteIn(payload, "cwd") ?? this.cwd;
        return [];
      case "response_item":
        return this.readItem(textIn(payload, "type") ?? "", payload, line);
      case "event_msg":
        return this.readEvent(textIn(payload, "type") ?? "", payload, line);
      case undefined:
        return undefined;
      default:
        return this.leave(quietLines, type);
    }
  }

  /** The first one is this rollout's own; others came with a repeated history. */
  private readMeta(line: Fields, payload: Fields): Told {
    const thread = threadOf(line);
    if (thread === undefined) return undefined;
    if (this.thread !== undefined) {
      if (thread.id !== this.thread.id) this.replay.meetsOther();
      return [];
    }
    this.thread = thread;
    this.cwd = absoluteIn(payload, "cwd");
    this.replay.begins(thread);
    const { agent, createdMs: atMs } = thread;
    return agent === undefined
      ? []
      : [this.runs.agentBegan(agent, { thread, atMs, cwd: this.cwd })];
  }

  private readItem(type: string, item: Fields, line: Fields): Told {
    const served = servedTools.get(type);
    if (!calls.has(type) && !outputs.has(type) && served === undefined)
      return this.leave(quietItems, type, "response_item");
    if (this.replay.isCopied) return [];
    const moment = this.momentOf(line);
    if (moment === undefined) return undefined;
    if (calls.has(type)) {
      const call = callOf(item);
      return call === undefined ? undefined : [this.runs.called(call, moment)];
    }
    if (served !== undefined) {
      const runId = nameIn(item, "id");
      // Older versions left the id out; without one a run cannot be told from another.
      return runId === undefined ? [] : this.runs.served(served, runId, statusEnd(item), moment);
    }
    const runId = nameIn(item, "call_id");
    return runId === undefined ? undefined : this.runs.returned(runId, item, moment);
  }

  private readEvent(type: string, event: Fields, line: Fields): Told {
    if (type === "item_completed") {
      const item = fieldsIn(event, "item") ?? {};
      const kind = textIn(item, "type") ?? "";
      return isEndEvent(kind)
        ? this.readEnd(kind, item, line)
        : this.leave(quietCompleted, kind, type);
    }
    if (isEndEvent(type)) return this.readEnd(type, event, line);
    if (type === "task_started") {
      this.turnBegan(event);
      return [];
    }
    if (type !== "task_complete" && type !== "turn_aborted")
      return this.leave(quietEvents, type, "event_msg");
    if (this.replay.isCopied) return [];
    const moment = this.momentOf(line);
    if (moment === undefined) return undefined;
    return type === "turn_aborted"
      ? this.runs.turnAborted(moment)
      : this.runs.turnCompleted(turnEnd(event), moment);
  }

  private readEnd(type: string, fields: Fields, line: Fields): Told {
    if (this.replay.isCopied) return [];
    const moment = this.momentOf(line);
    const event = endEventOf(type, fields);
    if (moment === undefined || event === undefined) return undefined;
    return this.runs.reported(event, moment);
  }

  private turnBegan(turn: Fields): void {
    if (this.thread !== undefined) this.replay.meetsTurn(turn, this.thread);
  }

  private momentOf(line: Fields): Moment | undefined {
    const { thread, cwd } = this;
    const atMs = timeIn(line, "timestamp");
    return thread === undefined || atMs === undefined ? undefined : { thread, atMs, cwd };
  }

  /** Leaves out what tells of no run, and counts what is not known to. */
  private leave(quiet: ReadonlySet<string>, type: string, within?: string): Told {
    if (!quiet.has(type))
      this.skipped.addUnknown(within === undefined ? type : `${within}:${type}`);
    return [];
  }
}

function turnEnd(event: Fields): RunEnd {
  const end = isFields(event["error"]) ? failed : completed;
  return { ...end, duration: measured(numberIn(event, "duration_ms")) };
}
