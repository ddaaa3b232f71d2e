import { request } from "node:http";
import { join } from "node:path";
import { sha256 } from "../base/sha256";
import { checkSession, isCheck } from "../agents/hooks/check";
import { ClaudeHooks } from "../agents/hooks/claude";
import { isFields } from "../base/fields";
import { fieldsIn, textIn } from "../agents/line";
import type { AgentSignal } from "../agents/model";
import {
  addHooks,
  ourHandlers,
  removeHooks,
  type Added,
  type Handler,
} from "./config/hookSettings";
import type { Receipt } from "./config/receipt";
import { HookServer } from "./server";
import type { Connection, HookTarget } from "./target";

const hookPath = "/hooks/claude";
/** What our tokens begin with, by which a hook is known as ours. */
const tokenMark = "sbh_";
/** Seconds Claude Code waits for a window that does not answer; one that is closed fails at once. */
const timeout = 2;
/** The events that tell of runs. Starts are not among them: an end tells of both. */
const events = [
  "PostToolUse",
  "PostToolUseFailure",
  "PermissionDenied",
  "SubagentStop",
  "UserPromptExpansion",
];

/** What connecting Claude Code takes. */
export interface ClaudeTargetParts {
  /** The first workspace folder, absolute. */
  readonly folder: string;
  readonly secrets: Secrets;
  /** Random bytes of a length. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly nowMs: () => number;
  readonly accept: (signal: AgentSignal) => void;
}

/** The part of the editor's store of secrets that is used. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Claude Code posts to this window, by the local settings of the workspace folder. */
export class ClaudeTarget implements HookTarget {
  readonly path: string;
  private readonly hooks = new ClaudeHooks();
  private readonly secretKey: string;
  private server: HookServer | undefined;
  private token = "";
  private heard: string | undefined;

  constructor(private readonly parts: ClaudeTargetParts) {
    this.path = join(parts.folder, ".claude", "settings.local.json");
    this.secretKey = `agentHooks.claude.${sha256(parts.folder).slice(0, 16)}`;
  }

  /** Takes the former port and token, so that the entry still fits after a reload. */
  async prepare(former: Connection | undefined): Promise<void> {
    this.server?.stop();
    const known = former === undefined ? undefined : await this.parts.secrets.get(this.secretKey);
    this.token = known ?? this.newToken();
    const onPayload = (_path: string, payload: unknown): void => this.take(payload);
    this.server = new HookServer({ token: this.token, paths: [hookPath], onPayload });
    await this.server.start(former?.port);
  }

  add(text: string | undefined): Added {
    return addHooks(text, { events, handler: this.handler() }, this.path);
  }

  remove(text: string, receipt: Receipt | undefined): string | undefined {
    return removeHooks(text, isOurs, receipt, this.path);
  }

  standing(text: string): "current" | "outdated" | "none" {
    const own = JSON.stringify(this.handler());
    const standing = ourHandlers(text, isOurs, this.path).map((one) => JSON.stringify(one));
    if (standing.length === 0) return "none";
    return standing.every((one) => one === own) ? "current" : "outdated";
  }

  async verify(text: string): Promise<boolean> {
    const [handler] = ourHandlers(text, isOurs, this.path);
    if (handler === undefined) return false;
    const check = Buffer.from(this.parts.randomBytes(8)).toString("hex");
    const status = await post(handler, { session_id: checkSession, check });
    // The server hands on what it has answered: a moment later.
    for (let turn = 0; turn < 100 && this.heard !== check; turn++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return status === 200 && this.heard === check;
  }

  /** Asks at the port that was remembered; nobody but us knows the token. */
  async isHeardElsewhere({ port }: Connection): Promise<boolean> {
    if (port === undefined || port === this.server?.port) return false;
    return (await post(this.handler(port), { session_id: checkSession })) === 200;
  }

  async keep(): Promise<Pick<Connection, "port">> {
    await this.parts.secrets.store(this.secretKey, this.token);
    return { port: this.server?.port };
  }

  async release(): Promise<void> {
    this.stop();
    await this.parts.secrets.delete(this.secretKey);
  }

  stop(): void {
    this.server?.stop();
    this.server = undefined;
  }

  private newToken(): string {
    return tokenMark + Buffer.from(this.parts.randomBytes(32)).toString("base64url");
  }

  private handler(port = this.server?.port ?? 0): Handler {
    return {
      type: "http",
      url: `http://127.0.0.1:${port}${hookPath}`,
      headers: { Authorization: `Bearer ${this.token}` },
      timeout,
    };
  }

  private take(payload: unknown): void {
    if (isCheck(payload)) this.heard = isFields(payload) ? textIn(payload, "check") : undefined;
    else
      for (const signal of this.hooks.read(payload, this.parts.nowMs())) this.parts.accept(signal);
  }
}

function isOurs(handler: unknown): boolean {
  if (!isFields(handler) || handler["type"] !== "http") return false;
  const authorization = textIn(fieldsIn(handler, "headers") ?? {}, "Authorization");
  return (
    authorization?.startsWith(`Bearer ${tokenMark}`) === true &&
    textIn(handler, "url")?.endsWith(hookPath) === true
  );
}

/** Posts what Claude Code would post. @returns the status; undefined: nobody answered. */
function post(handler: Handler, payload: object): Promise<number | undefined> {
  const headers = {
    Authorization: textIn(fieldsIn(handler, "headers") ?? {}, "Authorization") ?? "",
    "Content-Type": "application/json",
  };
  return new Promise((resolve) => {
    const options = { method: "POST", headers, agent: false, timeout: timeout * 1_000 };
    const call = request(textIn(handler, "url") ?? "", options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(undefined));
    call.end(JSON.stringify(payload));
  });
}
