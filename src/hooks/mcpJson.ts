import { join } from "node:path";
import { withServer } from "./config/mcpServers";
import { readText, replaceText } from "./files";
import { HookError } from "./problem";

/**
 * The script that an `.mcp.json` names, and the server it starts.
 *
 * The server lies in the extension's folder, whose name changes with every version: an entry with
 * its path would break with the next update. So the entry names a script in the extension's own
 * storage, which stays, and which each window of a newer version makes start the newer server. The
 * storage is below the user's home and differs from machine to machine: no entry can be written
 * that works for everybody, and who writes it is told so. The program is `node` as the PATH has it,
 * since the one inside of the editor is at yet another place.
 */
export interface McpLauncher {
  /** The script, absolute. */
  readonly path: string;
  /** The bundled server of this version, absolute. */
  readonly server: string;
}

/** The name our server goes by in the file. */
const serverName = "session-buddy";

/** A change of an `.mcp.json`, to be shown before it is made. */
export interface McpJsonPlan {
  /** The file, absolute. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** @param storage the extension's storage for all workspaces, absolute. */
export function mcpLauncher(storage: string, server: string): McpLauncher {
  return { path: join(storage, "mcp", "session-buddy-mcp.cjs"), server };
}

/**
 * @param folder the workspace folder, absolute; clients start the server there, so it finds the data
 *   folder by itself.
 * @param dataFolder where the history is kept when that is elsewhere, absolute.
 * @returns what would be written; nothing is changed yet. `after` is `before` where all is there.
 * @throws HookError when the file cannot be read or changed.
 */
export async function planMcpJson(
  folder: string,
  launcher: McpLauncher,
  dataFolder?: string,
): Promise<McpJsonPlan> {
  const path = join(folder, ".mcp.json");
  const before = await readText(path);
  const more = dataFolder === undefined ? [] : ["--folder", dataFolder];
  const entry = { type: "stdio", command: "node", args: [launcher.path, ...more] } as const;
  return { path, before, after: withServer(before, serverName, entry, path) };
}

/** Makes the change, unless the file changed since. @throws HookError */
export async function writeMcpJson(plan: McpJsonPlan, launcher: McpLauncher): Promise<void> {
  const { path, before, after } = plan;
  if ((await readText(path)) !== before)
    throw new HookError({ type: "changed-meanwhile", detail: path });
  await replaceText(launcher.path, launcherText(launcher.server));
  if (after !== before) await replaceText(path, after);
}

/** Makes a script that an earlier version wrote start this version. @throws HookError */
export async function refreshLauncher({ path, server }: McpLauncher): Promise<void> {
  const [there, wanted] = [await readText(path), launcherText(server)];
  if (there !== undefined && there !== wanted) await replaceText(path, wanted);
}

function launcherText(server: string): string {
  return `// Starts Session Buddy's MCP server. Written by the extension, and again when it was updated.
const server = ${JSON.stringify(server)};
if (require("node:fs").existsSync(server)) require(server);
else {
  console.error("session-buddy: the extension was removed or updated. Open the editor once, or take this server out.");
  process.exitCode = 2;
}
`;
}
