import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, nameIn, parseLine, textIn, timeIn } from "../line";
import type { AgentSignal, LogFormat, LogPlace, LogReader, SkippedLines } from "../model";
import { folderNameOf, isAbsolutePath, stemOf } from "../path";
import { completed, failed } from "../runEnd";
import { SkippedCounter } from "../skipped";
import { EventRuns, type CopilotEvent, type Told } from "./eventRuns";
import { isQuietLine, isQuietType } from "./quietEvents";

/**
 * The events of GitHub Copilot, one JSON object a line: the same envelope in transcripts of VS Code,
 * in sessions of its Agent Host and of Copilot CLI, and in JetBrains' IDEs. The types are published
 * with `@github/copilot-sdk`; where the files lie is not.
 */
export const copilotEvents: LogFormat = {
  agent: "copilot",
  id: "copilot-events",
  open: (place, state) => new EventsReader(place, state),
};

const nothing: readonly AgentSignal[] = [];

class EventsReader implements LogReader {
  private readonly counter: SkippedCounter;
  private readonly runs: EventRuns;
  private sessionId: string;
  private cwd: string | undefined;

  constructor(place: LogPlace, state: unknown) {
    const fields = isFields(state) ? state : {};
    this.counter = new SkippedCounter(fields["skipped"]);
    this.runs = new EventRuns(fields["runs"]);
    this.sessionId = nameIn(fields, "sessionId") ?? sessionIdOf(place);
    this.cwd = textIn(fields, "cwd");
  }

  get skipped(): SkippedLines {
    return this.counter;
  }

  read(line: string): readonly AgentSignal[] {
    if (line === "" || isQuietLine(line)) return nothing;
    const event = parseLine(line);
    const type = event && textIn(event, "type");
    if (event === undefined || type === undefined) {
      this.counter.addUnreadable();
      return nothing;
    }
    if (isQuietType(type)) return nothing;
    const tell = this.tellers.get(type);
    if (tell === undefined) {
      this.counter.addUnknown(type);
      return nothing;
    }
    const told = tell(event);
    if (told === undefined) this.counter.addUnreadable();
    return told ?? nothing;
  }

  state(): unknown {
    const { sessionId, cwd } = this;
    return { sessionId, cwd, skipped: this.counter.state(), runs: this.runs.state() };
  }

  private readonly tellers: ReadonlyMap<string, (event: Fields) => Told> = new Map([
    ["session.start", (event) => this.sessionOpened(event)],
    ["session.resume", (event) => this.sessionOpened(event)],
    ["session.context_changed", (event) => this.contextChanged(event)],
    ["tool.execution_start", this.timed((event) => this.runs.toolStarted(event))],
    ["tool.execution_complete", this.timed((event) => this.runs.toolCompleted(event))],
    ["skill.invoked", this.timed((event) => this.runs.skillInvoked(event))],
    ["subagent.started", this.timed((event) => this.runs.subagentStarted(event))],
    ["subagent.completed", this.timed((event) => this.runs.subagentEnded(event, completed))],
    ["subagent.failed", this.timed((event) => this.runs.subagentEnded(event, failed))],
    ["abort", this.timed((event) => this.runs.turnAborted(event))],
    ["permission.completed", (event) => this.permissionAnswered(event)],
  ]);

  /** A telling that needs the time and the data of its event. */
  private timed(tell: (event: CopilotEvent) => Told): (event: Fields) => Told {
    return (event) => {
      const atMs = timeIn(event, "timestamp");
      const data = fieldsIn(event, "data");
      if (atMs === undefined || data === undefined) return undefined;
      const { sessionId, cwd } = this;
      const ids = { eventId: nameIn(event, "id"), agentId: nameIn(event, "agentId") };
      return tell({ sessionId, cwd, atMs, ...ids, data });
    };
  }

  private sessionOpened(event: Fields): Told {
    const data = fieldsIn(event, "data");
    if (data === undefined) return undefined;
    this.sessionId = nameIn(data, "sessionId") ?? this.sessionId;
    this.moveTo(fieldsIn(data, "context"));
    return nothing;
  }

  private contextChanged(event: Fields): Told {
    const data = fieldsIn(event, "data");
    // A subagent may work elsewhere; the session stays where it is.
    if (nameIn(event, "agentId") === undefined) this.moveTo(data);
    return data && nothing;
  }

  private permissionAnswered(event: Fields): Told {
    const data = fieldsIn(event, "data");
    if (data !== undefined) this.runs.permissionAnswered(data);
    return data && nothing;
  }

  private moveTo(context: Fields | undefined): void {
    const cwd = context && textIn(context, "cwd");
    if (cwd !== undefined && isAbsolutePath(cwd)) this.cwd = cwd;
  }
}

/**
 * For a log that does not begin at its beginning: `<session>/events.jsonl`,
 * `<session>/partition-2.jsonl`, or `<session>.jsonl`.
 */
function sessionIdOf({ path }: LogPlace): string {
  const stem = stemOf(path);
  return /^(?:events|partition-\d+)$/.test(stem) ? folderNameOf(path) : stem;
}
