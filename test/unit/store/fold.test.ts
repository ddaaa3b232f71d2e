import assert from "node:assert/strict";
import { test } from "node:test";
import type { SqlDatabase } from "../../../src/store/database";
import { Fold } from "../../../src/store/fold";
import { HistoryMirror } from "../../../src/store/historyMirror";
import { migrate } from "../../../src/store/migrations";
import { readCoverage } from "../../../src/store/qualityTables";
import { readInvocations } from "../../../src/store/readInvocations";
import type { History } from "../../../src/tracker/history";
import { outcomes } from "../../../src/tracker/model";
import type { JournalRecord } from "../../../src/tracker/record";
import { expectedOf, type Expected } from "./model";
import { randomRecords, shuffled } from "./randomRecords";
import { anEnd, aSession, aStart, startMs, uuidOf } from "./records";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";
import { seedsUpTo } from "../../support/seeds";

/** A database that takes batches of records, with the history kept beside it. */
class Folded {
  readonly fold: Fold;
  mirror: HistoryMirror;

  constructor(readonly db: SqlDatabase) {
    migrate(db, 0);
    this.fold = new Fold(db);
    this.mirror = new HistoryMirror(db, this.fold.names, -1);
    db.exec("INSERT INTO writer (id, uid, state) VALUES (1, 'w', 1)");
  }

  take(batch: readonly JournalRecord[]): void {
    const { changes } = this.fold.transact(() => {
      for (const record of batch) this.fold.apply(1, record);
    });
    const isKept = !changes.removed && this.mirror.update(changes);
    if (!isKept) this.mirror = new HistoryMirror(this.db, this.fold.names, -1);
  }

  /** Everything of it in the form of the model. */
  get state(): Expected {
    const { history } = this.mirror;
    const ids = Array.from({ length: history.length }, (_, row) =>
      Uint8Array.from(history.idAt(row)),
    );
    const preferences: Record<string, Record<string, unknown>> = {};
    for (const [kind, name, field, value] of this.db
      .prepare<[string, string, string, string]>(
        "SELECT kind, name, field, value FROM preference JOIN skill ON skill.id = skill_id",
      )
      .all()) {
      (preferences[`${kind}:${name}`] ??= {})[field] = JSON.parse(value) as unknown;
    }
    const rejections = this.db
      .prepare<[Uint8Array, number, string, string | null]>(
        `SELECT uuid, at_ms, (SELECT kind || ':' || name FROM skill WHERE id = skill_id),
          (SELECT kind || ':' || name FROM skill WHERE id = after_skill_id)
         FROM rejection JOIN session ON session.id = session_id`,
      )
      .all()
      .map(([session, at, skill, after]) => {
        const hex = Buffer.from(session).toString("hex");
        const uuid = hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
        return [uuid, at, skill, after ?? ""].join(" ");
      })
      .sort();
    const coverage = readCoverage(this.db);
    return { invocations: readInvocations(this.db, ids), preferences, rejections, coverage };
  }
}

async function aDatabase(): Promise<Folded> {
  return new Folded((await sqlEngine()).open());
}

/** The columns in words, so that two histories with other indices can be compared. */
function inWords(history: History): unknown {
  const skill = (index: number) => history.skills[index];
  return {
    rows: Array.from({ length: history.length }, (_, row) => [
      skill(history.skill[row] ?? -1),
      history.startedAtMs[row],
      history.durationMs[row],
      outcomes[history.outcome[row] ?? 0],
      history.phases[history.phase[row] ?? -1],
      history.sessions[history.session[row] ?? -1],
      history.author[row] === 0 ? "user" : `agent ${history.agents[history.author[row] ?? 0]}`,
      history.background[row],
      history.queries[history.query[row] ?? -1],
      history.folders[history.folder[row] ?? -1],
      history.offers[history.offer[row] ?? -1],
      history.selectionRank[row],
      history.refused[row],
    ]),
    rejections: history.rejections
      .map(({ skill: rejected, after, atMs }) =>
        JSON.stringify([skill(rejected)?.name, skill(after)?.name, atMs]),
      )
      .sort(),
  };
}

test("any order, any split into folds and any repetition give what the records say", async () => {
  const engine = await sqlEngine();
  for (const seed of seedsUpTo(300)) {
    const random = randomOf(seed);
    const records = randomRecords(random, 1 + Math.floor(random() * 6));
    const expected = expectedOf(records);
    for (let order = 0; order < 2; order++) {
      const repeated = shuffled(random, [
        ...records,
        ...records.filter(({ type }) => type !== "started" && random() < 0.2),
      ]);
      const folded = new Folded(engine.open());
      for (let from = 0; from < repeated.length;) {
        const to = from + 1 + Math.floor(random() * 6);
        folded.take(repeated.slice(from, to));
        from = to;
      }
      assert.deepEqual(folded.state, expected, `seed ${seed}, order ${order}`);
      const anew = new HistoryMirror(folded.db, folded.fold.names, -1);
      assert.deepEqual(
        inWords(folded.mirror.history),
        inWords(anew.history),
        `kept and anew, seed ${seed}, order ${order}`,
      );
      folded.db.close();
    }
  }
});

