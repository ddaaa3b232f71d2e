import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, languages } from "../../../src/recommend/languages";
import { familyName } from "../../../src/recommend/next/families";
import { catalog, findRule } from "../../../src/tracker/catalog/catalog";

test("every program of the table begins the name of a skill that the catalog knows", () => {
  const known = new Set(catalog().map(({ skill }) => familyName(skill)));
  for (const { title, programs } of languages) {
    const unknown = programs.split(" ").filter((name) => !known.has(name) && !findRule(name));
    assert.deepEqual(unknown, [], title);
  }
});

test("no language stands in the table twice, and no program twice in a row", () => {
  const ids = languages.flatMap((language) => language.ids.split(" "));
  assert.equal(new Set(ids).size, ids.length);
  for (const { title, programs } of languages) {
    const names = programs.split(" ");
    assert.equal(new Set(names).size, names.length, title);
  }
});

test("a skill belongs to a language by the first word of its name", () => {
  assert.equal(languageOf({ kind: "test", name: "pytest" }, "python"), "Python");
  assert.equal(languageOf({ kind: "terminal", name: "cargo test" }, "rust"), "Rust");
  assert.equal(languageOf({ kind: "task", name: "npm: build" }, "typescriptreact"), "TypeScript");
  assert.equal(languageOf({ kind: "terminal", name: "cargo test" }, "python"), undefined);
  assert.equal(languageOf({ kind: "terminal", name: "pytester" }, "python"), undefined);
  assert.equal(languageOf({ kind: "terminal", name: "pytest" }, "toString"), undefined);
});
