import { join } from "node:path";
import { DisposableStore } from "../base/dispose";
import type { Event } from "../base/event";
import type { Schedule } from "../base/schedule";
import type { AgentSignal } from "../agents/model";
import { AgentHooks, type State } from "./agentHooks";
import { ClaudeTarget, type Secrets } from "./claudeTarget";
import { pruneInbox } from "./filter";
import { CodexTarget, CopilotTarget, scriptName } from "./filterTarget";
import { HookError } from "./problem";
import { hookedAgents, type HookedAgent, type HookTarget } from "./target";

/** How long lines stay in the inbox, days. A folder that was not opened since has missed them. */
const inboxDays = 14;
/** How soon to look again whether the other window of this folder was closed, milliseconds. */
const lookAgainMs = 30_000;

/** What a window gives to be told of agents by their hooks. */
export interface AgentHooksOptions {
  /** Takes what Claude Code posts. What others write to the inbox is followed like a log. */
  readonly accept: (signal: AgentSignal, via: "hook") => void;
  readonly workspaceState: State;
  readonly globalState: State;
  readonly secrets: Secrets;
  /** The first workspace folder on disk, absolute. */
  readonly workspaceFolder: string | undefined;
  readonly homeFolder: string;
  /** The extension's storage for all workspaces, absolute: Codex and Copilot know no workspace. */
  readonly storageFolder: string;
  /** The filter as it ships, absolute. */
  readonly scriptSource: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly isTrusted: () => boolean;
  readonly onDidGrantTrust: Event<void>;
  /** Random bytes of a length, from the system. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly nowMs: () => number;
  readonly schedule: Schedule;
  readonly onError: (error: unknown) => void;
  /** The port was taken, and an agent's settings file was changed to name the new one. */
  readonly onDidMove: (path: string) => void;
}

/** @returns the folder that `codex-<day>.jsonl` and `copilot-<day>.jsonl` lie in. */
export function inboxFolder(storageFolder: string): string {
  return join(storageFolder, "inbox");
}

/** Listens to the agents that were connected before, and lets others be connected. */
export function createAgentHooks(options: AgentHooksOptions): AgentHooks {
  const { workspaceState, globalState, isTrusted } = options;
  const hooks = new ResumingHooks(
    {
      target: (agent) => targetOf(agent, options),
      state: (agent) => (agent === "claude" ? workspaceState : globalState),
      isTrusted,
    },
    options,
  );
  hooks.resumeAll();
  return hooks;
}

/** Resumes by itself, again and again while another window has the port. */
class ResumingHooks extends AgentHooks {
  private readonly own = new DisposableStore();

  constructor(
    parts: ConstructorParameters<typeof AgentHooks>[0],
    private readonly options: AgentHooksOptions,
  ) {
    super(parts);
    this.own.register(options.onDidGrantTrust(() => this.resumeAll()));
  }

  resumeAll(): void {
    const { onError, storageFolder, nowMs } = this.options;
    for (const agent of hookedAgents)
      if (this.isConnected(agent)) this.resumeOne(agent).catch(onError);
    pruneInbox(inboxFolder(storageFolder), nowMs(), inboxDays).catch(onError);
  }

  override dispose(): void {
    this.own.dispose();
    super.dispose();
  }

  private async resumeOne(agent: HookedAgent): Promise<void> {
    const { schedule, onError, onDidMove } = this.options;
    const state = await this.resume(agent);
    if (state === "moved") onDidMove(targetOf(agent, this.options).path);
    if (state !== "elsewhere") return;
    this.own.register(schedule(() => void this.resumeOne(agent).catch(onError), lookAgainMs));
  }
}

function targetOf(agent: HookedAgent, options: AgentHooksOptions): HookTarget {
  const { workspaceFolder, homeFolder, environment, storageFolder, platform, randomBytes } =
    options;
  if (agent === "claude") {
    if (workspaceFolder === undefined) throw new HookError({ type: "no-folder", detail: "" });
    const { secrets, nowMs } = options;
    const accept = (signal: AgentSignal): void => options.accept(signal, "hook");
    return new ClaudeTarget({ folder: workspaceFolder, secrets, nowMs, randomBytes, accept });
  }
  const place = {
    source: options.scriptSource,
    script: join(storageFolder, "hooks", scriptName),
    inbox: inboxFolder(storageFolder),
  };
  const searchPath = environment["PATH"] ?? environment["Path"] ?? "";
  const parts = { place, searchPath, platform, randomBytes };
  if (agent === "codex") {
    const folder = environment["CODEX_HOME"] ?? join(homeFolder, ".codex");
    return new CodexTarget({ ...parts, path: join(folder, "hooks.json") });
  }
  const folder = environment["COPILOT_HOME"] ?? join(homeFolder, ".copilot");
  return new CopilotTarget({ ...parts, path: join(folder, "hooks", "session-buddy.json") });
}