test("a fold that fails leaves the database as it was", async () => {
  const folded = await aDatabase();
  folded.take([aStart(1)]);
  const before = folded.state;
  assert.throws(() => {
    folded.fold.transact(() => {
      folded.fold.apply(1, aStart(2));
      folded.fold.apply(1, {
        type: "forgotten",
        atMs: 1,
        what: { type: "session", sessionId: aSession },
      });
      throw new Error("the power went");
    });
  }, /the power went/);
  assert.deepEqual(folded.state, before);
  folded.take([aStart(3)]);
  assert.equal(folded.state.invocations.length, 2);
});

test("an end that comes before its start is kept until the start comes", async () => {
  const folded = await aDatabase();
  folded.take([anEnd(1, { outcome: "failed" })]);
  assert.equal(folded.state.invocations.length, 0);
  folded.take([aStart(1)]);
  assert.equal(folded.state.invocations[0]?.outcome, "failed");
  assert.equal(folded.db.prepare("SELECT 1 FROM pending_end").all().length, 0);
});

test("a skill is shown with the command, folder and category of its newest invocation", async () => {
  const folded = await aDatabase();
  folded.take([
    aStart(2, { command: "npm test -- --watch", cwd: "packages/a", category: "Testing" }),
    aStart(1, { command: "npm test", cwd: ".", category: "Old" }),
  ]);
  const entry = () => folded.mirror.history.skills[0];
  assert.deepEqual(
    [entry()?.lastCommand, entry()?.lastCwd, entry()?.category],
    ["npm test -- --watch", "packages/a", "Testing"],
  );
  folded.take([aStart(3)]);
  assert.deepEqual(
    [entry()?.lastCommand, entry()?.category],
    [undefined, "Testing"],
    "no command was kept of the newest; the category is looked for further back",
  );
});

test("when an end corrects the skill, the skill it was first taken for falls back to its own runs", async () => {
  const folded = await aDatabase();
  const npm = { kind: "terminal", name: "npm" } as const;
  folded.take([
    aStart(1, { skill: npm, command: "npm one" }),
    aStart(2, { skill: npm, command: "npm two" }),
    anEnd(2, { corrected: { skill: { kind: "terminal", name: "npx" }, command: "npx two" } }),
  ]);
  assert.deepEqual(
    folded.mirror.history.skills.map(({ name, lastCommand }) => [name, lastCommand]),
    [
      ["npm", "npm one"],
      ["npx", "npx two"],
    ],
  );
});

test("what a person decides about a skill shows, and null takes it back", async () => {
  const folded = await aDatabase();
  const { skill } = aStart(1);
  folded.take([aStart(1), { type: "preference", skill, atMs: 5, pinned: true, label: "Tests" }]);
  assert.equal(folded.mirror.history.skills[0]?.label, "Tests");
  folded.take([{ type: "preference", skill, atMs: 6, label: null }]);
  assert.equal(folded.mirror.history.skills[0].label, undefined);
  assert.equal(folded.mirror.history.skills[0].pinned, true);
});

test("what is forgotten leaves no text, skill or session behind in the tables", async () => {
  const folded = await aDatabase();
  folded.take([
    { type: "session-started", sessionId: aSession, atMs: startMs, appName: "Code" },
    aStart(1, { command: "echo secret", query: "a private problem" }),
    anEnd(1),
    { type: "forgotten", atMs: startMs, what: { type: "everything", untilMs: startMs + 1e9 } },
  ]);
  for (const table of ["invocation", "text", "skill", "session"]) {
    assert.deepEqual(folded.db.prepare(`SELECT * FROM ${table}`).all(), [], table);
  }
  folded.take([aStart(2), aStart(30_000)]);
  assert.deepEqual(
    folded.state.invocations.map(({ id }) => id),
    [uuidOf(30_000)],
  );
});

test("years of runs that come in late are read anew at once, not made room for one by one", async () => {
  const folded = await aDatabase();
  const some = 1_500;
  folded.take(Array.from({ length: some }, (_, n) => aStart(n + 1)));
  const { mirror } = folded;
  const late = (n: number) => ({ ...aStart(some + n + 1), atMs: startMs - 1_000_000 + n });
  folded.take([late(0), late(1)]);
  assert.equal(folded.mirror, mirror, "a few are put in their places");
  folded.take(Array.from({ length: some }, (_, n) => late(n + 2)));
  assert.notEqual(folded.mirror, mirror);
  const { history } = folded.mirror;
  assert.equal(history.length, 2 * some + 2);
  const starts = Array.from(history.startedAtMs.subarray(0, history.length));
  assert.deepEqual(
    starts,
    [...starts].sort((one, other) => one - other),
  );
});
