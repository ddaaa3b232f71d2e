import { checkSession } from "../agents/hooks/check";
import { isFields } from "../base/fields";
import { fieldsIn, itemsIn, parseLine, textIn } from "../agents/line";
import {
  addHooks,
  ourHandlers,
  removeHooks,
  type Added,
  type Handler,
} from "./config/hookSettings";
import { addOwnFile, removeOwnFile } from "./config/ownFile";
import type { Receipt } from "./config/receipt";
import { findNode, installFilter, isInInbox, runHook, type FilterPlace } from "./filter";
import { HookError } from "./problem";
import { cmdLine, posixLine, powerShellLine } from "./shellQuote";
import type { Connection, HookTarget } from "./target";

/** The name of the script, by which a hook is known as ours. */
export const scriptName = "session-buddy-hook.mjs";

/** What connecting an agent by a command takes. */
export interface FilterTargetParts {
  /** The agent's settings file, absolute. */
  readonly path: string;
  readonly place: FilterPlace;
  /** The PATH of the environment. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** An agent that runs the filter, which writes to the inbox. */
abstract class FilterTarget implements HookTarget {
  readonly path: string;
  private node = "node";

  constructor(protected readonly parts: FilterTargetParts) {
    this.path = parts.path;
  }

  async prepare(): Promise<void> {
    const { searchPath, platform, place } = this.parts;
    const node = findNode(searchPath, platform);
    if (node === undefined) throw new HookError({ type: "no-node", detail: "" });
    this.node = node;
    try {
      await installFilter(place);
    } catch (error) {
      throw new HookError({ type: "not-writable", detail: place.script }, error);
    }
  }

  async verify(text: string): Promise<boolean> {
    const line = this.lineIn(text);
    const check = Buffer.from(this.parts.randomBytes(8)).toString("hex");
    const payload = { session_id: checkSession, sessionId: checkSession, tool_use_id: check };
    const ran = line !== undefined && (await runHook(this.shell(), line, JSON.stringify(payload)));
    return ran && (await isInInbox(this.parts.place.inbox, check));
  }

  /** A command of a former version still works: the script and the inbox stay where they are. */
  standing(text: string): "current" | "none" {
    return this.lineIn(text) === undefined ? "none" : "current";
  }

  isHeardElsewhere(): Promise<boolean> {
    return Promise.resolve(false);
  }

  keep(): Promise<Pick<Connection, "port">> {
    return Promise.resolve({});
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    // Nothing runs between two hooks.
  }

  abstract add(text: string | undefined): Added;
  abstract remove(text: string, receipt: Receipt | undefined): string | undefined;
  /** The command line as it stands in the file. */
  protected abstract lineIn(text: string): string | undefined;
  /** What the agent runs it with. */
  protected abstract shell(): readonly [string, ...string[]];

  protected words(agent: string, event: string): readonly string[] {
    const { script, inbox } = this.parts.place;
    return [this.node, script, agent, event, inbox];
  }
}

/** Codex, by the user's `hooks.json`, which may hold hooks of others. */
export class CodexTarget extends FilterTarget {
  add(text: string | undefined): Added {
    return addHooks(text, { events: ["PostToolUse"], handler: this.handler() }, this.path);
  }

  remove(text: string, receipt: Receipt | undefined): string | undefined {
    return removeHooks(text, isOurs, receipt, this.path);
  }

  protected lineIn(text: string): string | undefined {
    const [handler] = ourHandlers(text, isOurs, this.path);
    return handler === undefined ? undefined : textIn(handler, "command");
  }

  protected shell(): readonly [string, ...string[]] {
    return this.parts.platform === "win32" ? ["cmd.exe", "/d", "/c"] : ["/bin/sh", "-c"];
  }

  private handler(): Handler {
    const words = this.words("codex", "PostToolUse");
    const command = this.parts.platform === "win32" ? cmdLine(words) : posixLine(words);
    return { type: "command", command, timeout: 5 };
  }
}

function isOurs(handler: unknown): boolean {
  return isFields(handler) && textIn(handler, "command")?.includes(scriptName) === true;
}

/** GitHub Copilot, by a file of our own among the user's hooks. */
export class CopilotTarget extends FilterTarget {
  add(text: string | undefined): Added {
    return addOwnFile(text, this.content(), { path: this.path, mark: scriptName });
  }

  remove(text: string, receipt: Receipt | undefined): string | undefined {
    return removeOwnFile(text, receipt, { path: this.path, mark: scriptName });
  }

  protected lineIn(text: string): string | undefined {
    const [handler] = itemsIn(fieldsIn(parseLine(text) ?? {}, "hooks") ?? {}, "postToolUse");
    const line = textIn(handler ?? {}, this.parts.platform === "win32" ? "powershell" : "bash");
    return line?.includes(scriptName) === true ? line : undefined;
  }

  protected shell(): readonly [string, ...string[]] {
    const isWindows = this.parts.platform === "win32";
    return isWindows ? ["powershell.exe", "-NoProfile", "-Command"] : ["/bin/sh", "-c"];
  }

  private content(): object {
    // Never `preToolUse`: where such a command fails, Copilot denies the tool.
    const handler = (event: string) => [{ type: "command", ...this.line(event), timeoutSec: 5 }];
    const events = ["postToolUse", "postToolUseFailure"];
    const hooks = Object.fromEntries(events.map((event) => [event, handler(event)]));
    return { version: 1, hooks };
  }

  private line(event: string): { readonly bash: string; readonly powershell: string } {
    const words = this.words("copilot", event);
    return { bash: posixLine(words), powershell: powerShellLine(words) };
  }
}
