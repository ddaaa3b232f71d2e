import { McpServer } from "@modelcontextprotocol/server";
import { optional } from "../../tracker/completion";
import type { Author } from "../../tracker/model";
import type { CallParts } from "./tool";
import { allTools } from "./tools/all";

/** What the server tells a client before anything is called. */
const instructions =
  "Session Buddy keeps the history of what people and agents run in this project. Ask " +
  "recommend_skills before you choose how to do something; call track_invocation when you begin " +
  "to use a skill and complete_invocation when it ended.";

/** Who is asked, for `author`. */
export interface ServerParts extends Omit<CallParts, "caller"> {
  readonly version: string;
  /** Whose invocations these are; the client's own name where absent. */
  readonly author?: string | undefined;
}

/** @returns an agent by the name given, else by the one it introduced itself with. */
export function callerOf(author: string | undefined, client: string | undefined): Author {
  const name = author ?? client?.trim();
  return { kind: "agent", ...optional("agentName", name === "" ? undefined : name) };
}

/** A server with all tools, for one connection. */
export function createServer({ version, author, ...parts }: ServerParts): McpServer {
  const server = new McpServer(
    { name: "session-buddy", title: "Session Buddy", version },
    { capabilities: { tools: {} }, instructions },
  );
  // Deprecated in favour of what each request carries, which 2025-era clients do not send.
  const clientName = (): string | undefined => server.server.getClientVersion()?.name;
  const caller = (): Author => callerOf(author, clientName());
  for (const tool of allTools) tool.register(server, { ...parts, caller });
  return server;
}
