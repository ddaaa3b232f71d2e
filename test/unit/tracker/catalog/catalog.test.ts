import assert from "node:assert/strict";
import { test } from "node:test";
import { catalog, findRule } from "../../../../src/tracker/catalog/catalog";
import { categories } from "../../../../src/tracker/catalog/rule";
import { nameCommand } from "../../../../src/tracker/catalog/naming";
import { findTarget, targets } from "../../../../src/tracker/catalog/targets";
import { unwrap } from "../../../../src/tracker/catalog/unwrap";
import { wrappers } from "../../../../src/tracker/catalog/wrappers";
import { parseBash } from "../../../../src/tracker/shell/bash";

const wordsOf = (line: string): string[] =>
  (parseBash(line).commands[0]?.words ?? []).map((word) => word.text);

test("every row's example is recognised by its own row", () => {
  const wrong: string[] = [];
  for (const rule of catalog()) {
    const named = nameCommand(wordsOf(rule.example));
    if (named?.rule?.skill !== rule.skill)
      wrong.push(`${rule.example} -> ${named?.rule?.skill ?? "nothing"}, not ${rule.skill}`);
  }
  assert.deepEqual(wrong, []);
});

test("no two rows name the same skill, and no alias hides a row", () => {
  const seen = new Set<string>();
  for (const rule of catalog()) {
    assert.ok(!seen.has(rule.skill), rule.skill);
    seen.add(rule.skill);
  }
  for (const rule of catalog()) assert.equal(findRule(rule.skill)?.skill, rule.skill);
});

test("every row ends up with a category of the list", () => {
  for (const rule of catalog()) {
    const category = findRule(rule.skill)?.category;
    assert.ok(category !== undefined && categories.includes(category), rule.skill);
  }
});

test("a subcommand's row comes after the row it takes its values from", () => {
  const seen = new Set<string>();
  for (const { skill } of catalog()) {
    const program = skill.slice(0, `${skill} `.indexOf(" "));
    assert.ok(program === skill || seen.has(program), skill);
    seen.add(skill);
  }
});

test("every wrapper's example runs what the row says", () => {
  for (const wrapper of wrappers) {
    const inner = unwrap(wordsOf(wrapper.example));
    const words = inner.line === undefined ? inner.words : unwrap(wordsOf(inner.line)).words;
    assert.equal(nameCommand(words)?.name, wrapper.runs, wrapper.example);
    assert.equal(inner.endless, wrapper.endless === true, wrapper.example);
  }
});

test("every target's example is told by its own row", () => {
  for (const target of targets) {
    const name = target.example.slice(target.example.lastIndexOf(" ") + 1);
    assert.equal(findTarget(name), target, target.example);
  }
});
