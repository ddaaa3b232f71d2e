import { CLIENT_INFO_META_KEY, McpServer, type ServerContext } from "@modelcontextprotocol/server";
import { optional } from "../../tracker/completion";
import type { Author } from "../../tracker/model";
import type { CallParts } from "./tool";
import { allTools } from "./tools/all";

/** What the server tells a client before anything is called. */
const instructions =
  "Session Buddy keeps the history of what people and agents run in this project. Ask " +
  "recommend_skills before you choose how to do something; call track_invocation when you begin " +
  "to use a skill and complete_invocation when it ended.";

/** What a server is made of. */
export interface ServerParts extends Omit<CallParts, "callerOf"> {
  readonly version: string;
  /** Whose invocations these are; the client's own name where absent. */
  readonly author?: string | undefined;
}

/** @returns an agent by the name given, else by the one it introduced itself with. */
export function authorOf(author: string | undefined, client: string | undefined): Author {
  const name = author ?? client?.trim();
  return { kind: "agent", ...optional("agentName", name === "" ? undefined : name) };
}

/** A server with all tools, for one connection. */
export function createServer({ version, author, ...parts }: ServerParts): McpServer {
  const server = new McpServer(
    { name: "session-buddy", title: "Session Buddy", version },
    { capabilities: { tools: {} }, instructions },
  );
  // Clients of 2026 say with each request who they are, those before only once.
  const callerOf = ({ mcpReq }: ServerContext): Author => {
    const told: unknown = Reflect.get(mcpReq.envelope ?? {}, CLIENT_INFO_META_KEY);
    return authorOf(author, nameOf(told) ?? server.server.getClientVersion()?.name);
  };
  for (const tool of allTools) tool.register(server, { ...parts, callerOf });
  return server;
}

function nameOf(client: unknown): string | undefined {
  const name: unknown = Reflect.get(Object(client), "name");
  return typeof name === "string" ? name : undefined;
}
