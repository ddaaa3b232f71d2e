import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, itemsIn, nameIn, parseLine, textIn } from "../line";
import type { AgentSignal, LogFormat, LogPlace, LogReader, SkippedLines } from "../model";
import { stemOf } from "../path";
import { SkippedCounter } from "../skipped";
import { ToolCalls, type ToldOfMessage } from "./toolCalls";

/**
 * A session of Gemini CLI since 0.40: a line about the session, then one for each message, again
 * whenever it grows, and `$set` and `$rewindTo` for what changes the whole. What was rewound has
 * still been run. Once more than 32 ended runs lie between a run and its next mention, the same run
 * may be told twice.
 */
export const geminiSessionLog: LogFormat = {
  agent: "gemini",
  id: "gemini-session-log",
  open: (place, state) => new SessionReader(place, state),
};

const nothing: readonly AgentSignal[] = [];

class SessionReader implements LogReader {
  private readonly counter: SkippedCounter;
  private readonly calls: ToolCalls;
  private sessionId: string;

  constructor(place: LogPlace, state: unknown) {
    const fields = isFields(state) ? state : {};
    this.counter = new SkippedCounter(fields["skipped"]);
    this.calls = new ToolCalls(fields["calls"]);
    this.sessionId = nameIn(fields, "sessionId") ?? stemOf(place.path);
  }

  get skipped(): SkippedLines {
    return this.counter;
  }

  read(line: string): readonly AgentSignal[] {
    if (line === "") return nothing;
    const record = parseLine(line);
    const told = record && this.tell(record);
    if (told?.every(({ isWhole }) => isWhole) !== true) this.counter.addUnreadable();
    const unknown = told?.find(({ unknownType }) => unknownType !== undefined)?.unknownType;
    if (unknown !== undefined) this.counter.addUnknown(unknown);
    return told?.flatMap(({ signals }) => signals) ?? nothing;
  }

  state(): unknown {
    const { sessionId } = this;
    return { sessionId, calls: this.calls.state(), skipped: this.counter.state() };
  }

  /** @returns undefined: a record that is none of those this format has. */
  private tell(record: Fields): readonly ToldOfMessage[] | undefined {
    if (textIn(record, "$rewindTo") !== undefined) return [];
    // A message has an `id`; what is said of the session has none.
    if (nameIn(record, "id") !== undefined) return [this.calls.tell(record, this.sessionId)];
    const news = fieldsIn(record, "$set") ?? (nameIn(record, "sessionId") ? record : undefined);
    if (news === undefined) return undefined;
    this.sessionId = nameIn(news, "sessionId") ?? this.sessionId;
    return itemsIn(news, "messages").map((message) => this.calls.tell(message, this.sessionId));
  }
}
