import assert from "node:assert/strict";
import { test } from "node:test";
import { Backlog } from "../../../src/remote/backlog";
import { retryDelayMs } from "../../../src/remote/backoff";
import { Delivery, type DeliveryState } from "../../../src/remote/delivery";
import { DeliveryQueue } from "../../../src/remote/deliveryQueue";
import type { DeliveryItem } from "../../../src/remote/item";
import { aStart, anEnd } from "../../support/deliveries";
import { HandSchedule } from "../../support/handSchedule";
import { MemoryQueueFiles } from "../../support/queueFiles";
import { seededRandom, type Random } from "../../support/random";
import { seedsUpTo } from "../../support/seeds";

const dataFolder = "/data";

/** A server that knows an id it has heard before, as ours does, and forgets what runs when restarted. */
class StandInServer {
  /** What it has written down, in order; a repetition writes nothing. */
  readonly told: string[] = [];
  private begun = new Set<string>();
  /** Decides how a call ends. */
  fate: () => "answers" | "is gone before" | "is gone after" | "refuses" = () => "answers";
  isThere = true;

  restart(): void {
    this.begun = new Set();
  }

  take(item: DeliveryItem): { type: "taken" } | { type: "refused"; sentence: string } {
    const fate = this.fate();
    if (!this.isThere || fate === "is gone before") throw new Error("Nobody answers.");
    if (fate === "refuses") return { type: "refused", sentence: "Not now." };
    const key = `${item.type} ${item.id}`;
    if (item.type === "ended" && !this.begun.has(item.id)) {
      return { type: "refused", sentence: "No invocation of that id was begun." };
    }
    this.begun.add(item.id);
    if (!this.told.includes(key)) this.told.push(key);
    if (fate === "is gone after") throw new Error("The answer is lost.");
    return { type: "taken" };
  }
}

function aWindow(files: MemoryQueueFiles, server: StandInServer, pid: number, alive: Set<number>) {
  const writer = String(pid).padStart(16, "0");
  alive.add(pid);
  const hand = new HandSchedule();
  const states: DeliveryState[] = [];
  const problems: string[] = [];
  const onError = (error: unknown): void => void problems.push(String(error));
  const queue = new DeliveryQueue({ files, pid, writer, onError }, dataFolder);
  const backlog = new Backlog({
    ...{ files, pid, writer, dataFolders: [dataFolder] },
    isAlive: (one) => alive.has(one),
    nowMs: () => files.nowMs,
  });
  const closers: (() => void)[] = [];
  const delivery = new Delivery({
    backlog,
    connect: (onClose) => {
      if (!server.isThere) return Promise.reject(new Error("Nobody listens."));
      closers.push(onClose);
      return Promise.resolve({
        deliver: (item, start) => {
          const take = (one: DeliveryItem) => server.take(one);
          return Promise.resolve().then(() => {
            const first = take(item);
            if (first.type === "taken" || item.type === "started" || start === undefined)
              return first;
            const begun = take(start);
            return begun.type === "taken" ? take(item) : begun;
          });
        },
        close: () => undefined,
      });
    },
    schedule: hand.schedule,
    onState: (state) => states.push(state),
    onProblem: (sentence) => problems.push(sentence),
  });
  backlog.reload();
  return { queue, backlog, delivery, hand, states, problems, closers };
}

