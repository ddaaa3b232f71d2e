import assert from "node:assert/strict";
import { test } from "node:test";
import { InMemoryTransport, McpServer, type JSONRPCMessage } from "@modelcontextprotocol/server";
import * as z from "zod/v4";
import { storedOf, type McpPlace } from "../../../../src/serve/mcp/place";
import { defineTool } from "../../../../src/serve/mcp/tool";
import { ToolError } from "../../../../src/serve/mcp/toolError";
import { someTime } from "../../../support/history";

const doubled = defineTool({
  ...{ name: "double", title: "Double", description: "Doubles a number." },
  input: { number: z.int().default(2) },
  output: { result: z.number() },
  run: (_place, { number }, caller) => {
    if (number === 13) throw new ToolError("Not that one.");
    if (number === 14) throw new Error("disk on fire");
    const result = number === 15 ? ("much" as unknown as number) : number * 2;
    return Promise.resolve({
      message: `Twice for ${caller.agentName}.`,
      lines: ["a"],
      data: { result },
    });
  },
});

/** Calls the tool through the protocol itself. */
async function call(
  args: object,
): Promise<{ readonly result: unknown; readonly errors: unknown[] }> {
  const errors: unknown[] = [];
  const server = new McpServer({ name: "s", version: "1" }, { capabilities: { tools: {} } });
  // The tool looks at nothing else of it.
  const place = { nowMs: () => someTime } as unknown as McpPlace;
  doubled.register(server, {
    place,
    callerOf: () => ({ kind: "agent", agentName: "me" }),
    onError: (error) => errors.push(error),
  });
  const [client, own] = InMemoryTransport.createLinkedPair();
  await server.connect(own);
  const answered = new Promise<JSONRPCMessage>((resolve) => {
    client.onmessage = (message) => {
      resolve(message);
    };
  });
  await client.start();
  const params = { name: "double", arguments: args };
  await client.send({ jsonrpc: "2.0", id: 1, method: "tools/call", params });
  const message = await answered;
  await server.close();
  return { result: "result" in message ? message.result : undefined, errors };
}

const failed = (text: string) => ({ content: [{ type: "text", text }], isError: true });

test("an answer has its data with the time, and a text for people", async () => {
  assert.deepEqual((await call({})).result, {
    content: [{ type: "text", text: "Twice for me.\na" }],
    structuredContent: {
      success: true,
      timestamp: "2026-03-04T10:00:00.000Z",
      message: "Twice for me.",
      result: 4,
    },
  });
});

test("what a tool refuses is its sentence; what fails is an error that somebody hears of", async () => {
  const refused = await call({ number: 13 });
  assert.deepEqual(refused, { result: failed("Not that one."), errors: [] });
  const broken = await call({ number: 14 });
  assert.deepEqual(broken.result, failed("The history could not be read: disk on fire"));
  assert.equal(broken.errors.length, 1);
});

test("arguments that do not fit, or are not known, are refused; so is an answer that does not fit", async () => {
  const textOf = async (args: object): Promise<string> => JSON.stringify((await call(args)).result);
  assert.match(await textOf({ number: 1.5 }), /isError":true/);
  assert.match(await textOf({ other: 1 }), /other.*isError":true/);
  assert.match(await textOf({ number: 15 }), /isError":true/);
});

const nothing = { totalInvocations: 0, skills: [] };

test("nothing to read is an answer; nothing readable is an error, and a part is said to be one", () => {
  assert.deepEqual(storedOf({ ...nothing, problems: [] }).warnings, []);
  const problems = [{ type: "not-writable", detail: "/x" }] as const;
  assert.throws(
    () => storedOf({ ...nothing, problems }),
    /^ToolError: The data folder cannot be read/,
  );
  const damaged = [{ type: "journal-damaged", detail: "3" }] as const;
  const part = storedOf({ ...nothing, totalInvocations: 5, problems: damaged });
  assert.match(part.warnings[0] ?? "", /Some lines of a journal/);
});
