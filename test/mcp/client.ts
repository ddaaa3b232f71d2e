import { createRequire } from "node:module";
import { join } from "node:path";

/** A tool as the server tells of it. */
export interface ListedTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema?: Readonly<Record<string, unknown>>;
  readonly annotations?: { readonly readOnlyHint?: boolean };
}

/** What a tool answered. */
export interface ToolResult {
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

/** The part of the official client that the tests use. */
export interface McpClient {
  connect(transport: unknown): Promise<void>;
  listTools(): Promise<{ readonly tools: readonly ListedTool[] }>;
  callTool(call: { readonly name: string; readonly arguments?: object }): Promise<ToolResult>;
  getServerVersion(): { readonly name: string; readonly version: string } | undefined;
  close(): Promise<void>;
}

interface Transport {
  readonly pid: number | null;
}

type Constructor<T> = new (...parts: readonly unknown[]) => T;

/** How a client starts the server. */
export interface ServerStart {
  /** Absolute. */
  readonly cwd: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly clientName?: string;
  /** The protocol's revision; the handshake of 2025 when left out. */
  readonly revision?: string;
}

/** @throws when it was not started by scripts/mcp.mjs. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run scripts/mcp.mjs.`);
  return value;
}

/** Starts the server as built and connects the official client to it. */
export async function connect(
  start: ServerStart,
): Promise<{ readonly client: McpClient; readonly pid: number }> {
  const require = createRequire(join(environment("MCP_PACKAGES"), "package.json"));
  const { Client } = require("@modelcontextprotocol/client") as { Client: Constructor<McpClient> };
  const { StdioClientTransport } = require("@modelcontextprotocol/client/stdio") as {
    StdioClientTransport: Constructor<Transport>;
  };
  const { cwd, args = [], env = {}, clientName = "test client", revision } = start;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [environment("MCP_SERVER"), ...args],
    ...{ cwd, env, stderr: "inherit" },
  });
  const mode = revision === undefined ? "legacy" : { pin: revision };
  const info = { name: clientName, version: "1.0.0" };
  const client = new Client(info, { versionNegotiation: { mode } });
  await client.connect(transport);
  return { client, pid: transport.pid ?? 0 };
}

/** @returns what a tool answered; throws its sentence when it could not. */
export async function answer(
  client: McpClient,
  name: string,
  args: object = {},
): Promise<Readonly<Record<string, unknown>>> {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError === true) throw new Error(`${name}: ${sentence(result)}`);
  if (result.structuredContent === undefined) throw new Error(`${name} answered nothing.`);
  return result.structuredContent;
}

/** The text a person reads. */
export function sentence({ content }: ToolResult): string {
  return content.map(({ text }) => text ?? "").join("\n");
}
