import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { folderOfDatabase, readBackend, readSwitch, variables } from "../../environment";
import { defaultPhases } from "../../tracker/phases";
import { chooseDataFolder, type Exists } from "./dataFolder";

/** How the server was asked to run. */
export interface ServerOptions {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Whose invocations these are; the client's own name where absent. */
  readonly author?: string;
  /** Whether tools may record. */
  readonly canRecord: boolean;
  readonly phases: readonly string[];
  /** Where baselines are shared, absolute; absent where none are. */
  readonly sharedFolder?: string;
}

/** What the options are read from. */
export interface Surroundings {
  /** Arguments after the script's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly exists: Exists;
}

/** The command line or the environment cannot be used: one sentence, and how to do it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const usage = "Usage: node mcp.cjs [--folder DIR] [--author NAME]";

/**
 * Reads the command line and the environment; the environment wins, as it is what a client's
 * configuration sets for one server.
 *
 * - `SESSION_BUDDY_DB_PATH`: the data folder, or the database file in it.
 * - `SESSION_BUDDY_SKILLS_ENABLED`: `false`, `0`, `no` or `off` switches recording off.
 * - `SESSION_BUDDY_BACKEND`: `none` does so, too; a server records into its own folder with any other.
 * - `SESSION_BUDDY_PHASES`: names of phases with commas between them, for those who changed the setting.
 * - `SESSION_BUDDY_SHARED_BASELINES`: the folder that `sessionBuddy.sharedBaselines` names.
 *
 * @throws UsageError
 */
export function readOptions({ argv, env, cwd, exists }: Surroundings): ServerOptions {
  const { folder, author } = readArguments(argv);
  const at = (path: string): string => (isAbsolute(path) ? join(path) : join(cwd, path));
  const fromEnv = text(env[variables.database]);
  const given = fromEnv === undefined ? undefined : folderOfDatabase(at(fromEnv));
  const shared = text(env["SESSION_BUDDY_SHARED_BASELINES"]);
  return {
    folder: given ?? (folder === undefined ? chooseDataFolder(cwd, exists) : at(folder)),
    ...(author === undefined ? {} : { author }),
    canRecord: readCanRecord(env),
    phases: readPhases(env["SESSION_BUDDY_PHASES"]),
    ...(shared === undefined ? {} : { sharedFolder: at(shared) }),
  };
}

function readArguments(argv: readonly string[]): { folder?: string; author?: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { folder: { type: "string" }, author: { type: "string" } },
    });
    const folder = text(values.folder);
    const author = text(values.author);
    return {
      ...(folder === undefined ? {} : { folder }),
      ...(author === undefined ? {} : { author }),
    };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} ${usage}`);
  }
}

function readCanRecord(env: Surroundings["env"]): boolean {
  const [enabled, backend] = [text(env[variables.enabled]), text(env[variables.backend])];
  const isOn = enabled === undefined || readSwitch(enabled);
  const choice = backend === undefined ? "direct" : readBackend(backend);
  if (isOn === undefined) throw new UsageError(`${variables.enabled} must be true or false.`);
  if (choice === undefined) {
    throw new UsageError(`${variables.backend} must be direct, mcp, auto or none.`);
  }
  return isOn && choice !== "none";
}

function readPhases(value: string | undefined): readonly string[] {
  const names = (value ?? "").split(",").map((name) => name.trim());
  const kept = [...new Set(names)].filter((name) => name !== "");
  return kept.length === 0 ? defaultPhases : kept;
}

function text(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}
