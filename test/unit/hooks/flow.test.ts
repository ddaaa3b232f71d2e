import assert from "node:assert/strict";
import { test } from "node:test";
import type { HookPlan } from "../../../src/hooks/agentHooks";
import { connectAgent, disconnectAgent, type HookDialogs } from "../../../src/hooks/flow";
import { HookError } from "../../../src/hooks/problem";
import { hookedAgents, type HookedAgent } from "../../../src/hooks/target";

/** Hooks and a user that write down what happens to them. */
function people(answers: {
  readonly agent?: HookedAgent;
  readonly agrees?: boolean;
  readonly connected?: readonly HookedAgent[];
  readonly plan?: Partial<HookPlan>;
  readonly fails?: "planConnect" | "connect" | "confirm";
}) {
  const log: string[] = [];
  const plan = (agent: HookedAgent): HookPlan => ({
    ...{ agent, path: "/settings.json", before: "old", after: "new" },
    ...answers.plan,
  });
  const note = (what: string): void => {
    log.push(what);
    if (what.split(" ")[0] === answers.fails)
      throw new HookError({ type: "no-answer", detail: "/settings.json" });
  };
  const hooks = {
    isConnected: (agent: HookedAgent) => (answers.connected ?? []).includes(agent),
    planConnect: async (agent: HookedAgent) => (note(`planConnect ${agent}`), plan(agent)),
    connect: async () => note("connect"),
    drop: async (agent: HookedAgent) => note(`drop ${agent}`),
    planDisconnect: async (agent: HookedAgent) => (note(`planDisconnect ${agent}`), plan(agent)),
    disconnect: async () => note("disconnect"),
  };
  const dialogs: HookDialogs = {
    pickAgent: async (agents) => (note(`pick of ${agents.join()}`), answers.agent),
    confirm: async (_plan, to) => (note(`confirm ${to}`), answers.agrees === true),
    tell: (_plan, done) => note(`tell ${done}`),
  };
  return { log, hooks, dialogs };
}

const all = hookedAgents.join();

test("a change is made after the user agreed to it, and told when it is done", async () => {
  const { log, hooks, dialogs } = people({ agent: "codex", agrees: true });
  await connectAgent(hooks, dialogs);
  assert.deepEqual(log, [
    `pick of ${all}`,
    "planConnect codex",
    "confirm connect",
    "connect",
    "tell connected",
  ]);
});

test("without a choice nothing is planned, and without consent the plan is dropped", async () => {
  const none = people({});
  await connectAgent(none.hooks, none.dialogs);
  assert.deepEqual(none.log, [`pick of ${all}`]);
  const no = people({ agent: "claude" });
  await connectAgent(no.hooks, no.dialogs);
  assert.deepEqual(no.log.slice(-3), ["planConnect claude", "confirm connect", "drop claude"]);
});

test("a plan is dropped when it cannot be shown; a failure is never told as done", async () => {
  const unseen = people({ agent: "claude", agrees: true, fails: "confirm" });
  await assert.rejects(connectAgent(unseen.hooks, unseen.dialogs), HookError);
  assert.equal(unseen.log.at(-1), "drop claude");
  const failed = people({ agent: "claude", agrees: true, fails: "connect" });
  await assert.rejects(connectAgent(failed.hooks, failed.dialogs), HookError);
  assert.equal(failed.log.at(-1), "connect");
});

test("only what is connected can be disconnected, and only with consent", async () => {
  const yes = people({ agent: "codex", agrees: true, connected: ["codex", "copilot"] });
  await disconnectAgent(yes.hooks, yes.dialogs);
  assert.deepEqual(yes.log, [
    "pick of codex,copilot",
    "planDisconnect codex",
    "confirm disconnect",
    "disconnect",
    "tell disconnected",
  ]);
  const no = people({ agent: "codex", connected: ["codex"] });
  await disconnectAgent(no.hooks, no.dialogs);
  assert.equal(no.log.at(-1), "confirm disconnect");
});

test("where nothing of ours is left there is nothing to agree to", async () => {
  const given = { agent: "codex", connected: ["codex"], plan: { after: "old" } } as const;
  const { log, hooks, dialogs } = people(given);
  await disconnectAgent(hooks, dialogs);
  assert.deepEqual(log.slice(-2), ["disconnect", "tell disconnected"]);
});
