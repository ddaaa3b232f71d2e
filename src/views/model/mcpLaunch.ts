/** What the MCP server of a window is started with. */
export interface McpLaunchFacts {
  /** The program that runs the extension, absolute: the editor itself, or a Node.js of its server. */
  readonly execPath: string;
  /** The bundled server, absolute. */
  readonly server: string;
  /** The data folder, absolute. */
  readonly dataFolder: string;
  readonly version: string;
  /** Whether the window records: while it does not, the server does not either. */
  readonly records: boolean;
  readonly phases: readonly string[];
  /** Where baselines are shared, absolute; absent where nothing is. */
  readonly sharedFolder?: string;
}

/** A server over standard input and output. `null` takes a variable out of the environment. */
export interface McpLaunch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
  readonly version: string;
}

/**
 * @returns how to start the server. The editor's own program is Node.js only where it is told to be;
 * a Node.js takes no notice of that. What variables of the user say of the data folder counts
 * nothing here: it is this window's.
 */
export function mcpLaunch(facts: McpLaunchFacts): McpLaunch {
  const { execPath, server, dataFolder, version, records, phases, sharedFolder } = facts;
  return {
    command: execPath,
    args: [server, "--folder", dataFolder],
    env: {
      ELECTRON_RUN_AS_NODE: "1",
      SESSION_BUDDY_DB_PATH: null,
      SESSION_BUDDY_SKILLS_ENABLED: String(records),
      SESSION_BUDDY_PHASES: phases.join(","),
      SESSION_BUDDY_SHARED_BASELINES: sharedFolder ?? null,
    },
    version,
  };
}