/** Lets everything that waits for a promise go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function runTimers(hand: HandSchedule): Promise<void> {
  const [delayMs] = hand.waiting;
  if (delayMs !== undefined) hand.run(delayMs);
  await settle();
}

test("waits 1, 2, 4 … and at most 60 seconds between attempts", () => {
  assert.deepEqual(
    [0, 1, 2, 5, 6, 7, 2000].map((failures) => retryDelayMs(failures) / 1000),
    [1, 2, 4, 32, 60, 60, 60],
  );
});

test("delivers in order and says that it is connected with nothing left", async () => {
  const files = new MemoryQueueFiles();
  const server = new StandInServer();
  const { queue, delivery, states } = aWindow(files, server, 1, new Set());
  const items = [aStart(1), aStart(2), anEnd(2), anEnd(1)];
  for (const item of items) queue.append(item);
  delivery.wake();
  assert.deepEqual(states.at(-1), { isConnected: false, waiting: 4 });
  await settle();
  assert.deepEqual(
    server.told,
    items.map(({ type, id }) => `${type} ${id}`),
  );
  assert.deepEqual(states.at(-1), { isConnected: true, waiting: 0 });
});

test("an outage is told once, waits longer each time, and costs nothing", async () => {
  const server = new StandInServer();
  server.isThere = false;
  const { queue, backlog, delivery, hand, states, problems } = aWindow(
    new MemoryQueueFiles(),
    server,
    1,
    new Set(),
  );
  queue.append(aStart(1));
  backlog.refresh();
  delivery.wake();
  await settle();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    waits.push(...hand.waiting);
    await runTimers(hand);
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  assert.equal(problems.length, 1);
  assert.deepEqual(states.at(-1), { isConnected: false, waiting: 1 });
  server.isThere = true;
  await runTimers(hand);
  assert.deepEqual(server.told, [`started ${aStart(1).id}`]);
  assert.deepEqual(states.at(-1), { isConnected: true, waiting: 0 });
});

test("a connection that ends while nothing is to be delivered is made anew", async () => {
  const { delivery, hand, states, closers } = aWindow(
    new MemoryQueueFiles(),
    new StandInServer(),
    1,
    new Set(),
  );
  delivery.wake();
  await settle();
  closers[0]?.();
  assert.deepEqual(states.at(-1), { isConnected: false, waiting: 0 });
  assert.deepEqual(hand.waiting, [1000]);
  await runTimers(hand);
  assert.deepEqual(states.at(-1), { isConnected: true, waiting: 0 });
  delivery.dispose();
  closers[1]?.();
  assert.deepEqual(hand.waiting, []);
});

test("what is refused again and again is kept apart, and the rest goes on", async () => {
  const files = new MemoryQueueFiles();
  const server = new StandInServer();
  const { queue, backlog, delivery, hand, problems } = aWindow(files, server, 1, new Set());
  server.fate = () => "refuses";
  queue.append(aStart(1));
  queue.append(aStart(2));
  backlog.refresh();
  delivery.wake();
  await settle();
  for (let attempt = 1; attempt < 7; attempt++) await runTimers(hand);
  assert.deepEqual(problems, []);
  server.fate = () => (problems.length === 0 ? "refuses" : "answers");
  await runTimers(hand);
  assert.match(problems.join(), /kept apart: Not now\./);
  assert.deepEqual(server.told, [`started ${aStart(2).id}`]);
  assert.match(String(files.content.get("/data/deliveries/refused.jsonl")), /"skill 1".*Not now/);
});

test("an end that the server cannot know is kept apart at once", async () => {
  const server = new StandInServer();
  const made = aWindow(new MemoryQueueFiles(), server, 1, new Set());
  made.queue.append(anEnd(1));
  made.queue.append(aStart(2));
  made.backlog.refresh();
  made.delivery.wake();
  await settle();
  assert.deepEqual(server.told, [`started ${aStart(2).id}`]);
  assert.equal(made.problems.length, 1);
});

const fates = ["answers", "answers", "answers", "is gone before", "is gone after"] as const;

/** Windows that open, record, crash and close, a server that comes and goes. */
async function live(random: Random) {
  const files = new MemoryQueueFiles();
  const server = new StandInServer();
  const alive = new Set<number>();
  const recorded: string[][] = [];
  const running: { number: number; window: number }[] = [];
  let pid = 1;
  let window = aWindow(files, server, pid, alive);
  let ofWindow: string[] = [];
  let number = 0;
  const record = (item: DeliveryItem): void => {
    window.queue.append(item);
    ofWindow.push(`${item.type} ${item.id}`);
  };
  server.fate = () => random.pick(fates);
  for (let step = 0; step < 120; step++) {
    const what = random.int(0, 11);
    if (what <= 4) {
      const filling = random.chance(0.02) ? "x".repeat(300_000) : "short";
      record(aStart(++number, { query: filling }));
      running.push({ number, window: pid });
    } else if (what <= 7) {
      const mine = running.findIndex((one) => one.window === pid);
      if (mine >= 0) record(anEnd(running.splice(mine, 1)[0]?.number ?? 0));
    } else if (what === 8) {
      server.isThere = random.chance(0.6);
      if (random.chance(0.5)) server.restart();
    } else if (what === 9 && random.chance(0.3) && window.queue.unwritten === 0) {
      // The window ends, in whatever it was doing; another one opens.
      window.delivery.dispose();
      alive.delete(pid++);
      recorded.push(ofWindow);
      ofWindow = [];
      window = aWindow(files, server, pid, alive);
    } else if (what === 10) {
      files.room = random.chance(0.3) ? random.int(0, 60) : undefined;
    } else await runTimers(window.hand);
    if (random.chance(0.7)) {
      window.backlog.refresh();
      window.delivery.wake();
    }
    if (random.chance(0.5)) await settle();
  }
  server.fate = () => "answers";
  server.isThere = true;
  files.room = undefined;
  record(aStart(++number));
  for (let round = 0; round < 20; round++) {
    window.backlog.refresh();
    window.delivery.wake();
    await settle();
    await runTimers(window.hand);
  }
  recorded.push(ofWindow);
  return { server, files, recorded, window };
}

test("whatever breaks, everything arrives once, and of each window in its order", async () => {
  for (const seed of seedsUpTo(60)) {
    const { server, recorded, window } = await live(seededRandom(seed));
    const all = recorded.flat();
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual([...server.told].sort(), [...all].sort(), `seed ${seed}`);
    for (const [at, ofWindow] of recorded.entries()) {
      const mine = new Set(ofWindow);
      assert.deepEqual(
        server.told.filter((one) => mine.has(one)),
        ofWindow,
        `seed ${seed}, window ${at}`,
      );
    }
    assert.equal(window.backlog.count, 0);
  }
});
