import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { AgentSignal } from "../../src/agents/model";
import type { State } from "../../src/hooks/agentHooks";
import type { Secrets } from "../../src/hooks/claudeTarget";
import type { AgentHooksOptions } from "../../src/hooks/createAgentHooks";
import { HandSchedule } from "./handSchedule";

/** A window that can be told of agents, with folders of its own on disk. */
export interface HookWindow {
  readonly root: string;
  readonly options: AgentHooksOptions;
  readonly signals: AgentSignal[];
  readonly errors: unknown[];
  readonly moved: string[];
  readonly secrets: Map<string, string>;
  readonly memory: Map<string, unknown>;
}

function stateIn(memory: Map<string, unknown>): State {
  return {
    get: (key) => memory.get(key),
    update: (key, value) => {
      // As the editor keeps it: JSON on disk.
      if (value === undefined) memory.delete(key);
      else memory.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

function secretsIn(kept: Map<string, string>): Secrets {
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
  };
}

/** @param former another window of the same folder, or this one before it was loaded again. */
export function hookWindow(
  given: Partial<AgentHooksOptions> = {},
  former?: Pick<HookWindow, "root" | "secrets" | "memory">,
): HookWindow {
  const root = former?.root ?? mkdtempSync(join(tmpdir(), "agent hooks' "));
  for (const folder of ["home", "work", "storage"])
    mkdirSync(join(root, folder), { recursive: true });
  const secrets = former?.secrets ?? new Map<string, string>();
  const memory = former?.memory ?? new Map<string, unknown>();
  const signals: AgentSignal[] = [];
  const errors: unknown[] = [];
  const moved: string[] = [];
  const options: AgentHooksOptions = {
    accept: (signal) => void signals.push(signal),
    workspaceState: stateIn(memory),
    globalState: stateIn(memory),
    secrets: secretsIn(secrets),
    workspaceFolder: join(root, "work"),
    homeFolder: join(root, "home"),
    storageFolder: join(root, "storage"),
    scriptSource: resolve("media/hooks/session-buddy-hook.mjs"),
    environment: { PATH: process.env["PATH"] },
    platform: process.platform,
    isTrusted: () => true,
    onDidGrantTrust: () => ({ dispose: () => undefined }),
    randomBytes,
    nowMs: () => 10_000,
    schedule: new HandSchedule().schedule,
    onError: (error) => void errors.push(error),
    onDidMove: (path) => void moved.push(path),
    ...given,
  };
  return { root, options, signals, errors, moved, secrets, memory };
}
