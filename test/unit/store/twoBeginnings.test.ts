import assert from "node:assert/strict";
import { test } from "node:test";
import { Fold } from "../../../src/store/fold";
import { HistoryMirror } from "../../../src/store/historyMirror";
import { migrate } from "../../../src/store/migrations";
import { readInvocations } from "../../../src/store/readInvocations";
import type { Source } from "../../../src/tracker/model";
import type { Forgotten, InvocationStarted } from "../../../src/tracker/record";
import { shuffled } from "./randomRecords";
import { aSession, uuidOf } from "./records";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";
import { inShare, seedsUpTo } from "../../support/seeds";

interface Told {
  readonly writer: number;
  readonly record: InvocationStarted | Forgotten;
}

const writers = ["b0", "a1", "c2"];
const sourcesInOrder: readonly Source[] = ["log", "hook"];

function randomStory(random: () => number): readonly Told[] {
  const upTo = (n: number): number => Math.floor(random() * n);
  const names = ["Bash", "Read", "Task"];
  const name = () => names[upTo(names.length)] ?? "";
  const starts = Array.from({ length: 1 + upTo(8) }, (_, n): Told => {
    const record: InvocationStarted = {
      type: "started",
      id: uuidOf(upTo(3)),
      sessionId: aSession,
      skill: { kind: "tool", name: name() },
      atMs: 1_000 + upTo(3),
      author: { kind: "agent", agentName: "claude" },
      source: sourcesInOrder[upTo(2)] ?? "log",
      command: `command ${n}`,
    };
    return { writer: upTo(writers.length), record };
  });
  const forget = (): Told[] => {
    const untilMs = 1_000 + upTo(3);
    const skill = { kind: "tool", name: name() } as const;
    const what = { type: "skill", skill, untilMs } as const;
    return random() < 0.3 ? [{ writer: 0, record: { type: "forgotten", atMs: 2_000, what } }] : [];
  };
  // One writer tells of one run once.
  const seen = new Set<string>();
  const once = starts.filter(({ writer, record }) => {
    const key = `${writer} ${record.type === "started" ? record.id : ""}`;
    return !seen.has(key) && seen.add(key);
  });
  return [...once, ...forget()];
}

/** The beginnings that should count, found by sorting. */
function expectedOf(story: readonly Told[]): readonly unknown[] {
  const forgotten = story.flatMap(({ record }) =>
    record.type === "forgotten" && record.what.type === "skill" ? [record.what] : [],
  );
  const byId = new Map<string, { writer: number; record: InvocationStarted }[]>();
  for (const { writer, record } of story) {
    if (record.type !== "started") continue;
    byId.set(record.id, [...(byId.get(record.id) ?? []), { writer, record }]);
  }
  return [...byId.values()]
    .map((all) =>
      all.sort(
        (a, b) =>
          a.record.atMs - b.record.atMs ||
          sourcesInOrder.indexOf(a.record.source) - sourcesInOrder.indexOf(b.record.source) ||
          ((writers[a.writer] ?? "") < (writers[b.writer] ?? "") ? -1 : 1),
      ),
    )
    .filter(
      ([first, ...rest]) =>
        !forgotten.some(({ skill, untilMs }) => {
          const names = [first, ...rest].map((one) => one?.record.skill.name);
          return names.includes(skill.name) && (first?.record.atMs ?? 0) <= untilMs;
        }),
    )
    .map(([first]) => first?.record)
    .map((record) => [record?.id, record?.atMs, record?.skill.name, record?.command])
    .sort();
}

test("of several accounts of how one run began, the same one counts in whatever order they come", async () => {
  const engine = await sqlEngine();
  let replaced = 0;
  for (const seed of seedsUpTo(120)) {
    const random = randomOf(seed);
    const story = randomStory(random);
    for (let order = 0; order < 3; order++) {
      const db = engine.open();
      migrate(db, 0);
      const fold = new Fold(db);
      let mirror = new HistoryMirror(db, fold.names, -1);
      for (const [id, uid] of writers.entries()) {
        db.prepare("INSERT INTO writer (id, uid, state) VALUES (?, ?, 1)").run(id + 1, uid);
      }
      for (const { writer, record } of shuffled(random, [...story])) {
        const { changes } = fold.transact(() => fold.apply(writer + 1, record));
        if (changes.removed && record.type === "started") replaced++;
        if (changes.removed) mirror = new HistoryMirror(db, fold.names, -1);
        else mirror.update(changes);
      }
      const { history } = mirror;
      const ids = Array.from({ length: history.length }, (_, row) => history.idAt(row).slice());
      const rows = readInvocations(db, ids).map((one) => {
        return [one.id, one.startedAtMs, one.skill.name, one.command];
      });
      assert.deepEqual(rows.sort(), expectedOf(story), `seed ${seed}, order ${order}`);
      db.close();
    }
  }
  assert.ok(replaced > inShare(50), `${replaced} beginnings took the place of a later one`);
});
