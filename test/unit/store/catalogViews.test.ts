import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { catalog } from "../../../src/tracker/catalog/catalog";
import { completionRate, skillKinds } from "../../../src/tracker/model";
import { randomRuns, someSkills, someTime } from "../../support/history";
import { groupBy, naiveCounts, naiveTypical } from "../../support/naive";
import type { Random } from "../../support/random";
import {
  anEmptyDatabase,
  assertSameRows,
  databaseOf,
  forSeeds,
  refOf,
  rowsIn,
  sessionIdOf,
  someCategories,
  type Fields,
  type StoredRun,
} from "./viewSupport";

const iso = (ms: number): string => new Date(ms).toISOString();
const first = (runs: readonly StoredRun[]): string => iso(Math.min(...runs.map(({ at }) => at)));
const byText = (one: string, other: string): number => (one < other ? -1 : 1);

function someRuns(random: Random): StoredRun[] {
  const count = random.int(0, 40);
  return randomRuns(random, { count, skills: someSkills.slice(0, random.int(1, 6)) }).map((run) =>
    random.chance(0.7) ? { ...run, category: random.pick(someCategories) } : run,
  );
}

function naiveMapping(runs: readonly StoredRun[]) {
  return [...groupBy(runs, ({ skill }) => skill)].flatMap(([skill, own]) =>
    [...groupBy(own, ({ category }) => category)].flatMap(([category, some]) => {
      if (category === undefined) return [];
      return [{ skill, category, share: some.length / own.length, since: first(some) }];
    }),
  );
}

test("categories and what skills are for are what a recount of the invocations says", () =>
  forSeeds(250, async (random) => {
    const runs = someRuns(random);
    const db = await databaseOf(runs);
    const rules = new Map(rowsIn(db, "category_rule").map((row) => [row["category_name"], row]));
    const kinds = new Map(rowsIn(db, "kind_rule").map((row) => [row["kind"], row]));
    const categories = rowsIn(db, "skill_categories");
    const names = new Map(
      categories.map(({ category_id, category_name }) => [category_id, category_name]),
    );
    assert.equal(names.size, categories.length);
    const named = groupBy(
      runs.filter(({ category }) => category !== undefined),
      ({ category = "" }) => category,
    );
    assertSameRows(
      categories.map(({ category_id: _, ...row }) => row),
      [...named].map(([category_name, own]) => ({
        category_name,
        parent_category_id: null,
        description: rules.get(category_name)?.["description"] ?? null,
        domain: rules.get(category_name)?.["domain"] ?? null,
        created_at: first(own),
      })),
      "skill_categories",
    );
    const mapping = naiveMapping(runs);
    assertSameRows(
      rowsIn(db, "skill_category_mapping").map(({ category_id, ...row }) => ({
        ...row,
        category: names.get(category_id ?? -1) ?? null,
      })),
      mapping.map(({ skill, category, share, since }) => ({
        skill_name: refOf(skill).name,
        skill_kind: refOf(skill).kind,
        category,
        confidence_score: share,
        assigned_at: since,
      })),
      "skill_category_mapping",
    );
    const skills = [...groupBy(runs, ({ skill }) => skill)].map(([skill, own]) => {
      const [best] = mapping
        .filter((one) => one.skill === skill)
        .sort((one, other) => other.share - one.share || byText(one.category, other.category));
      const { kind, name } = refOf(skill);
      const [rule, general] = [rules.get(best?.category ?? null), kinds.get(kind)];
      const said = (column: string, fallback = column) =>
        rule?.[column] ?? general?.[fallback] ?? null;
      const modality: Fields = {
        skill_name: name,
        skill_kind: kind,
        modality_type: said("domain", "modality_type"),
        input_format: said("input_format"),
        output_format: said("output_format"),
        requires_human_review: said("requires_human_review"),
      };
      return { own, modality, category: best?.category ?? null };
    });
    assertSameRows(
      rowsIn(db, "skill_modalities").map(({ category_id, ...row }) => ({
        ...row,
        category: names.get(category_id ?? -1) ?? null,
      })),
      skills.map(({ own, modality, category }) => ({
        ...modality,
        created_at: first(own),
        category,
      })),
      "skill_modalities",
    );
    assertSameRows(
      rowsIn(db, "v_multimodal_skill_catalog"),
      skills.map(({ own, modality, category }) => {
        const typical = naiveTypical(own).map((ms) => ms / 1000);
        const total = typical.reduce((sum, value) => sum + value, 0);
        return {
          ...modality,
          total_sessions: new Set(own.map(sessionIdOf)).size,
          completion_rate: completionRate(naiveCounts(own)) ?? null,
          avg_duration_seconds: typical.length === 0 ? null : total / typical.length,
          category_name: category,
          domain: rules.get(category)?.["domain"] ?? null,
        };
      }),
      "v_multimodal_skill_catalog",
    );
    db.close();
  }));

/** Every category that the sources of the program give a run. */
function categoriesInUse(): readonly string[] {
  const said = ["src/agents/agentRuns.ts", "src/tracker/taskSubject.ts"].flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/"(Agents|Agent \w+|Tasks|Testing|Build)"/g)].map(
      ([, name]) => name ?? "",
    ),
  );
  const rules = catalog().flatMap((rule) => rule.category ?? []);
  return [
    ...new Set([...rules, ...said, "By hand", "Commands", "Debugging", "Notebooks", "Other"]),
  ];
}

test("there is a rule for every category and every kind there is", async () => {
  const db = await anEmptyDatabase();
  const known = rowsIn(db, "category_rule").map((row) => row["category_name"]);
  const used = categoriesInUse();
  assert.ok(used.length > 18);
  assert.deepEqual(
    used.filter((name) => !known.includes(name)),
    [],
  );
  const kinds = rowsIn(db, "kind_rule").map(({ kind }) => String(kind));
  assert.deepEqual(kinds.sort(), [...skillKinds].sort());
});

test("the earlier taxonomy's domains are those of the same categories here", async () => {
  const db = await anEmptyDatabase();
  const domains = Object.fromEntries(
    rowsIn(db, "category_rule").map((row) => [row["category_name"], row["domain"]]),
  );
  assert.equal(domains["Testing"], "testing");
  assert.equal(domains["Documentation"], "documentation");
  assert.equal(domains["Cloud & deploy"], "deployment");
  assert.equal(domains["Build"], "deployment");
  assert.equal(domains["Version control"], "code");
  assert.equal(domains["Lint & format"], "code");
});

test("only what people should look at asks for it: documents, and what agents wrote", async () => {
  const of = (skill: StoredRun["skill"], category?: string): StoredRun => ({
    skill,
    at: someTime,
    ...(category === undefined ? {} : { category }),
  });
  const db = await databaseOf([
    of("terminal:ruff check", "Lint & format"),
    of("terminal:sphinx-build", "Documentation"),
    of("agent:claude"),
    of("tool:Read", "Agent tools"),
  ]);
  assert.deepEqual(
    rowsIn(db, "v_multimodal_skill_catalog").map((row) => [
      ...[row["skill_name"], row["modality_type"], row["input_format"], row["output_format"]],
      row["requires_human_review"],
    ]),
    [
      ["Read", "code", "arguments", "result", 0],
      ["claude", "code", "prompt", "changes", 1],
      ["ruff check", "code", "source", "diagnostics", 0],
      ["sphinx-build", "documentation", "document", "site", 1],
    ],
  );
});
