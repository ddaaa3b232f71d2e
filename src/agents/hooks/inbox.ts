import { isFields } from "../../base/fields";
import { nameIn, numberIn, parseLine } from "../line";
import type { AgentSignal, LogFormat, LogReader } from "../model";
import { SkippedCounter } from "../skipped";
import { readCodexHook } from "./codex";
import { readCopilotHook } from "./copilot";

/**
 * The version of a line of the inbox. `media/hooks/session-buddy-hook.mjs` writes lines of the form
 * `{"v":1,"at":<ms>,"event":"PostToolUse","payload":{…}}`: what the agent told its hook, without all
 * that is content.
 */
const version = 1;

type ReadHook = (
  payload: unknown,
  event: string | undefined,
  atMs: number,
) => readonly AgentSignal[];

/** What Codex told its hooks: `codex-<day>.jsonl`. */
export const codexInbox = inboxOf("codex", (payload, _event, atMs) => readCodexHook(payload, atMs));

/** What GitHub Copilot told its hooks: `copilot-<day>.jsonl`. */
export const copilotInbox = inboxOf("copilot", readCopilotHook);

function inboxOf(agent: "codex" | "copilot", readHook: ReadHook): LogFormat {
  return {
    agent,
    id: `${agent}-hook-inbox`,
    open: (_place, state) => new InboxReader(readHook, state),
  };
}

/** Reads one file of an inbox; each line stands for itself. */
class InboxReader implements LogReader {
  readonly skipped: SkippedCounter;

  constructor(
    private readonly readHook: ReadHook,
    state: unknown,
  ) {
    this.skipped = new SkippedCounter(isFields(state) ? state["skipped"] : undefined);
  }

  read(text: string): readonly AgentSignal[] {
    const line = parseLine(text);
    const atMs = line === undefined ? undefined : numberIn(line, "at");
    if (line === undefined || atMs === undefined || !isFields(line["payload"])) {
      this.skipped.addUnreadable();
      return [];
    }
    if (line["v"] !== version) {
      this.skipped.addUnknown(`v${numberIn(line, "v") ?? "?"}`);
      return [];
    }
    return this.readHook(line["payload"], nameIn(line, "event"), atMs);
  }

  state(): unknown {
    return { skipped: this.skipped.state() };
  }
}
