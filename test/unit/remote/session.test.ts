import assert from "node:assert/strict";
import { test } from "node:test";
import {
  RemoteSession,
  takenBy,
  type ServerPort,
  type ToolAnswer,
} from "../../../src/remote/session";
import { aStart, anEnd } from "../../support/deliveries";

const takes = ["invocation_id", "skill_name"];
const ours = ["track_invocation", "complete_invocation"].map((name) => ({ name, takes }));
const about: ToolAnswer = { type: "answer", data: { recording: true, phases: ["setup", 1] } };
const refusal: ToolAnswer = { type: "refusal", sentence: "No." };

/** A server whose answers are the test's, by the names of its tools. */
function aServer(answers: (name: string, count: number) => ToolAnswer, tools = ours) {
  const calls: string[] = [];
  const phases: unknown[] = [];
  const server: ServerPort = {
    tools: () => Promise.resolve(tools),
    call: (name, args) => {
      if (name === "get_current_session") return Promise.resolve(about);
      calls.push(name);
      phases.push(args["phase"]);
      return Promise.resolve(answers(name, calls.length));
    },
  };
  return { server, calls, phases };
}

const taken: ToolAnswer = { type: "answer", data: {} };

test("only phases that the server knows are told", async () => {
  const { server, phases } = aServer(() => taken);
  const session = await RemoteSession.open(server);
  await session.deliver(aStart(1, { phase: "setup" }), undefined);
  await session.deliver(aStart(2, { phase: "our own" }), undefined);
  assert.deepEqual(phases, ["setup", undefined]);
});

test("an end that a server started anew does not know is told again after its beginning", async () => {
  const { server, calls } = aServer((_, count) => (count === 1 ? refusal : taken));
  const session = await RemoteSession.open(server);
  assert.deepEqual(await session.deliver(anEnd(1), aStart(1)), { type: "taken" });
  assert.deepEqual(calls, ["complete_invocation", "track_invocation", "complete_invocation"]);
});

test("a refusal is handed on with its sentence, and a beginning is not repeated", async () => {
  const refused = { type: "refused", sentence: "No." };
  const { server, calls } = aServer(() => refusal);
  const session = await RemoteSession.open(server);
  assert.deepEqual(await session.deliver(aStart(1), aStart(1)), refused);
  assert.deepEqual(await session.deliver(anEnd(1), undefined), refused);
  assert.deepEqual(await session.deliver(anEnd(1), aStart(1)), refused);
  const both = ["complete_invocation", "track_invocation"];
  assert.deepEqual(calls, ["track_invocation", "complete_invocation", ...both]);
});

test("a server that does not know invocations by id is told nothing: it would count them twice", async () => {
  const older = ours.map(({ name }) => ({ name, takes: ["skill_name"] }));
  const { server } = aServer(() => taken, older);
  await assert.rejects(RemoteSession.open(server), /no Session Buddy server/);
});

test("what a tool takes is read from its schema, whatever that is", () => {
  assert.deepEqual(takenBy({ properties: { a: {}, b: true } }), ["a", "b"]);
  for (const schema of [undefined, null, 1, [], {}, { properties: [] }]) {
    assert.deepEqual(takenBy(schema), []);
  }
});
