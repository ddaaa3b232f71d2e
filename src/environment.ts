import { dirname, isAbsolute, join } from "node:path";
import type { SettingTypes } from "./contributions";
import { backendChoices, type BackendChoice } from "./remote/backend";

/** Variables of the environment that go before settings. */
export const variables = {
  enabled: "SESSION_BUDDY_SKILLS_ENABLED",
  backend: "SESSION_BUDDY_BACKEND",
  database: "SESSION_BUDDY_DB_PATH",
} as const;

/** What the environment decides; what is absent, settings decide. */
export interface Overrides {
  readonly settings: Partial<Pick<SettingTypes, "sessionBuddy.enabled" | "sessionBuddy.backend">>;
  /** The data folder, absolute. */
  readonly dataFolder?: string;
}

/**
 * Reads what the environment says of a window. A variable that cannot be used counts as if it were
 * not there.
 *
 * @param onInvalid hears one sentence about each of those.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  onInvalid: (sentence: string) => void,
): Overrides {
  const read = <T>(
    name: string,
    reader: (text: string) => T | undefined,
    must: string,
  ): T | undefined => {
    const text = env[name]?.trim() ?? "";
    if (text === "") return undefined;
    const value = reader(text);
    if (value === undefined) onInvalid(`${name} must be ${must}; the setting counts instead.`);
    return value;
  };
  const enabled = read(variables.enabled, readSwitch, "true or false");
  const backend = read(variables.backend, readBackend, "direct, mcp, auto or none");
  const dataFolder = read(
    variables.database,
    (path) => (isAbsolute(path) ? join(folderOfDatabase(path)) : undefined),
    "an absolute path",
  );
  return {
    settings: {
      ...(enabled === undefined ? {} : { "sessionBuddy.enabled": enabled }),
      ...(backend === undefined ? {} : { "sessionBuddy.backend": backend }),
    },
    ...(dataFolder === undefined ? {} : { dataFolder }),
  };
}

/** @returns undefined for a word that is neither a yes nor a no. */
export function readSwitch(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (["true", "1", "yes", "on"].includes(word)) return true;
  return ["false", "0", "no", "off"].includes(word) ? false : undefined;
}

/** @returns undefined for what is no backend. */
export function readBackend(text: string): BackendChoice | undefined {
  return backendChoices.find((choice) => choice === text.toLowerCase());
}

/** A database file stands for the folder it is in. */
export function folderOfDatabase(path: string): string {
  return /\.(db|sqlite3?)$/i.test(path) ? dirname(path) : path;
}
