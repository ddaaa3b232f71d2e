import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOf } from "../../../src/recommend/choices";
import { Fold } from "../../../src/store/fold";
import { HistoryMirror } from "../../../src/store/historyMirror";
import { migrate } from "../../../src/store/migrations";
import { skillKey, type SkillKind } from "../../../src/tracker/model";
import { randomRecords } from "./randomRecords";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";
import { inShare, seedsUpTo } from "../../support/seeds";

const figures = /* sql */ `
SELECT skill_kind, skill_name, avg_selection_rank, recommendation_success_rate FROM skill_metrics`;

type Row = readonly [kind: SkillKind, name: string, rank: number | null, success: number | null];

test("the database tells other programs the same of what was taken as the extension itself", async () => {
  const engine = await sqlEngine();
  let compared = 0;
  for (const seed of seedsUpTo(60)) {
    const db = engine.open();
    migrate(db, 0);
    db.exec("INSERT INTO writer (id, uid, state) VALUES (1, 'w', 1)");
    const fold = new Fold(db);
    fold.transact(() => {
      for (const record of randomRecords(randomOf(seed), 20)) fold.apply(1, record);
    });
    const { bySkill } = choicesOf(new HistoryMirror(db, fold.names, -1).history);
    for (const [kind, name, rank, success] of db.prepare<Row>(figures).all()) {
      const own = bySkill.get(skillKey({ kind, name }));
      assert.equal(own?.meanRank ?? null, rank);
      assert.equal(own?.endedWell ?? null, success);
      if (rank !== null) compared++;
    }
    db.close();
  }
  assert.ok(compared > inShare(30));
});
