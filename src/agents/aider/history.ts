import { sha256 } from "../../base/sha256";
import { isFields } from "../../base/fields";
import { numberIn, textIn } from "../line";
import type { AgentSignal, LogFormat, LogPlace, LogReader } from "../model";
import { folderOf } from "../path";
import { unjudged } from "../runEnd";
import { SkippedCounter } from "../skipped";
import { parseSlashCommand } from "./slashCommand";

/**
 * The history aider keeps in the folder it works in, `.aider.chat.history.md`: Markdown, with a
 * heading for each chat and `#### ` before what the user typed.
 *
 * Little can be told from it. Runs are the commands the user gave, in order. Each is an instant at the
 * time its chat began, since no other time is written; how it ended is not written either. Times are
 * local ones, of the machine that reads them. Edits that were applied are no runs. A heading of the
 * model's own answer that begins like a command cannot be told apart from one.
 */
export const aiderHistory: LogFormat = {
  agent: "aider",
  id: "aider-history",
  open: (place, state) => new HistoryReader(place, state),
};

const nothing: readonly AgentSignal[] = [];
const chatStart = /^# aider chat started at (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)\s*$/;
const prompt = "#### ";

class HistoryReader implements LogReader {
  readonly skipped: SkippedCounter;
  private readonly folder: string;
  /** As the heading says it, `2026-06-09T14:01:00`: local time. Undefined: no chat has begun. */
  private startedAt: string | undefined;
  /** Commands given in this chat. */
  private commands: number;
  /** Whether the line before was part of what the user typed: then this one is too. */
  private isWithinPrompt: boolean;

  constructor({ path }: LogPlace, state: unknown) {
    const fields = isFields(state) ? state : {};
    this.skipped = new SkippedCounter(fields["skipped"]);
    this.folder = folderOf(path);
    this.startedAt = textIn(fields, "startedAt");
    this.commands = numberIn(fields, "commands") ?? 0;
    this.isWithinPrompt = fields["isWithinPrompt"] === true;
  }

  read(line: string): readonly AgentSignal[] {
    const [, day, time] = chatStart.exec(line) ?? [];
    if (day !== undefined && time !== undefined) this.begin(`${day}T${time}`);
    const isPrompt = line.startsWith(prompt);
    const isFirst = isPrompt && !this.isWithinPrompt;
    this.isWithinPrompt = isPrompt;
    return isFirst ? this.tell(line.slice(prompt.length).trim()) : nothing;
  }

  state(): unknown {
    const { startedAt, commands, isWithinPrompt } = this;
    return { startedAt, commands, isWithinPrompt, skipped: this.skipped.state() };
  }

  /** Chats that began in the same second cannot be told apart, and are counted on as one. */
  private begin(startedAt: string): void {
    if (startedAt !== this.startedAt) this.commands = 0;
    this.startedAt = startedAt;
  }

  private tell(input: string): readonly AgentSignal[] {
    const given = parseSlashCommand(input);
    if (given === undefined) return nothing;
    const atMs = this.startedAt === undefined ? Number.NaN : new Date(this.startedAt).getTime();
    if (this.startedAt === undefined || Number.isNaN(atMs)) {
      this.skipped.addUnreadable();
      return nothing;
    }
    this.commands++;
    const sessionId = `${this.startedAt} ${sha256(this.folder).slice(0, 16)}`;
    const of = { agent: "aider", sessionId, runId: String(this.commands), atMs } as const;
    return [
      { type: "run-started", ...of, kind: "command", ...given, cwd: this.folder },
      { type: "run-ended", ...of, ...unjudged },
    ];
  }
}
