import assert from "node:assert/strict";
import { test } from "node:test";
import { keepClusters, type ClusterRow } from "../../../src/store/clusterTables";
import type { SqlDatabase } from "../../../src/store/database";
import { someSkills, someTime } from "../../support/history";
import type { Random } from "../../support/random";
import { anEmptyDatabase, assertSameRows, forSeeds, refOf, rowsIn } from "./viewSupport";

const iso = (ms: number): string => new Date(ms).toISOString();

function someClusters(random: Random): ClusterRow[] {
  return Array.from({ length: random.int(0, 4) }, (_, id) => ({
    id: id + 1,
    name: `Group ${random.int(1, 6)}`,
    ...(random.chance(0.5) ? { description: random.pick(["one", "two"]) } : {}),
    members: random
      .shuffle(someSkills)
      .slice(0, random.int(0, 3))
      .map((skill) => ({ skill: refOf(skill), score: random.int(0, 10) / 10 })),
  }));
}

function changesOf(db: SqlDatabase): number {
  return db.prepare<[number]>("SELECT total_changes()").first()?.[0] ?? 0;
}

test("the tables hold the clusters that were given last, named apart, and when a name first came", () =>
  forSeeds(200, async (random) => {
    const db = await anEmptyDatabase();
    let since = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      const clusters = someClusters(random);
      const now = someTime + round;
      keepClusters(db, clusters, now);
      const taken: string[] = [];
      const rows = clusters.map(({ id, name, description }) => {
        let own = name;
        for (let number = 2; taken.includes(own); number++) own = `${name} (${number})`;
        taken.push(own);
        return { cluster_id: id, cluster_name: own, description: description ?? null };
      });
      since = new Map(taken.map((name) => [name, since.get(name) ?? now]));
      assertSameRows(
        rowsIn(db, "skill_clusters"),
        rows.map((row) => ({
          ...row,
          centroid_embedding: null,
          created_at: iso(since.get(row.cluster_name) ?? NaN),
        })),
        "skill_clusters",
      );
      assertSameRows(
        rowsIn(db, "skill_cluster_membership"),
        clusters.flatMap(({ id, members }) =>
          members.map(({ skill, score }) => ({
            skill_name: skill.name,
            cluster_id: id,
            membership_score: score,
            skill_kind: skill.kind,
          })),
        ),
        "skill_cluster_membership",
      );
      const before = changesOf(db);
      keepClusters(db, clusters, now + 1000);
      assert.equal(changesOf(db), before, "nothing is written where nothing changed");
    }
    db.close();
  }));
