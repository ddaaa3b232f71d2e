import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { connect } from "../../../src/remote/connect";
import { aStart, anEnd } from "../../support/deliveries";

/** What a client sends. */
interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly name?: string; readonly arguments?: unknown };
}

type Tool = (name: string, args: unknown) => object;

async function bodyOf(request: IncomingMessage): Promise<Message> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return JSON.parse(text) as Message;
}

const tool = (name: string) => ({
  name,
  inputSchema: { type: "object", properties: { invocation_id: { type: "string" } } },
});

function resultOf({ method, params }: Message, call: Tool, tools: readonly string[]): object {
  if (method === "initialize") {
    const serverInfo = { name: "stand-in", version: "1" };
    return { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
  }
  if (method === "tools/list") return { tools: tools.map(tool) };
  return call(params?.name ?? "", params?.arguments);
}

const ourTools = ["track_invocation", "complete_invocation", "get_current_session"];
const recording = { content: [], structuredContent: { recording: true, phases: ["setup"] } };

/** A server over HTTP that speaks just enough, on a port of this machine. */
async function aServer(call: Tool, tools = ourTools, redirects = false) {
  const asked: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    if (redirects && request.url === "/mcp") {
      response.writeHead(307, { location: "/elsewhere" }).end();
      return;
    }
    if (request.method !== "POST") {
      response.writeHead(405).end();
      return;
    }
    const message = await bodyOf(request);
    if (message.id === undefined) {
      response.writeHead(202).end();
      return;
    }
    const result = resultOf(message, call, tools);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, result }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    address: { type: "http", url: `http://127.0.0.1:${port}/mcp` } as const,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test("delivers over HTTP, and tells a refusal from an answer", async () => {
  const calls: unknown[] = [];
  const { address, close } = await aServer((name, args) => {
    if (name === "get_current_session") return recording;
    calls.push([name, Reflect.get(Object(args), "invocation_id")]);
    const text = "Not this one.";
    return name === "track_invocation"
      ? { content: [] }
      : { content: [{ type: "text", text }], isError: true };
  });
  try {
    const connection = await connect(address, "1.0.0", () => undefined);
    assert.deepEqual(await connection.deliver(aStart(1), undefined), { type: "taken" });
    assert.deepEqual(await connection.deliver(anEnd(1), undefined), {
      type: "refused",
      sentence: "Not this one.",
    });
    connection.close();
    assert.deepEqual(calls, [
      ["track_invocation", aStart(1).id],
      ["complete_invocation", aStart(1).id],
    ]);
  } finally {
    close();
  }
});

test("a redirect is an error, wherever it leads, and is not followed", async () => {
  const { address, asked, close } = await aServer(() => recording, ourTools, true);
  try {
    await assert.rejects(connect(address, "1.0.0", () => undefined));
    assert.ok(asked.length > 0);
    assert.ok(asked.every((one) => one.endsWith("/mcp")));
  } finally {
    close();
  }
});

test("a server of another sort, and one that does not record, are told nothing", async () => {
  const another = await aServer(() => recording, ["read_file"]);
  const silent = await aServer(() => ({ content: [], structuredContent: { recording: false } }));
  try {
    const toAnother = connect(another.address, "1.0.0", () => undefined);
    await assert.rejects(toAnother, /no Session Buddy server that takes deliveries/);
    await assert.rejects(
      connect(silent.address, "1.0.0", () => undefined),
      /does not record/,
    );
  } finally {
    another.close();
    silent.close();
  }
});

test("where nobody listens and where there is no such program, it says so", async () => {
  const { address, close } = await aServer(() => recording);
  close();
  await assert.rejects(connect(address, "1.0.0", () => undefined));
  const missing = { type: "command", command: "/no/such/program", args: [] } as const;
  await assert.rejects(
    connect(missing, "1.0.0", () => undefined),
    /ENOENT/,
  );
});
