import assert from "node:assert/strict";
import { test } from "node:test";
import {
  parseRemoteReply,
  RemoteEmbedder,
  remoteRequest,
  type RemoteRequest,
} from "../../../../src/recommend/embed/remote";

const settings = { url: "http://localhost:11434/v1/embeddings", model: "nomic-embed-text" };
const openAi = (...vectors: readonly (readonly number[])[]): unknown => ({
  data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding })),
});

test("a request names the model and carries all texts", () => {
  const { url, init } = remoteRequest(settings, ["one", "two"]);
  assert.equal(url, settings.url);
  assert.deepEqual(JSON.parse(init.body), { model: "nomic-embed-text", input: ["one", "two"] });
  assert.equal(init.redirect, "error");
});

test("texts go to this machine only", () => {
  const request = (url: string): RemoteRequest => remoteRequest({ ...settings, url }, ["x"]);
  for (const host of [
    "localhost",
    "LOCALHOST:1",
    "127.0.0.1:8080",
    "127.1",
    "[::1]:9",
    "[0:0::1]",
  ]) {
    request(`https://${host}/api/embed`);
  }
  const elsewhere = [
    ...["example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "0.0.0.0"],
    ...["[::]", "[::ffff:127.0.0.1]", "localhost@example.org", "127.0.0.2"],
  ];
  for (const host of elsewhere) {
    assert.throws(
      () => request(`http://${host}/v1`),
      { message: /has to be on this machine/ },
      host,
    );
  }
  for (const url of [
    "",
    "localhost:11434",
    "ftp://localhost/",
    "file:///etc/passwd",
    "//localhost",
  ]) {
    assert.throws(() => request(url), { message: /does not begin with http/ }, url);
  }
  assert.throws(() => request("http://me:secret@localhost/"), { message: /must not contain/ });
});

test("replies of both kinds become unit vectors in the order of the texts", () => {
  const expected = [Float32Array.of(0.6, 0.8), Float32Array.of(0, -1)];
  const vectors = [
    [3, 4],
    [0, -2],
  ];
  assert.deepEqual(parseRemoteReply({ embeddings: vectors }, 2), expected);
  assert.deepEqual(parseRemoteReply(openAi(...vectors), 2), expected);
  const [first, second] = [
    { index: 0, embedding: [3, 4] },
    { index: 1, embedding: [0, -2] },
  ];
  assert.deepEqual(parseRemoteReply({ data: [second, first] }, 2), expected);
});

test("a reply that is no vector for each text is refused", () => {
  const refused = (json: unknown, count: number, message: RegExp): void => {
    assert.throws(() => parseRemoteReply(json, count), { message });
  };
  for (const json of [undefined, null, "no", [], {}, { data: {} }, { error: "no such model" }]) {
    refused(json, 1, /holds no embeddings/);
  }
  refused({ embeddings: [[1]] }, 2, /sent 1 vectors for 2 texts/);
  refused({ embeddings: [[1, 2], [1]] }, 2, /several lengths/);
  for (const row of [[], [0, 0], ["1"], [NaN], [Infinity], [1e300], "AAAA", null, { 0: 1 }]) {
    refused({ embeddings: [row] }, 1, /no vector of numbers/);
    refused({ data: [{ embedding: row }] }, 1, /no vector of numbers/);
  }
});

test("an embedder sends one request for many texts and none for none", async () => {
  const sent: RemoteRequest[] = [];
  const embedder = new RemoteEmbedder(settings, (url, init) => {
    sent.push({ url, init });
    return Promise.resolve({
      ok: true,
      status: 200,
      json: () => Promise.resolve(openAi([1, 0], [0, 5])),
    });
  });
  assert.deepEqual(await embedder.embed([]), []);
  assert.deepEqual(await embedder.embed(["a", "b"]), [
    Float32Array.of(1, 0),
    Float32Array.of(0, 1),
  ]);
  assert.deepEqual(sent, [remoteRequest(settings, ["a", "b"])]);
  assert.equal(embedder.id, "http://localhost:11434/v1/embeddings#nomic-embed-text");
});

test("an embedder passes failures on and cannot be made for another machine", async () => {
  const answering = (status: number): RemoteEmbedder =>
    new RemoteEmbedder(settings, () =>
      Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve({}) }),
    );
  await assert.rejects(answering(404).embed(["a"]), { message: /answered with status 404/ });
  await assert.rejects(answering(200).embed(["a"]), { message: /holds no embeddings/ });
  const down = new RemoteEmbedder(settings, () => Promise.reject(new Error("refused")));
  await assert.rejects(down.embed(["a"]), { message: "refused" });
  assert.throws(() => new RemoteEmbedder({ ...settings, url: "http://example.org" }, fetch), Error);
});
