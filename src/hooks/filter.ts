import { execFile } from "node:child_process";
import { accessSync, constants, promises as fs, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How long the filter may take when it is tried, milliseconds: a slow disk, a virus scanner. */
const slowestMs = 10_000;

/** What a command hook runs. */
export interface FilterPlace {
  /** The script as it ships, absolute. */
  readonly source: string;
  /** Where hooks run it from: a folder that stays when the extension is updated. Absolute. */
  readonly script: string;
  /** The folder lines are appended to, absolute. */
  readonly inbox: string;
}

/** @returns the absolute path of `node`, as the PATH has it; undefined: it has none. */
export function findNode(path: string, platform: NodeJS.Platform): string | undefined {
  const name = platform === "win32" ? "node.exe" : "node";
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // not in this folder
    return false;
  }
}

/** Puts the script where hooks run it from, in its newest version, and makes the inbox. */
export async function installFilter({ source, script, inbox }: FilterPlace): Promise<void> {
  await fs.mkdir(inbox, { recursive: true, mode: 0o700 });
  await fs.mkdir(join(script, ".."), { recursive: true, mode: 0o700 });
  await fs.copyFile(source, script);
}

/**
 * Runs a hook's command line as the agent would.
 *
 * @param shell the shell and what comes before the line.
 * @returns whether it ended with 0 and printed nothing, as an agent has to see it.
 */
export function runHook(
  [program, ...before]: readonly [string, ...string[]],
  line: string,
  stdin: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { timeout: slowestMs, windowsVerbatimArguments: program === "cmd.exe" };
    const child = execFile(program, [...before, line], options, (error, stdout, stderr) =>
      resolve(error === null && stdout === "" && stderr === ""),
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(stdin);
  });
}

/** @returns whether some file of the inbox holds a text. */
export async function isInInbox(inbox: string, text: string): Promise<boolean> {
  for (const name of await fs.readdir(inbox).catch(() => []))
    if ((await fs.readFile(join(inbox, name), "utf8").catch(() => "")).includes(text)) return true;
  return false;
}

const dayFile = /^(?:codex|copilot)-(\d{4}-\d\d-\d\d)\.jsonl$/;

/** Removes what came more than `days` days ago: whoever follows the inbox has read it. */
export async function pruneInbox(inbox: string, nowMs: number, days: number): Promise<void> {
  const oldest = new Date(nowMs - days * 86_400_000).toISOString().slice(0, 10);
  for (const name of await fs.readdir(inbox).catch(() => [])) {
    const day = dayFile.exec(name)?.[1];
    if (day !== undefined && day < oldest) await fs.rm(join(inbox, name), { force: true });
  }
}
