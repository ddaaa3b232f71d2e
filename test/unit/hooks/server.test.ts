import assert from "node:assert/strict";
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { connect, createServer } from "node:net";
import { after, test } from "node:test";
import { HookServer } from "../../../src/hooks/server";

const token = "sbh_the-right-token";
const path = "/hooks/claude";
const payloads: (readonly [string, unknown])[] = [];
const servers: HookServer[] = [];
after(() => servers.forEach((server) => server.stop()));

async function listening(slowestMs?: number, preferred?: number): Promise<number> {
  const server = new HookServer({
    token,
    paths: [path],
    onPayload: (...told) => payloads.push(told),
    ...(slowestMs === undefined ? {} : { slowestMs }),
  });
  servers.push(server);
  return server.start(preferred);
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}
interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends what an agent would send, but for what is given. */
function send(port: number, sent: Sent = {}): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    ...sent.headers,
  };
  for (const name of Object.keys(headers))
    if (Reflect.get(headers, name) === undefined) Reflect.deleteProperty(headers, name);
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method: "POST", agent: false, ...sent };
    const call = request({ ...options, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, text }),
      );
    });
    call.on("error", reject);
    call.end(sent.body ?? "{}");
  });
}

test("what an agent posts is answered with an empty decision and handed on", async () => {
  const port = await listening();
  const answer = await send(port, { body: '{"session_id":"s1"}' });
  assert.deepEqual([answer.status, answer.text], [200, "{}"]);
  await new Promise(setImmediate);
  assert.deepEqual(payloads.splice(0), [[path, { session_id: "s1" }]]);
});

test("the other name of this machine and the charset of JSON are welcome, too", async () => {
  const port = await listening();
  for (const headers of [
    { host: `localhost:${port}` },
    { host: `LOCALHOST:${port}` },
    { "content-type": "application/json; charset=utf-8" },
  ])
    assert.equal((await send(port, { headers })).status, 200, JSON.stringify(headers));
  await new Promise(setImmediate);
  payloads.splice(0);
});

test("everything else is refused, and nothing of it handed on", async () => {
  const port = await listening();
  const refusals: readonly (readonly [number, Sent])[] = [
    [401, { headers: { authorization: undefined } }],
    [401, { headers: { authorization: "Bearer" } }],
    [401, { headers: { authorization: "Bearer sbh_wrong" } }],
    [401, { headers: { authorization: `Bearer ${token}x` } }],
    [401, { headers: { authorization: `Basic ${token}` } }],
    [403, { headers: { host: `evil.example:${port}` } }],
    [403, { headers: { host: "127.0.0.1" } }],
    [403, { headers: { host: `127.0.0.1:${port + 1}` } }],
    [403, { headers: { host: `127.0.0.1:${port}.evil.example` } }],
    [403, { headers: { origin: "https://evil.example" } }],
    [403, { headers: { origin: "null" } }],
    [403, { headers: { origin: `http://127.0.0.1:${port}` } }],
    [403, { method: "OPTIONS", headers: { origin: "https://evil.example" } }],
    [404, { path: "/" }],
    [404, { path: "/hooks/claude/" }],
    [404, { path: "/hooks/claude?x=1" }],
    [404, { path: "/hooks/codex" }],
    [405, { method: "GET" }],
    [405, { method: "PUT" }],
    [405, { method: "OPTIONS" }],
    [415, { headers: { "content-type": "text/plain" } }],
    [415, { headers: { "content-type": undefined } }],
    [400, { body: "not JSON" }],
    [400, { body: "" }],
  ];
  for (const [status, sent] of refusals)
    assert.equal((await send(port, sent)).status, status, JSON.stringify(sent));
  await new Promise(setImmediate);
  assert.deepEqual(payloads, []);
});

test("a body that says it is too long is refused before it is sent", async () => {
  const port = await listening();
  const answer = await send(port, { body: "x".repeat(2 << 20) }).catch((error: unknown) => error);
  // The connection is closed while the body is on its way: the answer may not be seen any more.
  if (answer instanceof Error) assert.match(answer.message, /ECONNRESET|EPIPE|hang up/);
  else assert.equal((answer as Answer).status, 413);
});

test("a body of 2 MB that does not say so is cut off after the first megabyte", async () => {
  const port = await listening();
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  let sent = 0;
  socket.on("data", (part) => (answer += part.toString()));
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  for (; sent < 32 && !socket.destroyed && answer === ""; sent++) {
    const flushed = socket.write(chunk);
    if (!flushed)
      await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
    await new Promise(setImmediate);
  }
  await closed;
  if (answer !== "") assert.match(answer, /^HTTP\/1\.1 413 /);
  assert.ok(answer !== "" || socket.bytesWritten < 2 << 20);
  assert.deepEqual(payloads, []);
});

test("a body that does not come is not waited for", async () => {
  const port = await listening(50);
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (part) => (answer += part.toString()));
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`);
  await new Promise((resolve) => socket.once("close", resolve));
  assert.match(answer, /^HTTP\/1\.1 408 /);
});

test("the former port is taken again when it is free, and another one when it is not", async () => {
  const port = await listening();
  servers.pop()?.stop();
  assert.equal(await listening(undefined, port), port);
  const other = await listening(undefined, port);
  assert.notEqual(other, port);
  assert.equal((await send(other)).status, 200);
});

test("it listens on this machine only", async () => {
  const port = await listening();
  // The same port on all addresses is free for others on systems that allow it; ours is 127.0.0.1.
  const elsewhere = connect(port, "127.0.0.2");
  const reached = await new Promise((resolve) => {
    elsewhere.once("connect", () => resolve(true));
    elsewhere.once("error", () => resolve(false));
  });
  elsewhere.destroy();
  assert.equal(reached, false);
});

test("after it stopped nobody is answered, and the port is free", async () => {
  const server = new HookServer({ token, paths: [path], onPayload: () => undefined });
  const port = await server.start();
  server.stop();
  assert.equal(server.port, undefined);
  await assert.rejects(send(port), /ECONNREFUSED/);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  taken.close();
});
