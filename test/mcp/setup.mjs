// Installs what the tests of the MCP server talk to it with, into a cache outside of the clone.
import { homedir } from "node:os";
import path from "node:path";
import { installedPackages } from "../host/lib/packages.mjs";

const cache =
  process.env.SESSION_BUDDY_MCP_CACHE ?? path.join(homedir(), ".cache", "session-buddy-mcp");

/** @returns {Promise<string>} the folder that holds their `node_modules` */
export const setupMcp = () =>
  installedPackages(
    import.meta.dirname,
    cache,
    (target) => `Installing MCP clients into ${target} (35 MB to load, once)`,
  );
