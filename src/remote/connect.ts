import { homedir } from "node:os";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { isFields, type Fields } from "../base/fields";
import { isLoopback, type ServerAddress } from "./address";
import type { ConnectionPort } from "./delivery";
import { RemoteSession, takenBy, type ServerPort, type ToolAnswer } from "./session";

/** The server has so long for each answer, milliseconds. */
const timeLimitMs = 5_000;

/**
 * Connects to a server and looks whether it can be delivered to.
 *
 * @throws when it does not answer in time or is another sort of server.
 */
export async function connect(
  address: ServerAddress,
  version: string,
  onClose: () => void,
): Promise<ConnectionPort> {
  const client = new Client({ name: "session-buddy", title: "Session Buddy", version });
  client.onclose = onClose;
  const close = (): void => void client.close().catch(() => undefined);
  try {
    await client.connect(transportOf(address), { timeout: timeLimitMs });
    const session = await RemoteSession.open(portOf(client));
    return { deliver: (item, start) => session.deliver(item, start), close };
  } catch (error) {
    close();
    throw error;
  }
}

function transportOf(address: ServerAddress) {
  if (address.type === "http") {
    return new StreamableHTTPClientTransport(new URL(address.url), { fetch: fetchHere });
  }
  // Not in the workspace, where a program of the same name may lie; with what of the environment is
  // safe to hand on.
  return new StdioClientTransport({
    ...{ command: address.command, args: [...address.args], cwd: homedir(), stderr: "ignore" },
  });
}

/** To this machine only, wherever an answer points. */
function fetchHere(url: string | URL, init?: RequestInit): Promise<Response> {
  if (!isLoopback(new URL(url))) throw new Error("The address is not one of this machine.");
  return fetch(url, { ...init, redirect: "error" });
}

function portOf(client: Client): ServerPort {
  const options = { timeout: timeLimitMs };
  return {
    tools: async () => {
      const { tools } = await client.listTools({}, options);
      return tools.map(({ name, inputSchema }) => ({ name, takes: takenBy(inputSchema) }));
    },
    call: async (name, args) => answerOf(await client.callTool({ name, arguments: args }, options)),
  };
}

function answerOf(result: {
  readonly content?: unknown;
  readonly structuredContent?: unknown;
  readonly isError?: unknown;
}): ToolAnswer {
  const { structuredContent, isError, content } = result;
  if (isError === true) return { type: "refusal", sentence: sentenceOf(content) };
  return { type: "answer", data: isFields(structuredContent) ? structuredContent : none };
}

const none: Fields = {};

function sentenceOf(content: unknown): string {
  const texts = Array.isArray(content) ? content.map((one: unknown) => textOf(one)) : [];
  return texts.join(" ").slice(0, 300);
}

function textOf(part: unknown): string {
  const text = isFields(part) ? part["text"] : undefined;
  return typeof text === "string" ? text : "";
}
