import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, itemsIn, nameIn, numberIn, parseLine, textIn } from "../line";
import type { AgentSignal, LogPlace, LogReader } from "../model";
import { SkippedCounter } from "../skipped";
import { entryOf, type Entry } from "./entry";
import { placeOf, type TranscriptPlace } from "./place";
import { promptOf, promptsIn } from "./prompt";
import { quietTypes } from "./quietTypes";
import { TranscriptRuns } from "./runs";
import { toolUseOf } from "./toolUse";

/** What one line told. Undefined: it is not of the form its type asks for. */
type Told = readonly AgentSignal[] | undefined;

/** Reads one transcript. */
export class TranscriptReader implements LogReader {
  readonly skipped: SkippedCounter;
  private readonly place: TranscriptPlace;
  private readonly runs: TranscriptRuns;
  /** Parts of the line at hand that could not be read. */
  private faults = 0;

  constructor(place: LogPlace, state?: unknown) {
    const former: Fields = isFields(state) ? state : {};
    this.place = placeOf(place);
    this.skipped = new SkippedCounter(former["skipped"]);
    this.runs = new TranscriptRuns(former["runs"]);
  }

  read(text: string): readonly AgentSignal[] {
    if (text.trim() === "") return [];
    this.faults = 0;
    const line = parseLine(text);
    const told = this.whole([line === undefined ? undefined : this.readLine(line)]);
    if (this.faults > 0) this.skipped.addUnreadable();
    return told;
  }

  state(): unknown {
    return { skipped: this.skipped.state(), runs: this.runs.state() };
  }

  private readLine(line: Fields): Told {
    const type = textIn(line, "type");
    switch (type) {
      case "assistant":
        return this.readBlocks(line, this.entryOf(line));
      case "user":
        return this.readUser(line);
      case "progress":
        return this.readProgress(line);
      case "queue-operation":
      case "system":
        return this.readPrompt(textIn(line, "content") ?? "", line);
      case undefined:
        return undefined;
      default:
        if (!quietTypes.has(type)) this.skipped.addUnknown(type);
        return [];
    }
  }

  private readUser(line: Fields): Told {
    const prompts = promptsIn(line).map((text) => this.readPrompt(text, line));
    return this.whole([this.readBlocks(line, this.entryOf(line)), ...prompts]);
  }

  /** Reads calls of tools and their results. Some entries have several, or one among texts. */
  private readBlocks(line: Fields, entry: Entry | undefined): Told {
    if (entry === undefined) return undefined;
    const blocks = itemsIn(fieldsIn(line, "message") ?? {}, "content");
    return this.whole(blocks.map((block) => this.readBlock(block, line, entry)));
  }

  private readBlock(block: Fields, line: Fields, entry: Entry): Told {
    const type = textIn(block, "type");
    if (this.isLaunch(nameIn(block, "id") ?? nameIn(block, "tool_use_id"))) return [];
    if (type === "tool_use") {
      const use = toolUseOf(block);
      return use === undefined ? undefined : [this.runs.started(use, entry)];
    }
    if (type !== "tool_result") return [];
    const runId = nameIn(block, "tool_use_id");
    return runId === undefined ? undefined : this.runs.returned(runId, line, block, entry);
  }

  /** A subagent that was given the conversation so far has the call that launched it in there. */
  private isLaunch(runId: string | undefined): boolean {
    return runId !== undefined && runId === this.place.launchedBy;
  }

  /** What the parts of a line told; a part that could not be read does not cost the others. */
  private whole(parts: readonly Told[]): readonly AgentSignal[] {
    if (parts.includes(undefined)) this.faults++;
    return parts.flatMap((told) => told ?? []);
  }

  private readPrompt(text: string, line: Fields): Told {
    const prompt = promptOf(text);
    if (prompt === undefined) return [];
    const entry = this.entryOf(line);
    if (entry === undefined) return undefined;
    switch (prompt.type) {
      case "interruption":
        return this.runs.interrupted(entry);
      case "notifications":
        return prompt.notifications.flatMap((one) => this.runs.notified(one, entry));
      case "command": {
        const runId = nameIn(line, "uuid");
        return runId === undefined ? undefined : this.runs.commanded(runId, prompt.name, entry);
      }
    }
  }

  /** A running tool said how far it is, or repeated an entry of the subagent that it is. */
  private readProgress(line: Fields): Told {
    const data = fieldsIn(line, "data") ?? {};
    const runId = nameIn(line, "parentToolUseID");
    if (textIn(data, "type") === "agent_progress")
      return this.readBlocks(fieldsIn(data, "message") ?? {}, this.entryOf(line, runId));
    const seconds = numberIn(data, "elapsedTimeSeconds");
    if (runId !== undefined && seconds !== undefined) this.runs.ticked(runId, seconds * 1000);
    return [];
  }

  /** @param parentRunId where the line says it. */
  private entryOf(line: Fields, parentRunId = this.parentOf(line)): Entry | undefined {
    return entryOf(line, this.place.sessionId, parentRunId);
  }

  /**
   * What launched the subagent whose transcript this is. Until version 2.0 subagents wrote into the
   * main transcript, and did not say which of them wrote: where just one was at work, it did.
   */
  private parentOf(line: Fields): string | undefined {
    if (this.place.sessionId !== undefined) return this.place.launchedBy;
    return line["isSidechain"] === true ? this.runs.onlyAgent() : undefined;
  }
}
