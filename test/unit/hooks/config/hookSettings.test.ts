import assert from "node:assert/strict";
import { parse } from "jsonc-parser";
import { test } from "node:test";
import { addHooks, ourHandlers, removeHooks } from "../../../../src/hooks/config/hookSettings";
import { parseReceipt } from "../../../../src/hooks/config/receipt";
import { HookError } from "../../../../src/hooks/problem";
import { seededRandom, type Random } from "../../../support/random";

const handler = { type: "http", url: "http://127.0.0.1:1/ours", timeout: 5 };
const entry = { events: ["PostToolUse", "SubagentStop", 'Brand"New'], handler };
const isOurs = (value: unknown): boolean => JSON.stringify(value) === JSON.stringify(handler);
const add = (text: string | undefined) => addHooks(text, entry, "/settings.json");
const remove = (
  text: string,
  receipt = undefined as ReturnType<typeof add>["receipt"] | undefined,
) => removeHooks(text, isOurs, receipt, "/settings.json");
const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof HookError ? error.problem.type : String(error);
  }
  return "none";
};

/** What adding has to come to, as a value. */
function naiveAdd(value: { hooks?: Record<string, unknown[]> }): unknown {
  const hooks = { ...value.hooks };
  for (const event of entry.events) hooks[event] = [...(hooks[event] ?? []), { hooks: [handler] }];
  return { ...value, hooks };
}

test("a file that is not there is written whole, and goes again", () => {
  const { text, receipt } = add(undefined);
  assert.deepEqual(JSON.parse(text), naiveAdd({}));
  assert.match(text, /^\{\n {2}"hooks": \{\n {4}"PostToolUse": \[\n/);
  assert.ok(text.endsWith("}\n"));
  assert.equal(remove(text, receipt), undefined);
});

test("an entry stands behind those of others, indented as they are", () => {
  const before = [
    "{",
    "\t// mine",
    '\t"permissions": { "allow": ["Bash(ls)"] },',
    '\t"hooks": {',
    '\t\t"PostToolUse": [',
    '\t\t\t{ "matcher": "Edit", "hooks": [{ "type": "command", "command": "fmt" }] }',
    "\t\t]",
    "\t},",
    '\t"model": "x"',
    "}",
    "",
  ].join("\r\n");
  const { text, receipt } = addHooks(before, { events: ["PostToolUse"], handler: { a: 1 } }, "/s");
  const added = [
    ",",
    "\t\t\t{",
    '\t\t\t\t"hooks": [',
    "\t\t\t\t\t{",
    '\t\t\t\t\t\t"a": 1',
    "\t\t\t\t\t}",
    "\t\t\t\t]",
    "\t\t\t}",
  ].join("\r\n");
  assert.equal(text, before.replace('"fmt" }] }', `"fmt" }] }${added}`));
  assert.equal(removeHooks(text, isOurs, receipt, "/s"), before);
});

test("a file on one line stays on one line", () => {
  const { text } = addHooks('{"a":1}', { events: ["E"], handler: { b: 2 } }, "/s");
  assert.equal(text, '{"a":1,"hooks":{"E":[{"hooks":[{"b":2}]}]}}');
});

test("what is not of the form hooks have is refused and says which", () => {
  const refused: readonly (readonly [string, string])[] = [
    ["not-json", "{"],
    ["not-json", '{"a":1,,}'],
    ["not-json", "{} trailing"],
    ["not-json", "hooks = true"],
    ["unexpected-form", "[]"],
    ["unexpected-form", "null"],
    ["unexpected-form", '{"hooks":[]}'],
    ["unexpected-form", '{"hooks":"none"}'],
    ["unexpected-form", '{"hooks":{"PostToolUse":{}}}'],
  ];
  for (const [type, text] of refused)
    assert.equal(
      problemOf(() => add(text)),
      type,
      text,
    );
});

test("of two properties of a name the one that counts is added to", () => {
  const before = '{"hooks":7,"hooks":{"E":0,"E":[]}}';
  const { text, receipt } = addHooks(before, { events: ["E"], handler: { b: 2 } }, "/s");
  assert.equal(text, '{"hooks":7,"hooks":{"E":0,"E":[{"hooks":[{"b":2}]}]}}');
  assert.equal(removeHooks(text, isOurs, receipt, "/s"), before);
});

test("what others changed meanwhile stays, and only ours goes", () => {
  const { text, receipt } = add('{\n  "a": 1\n}\n');
  const changed = text
    .replace('"a": 1', '"a": 2, "b": [] /* new */')
    .replace('"hooks": [\n', '"hooks": [\n{"type":"command","command":"theirs"},\n');
  const rest = remove(changed, receipt) ?? "";
  assert.deepEqual(ourHandlers(rest, isOurs, "/s"), []);
  assert.deepEqual(parse(rest), {
    a: 2,
    b: [],
    hooks: { PostToolUse: [{ hooks: [{ type: "command", command: "theirs" }] }] },
  });
  assert.match(rest, /\/\* new/);
});

test("a file of ours that others wrote into is not removed", () => {
  const { text, receipt } = add(undefined);
  assert.equal(remove(text.replace("{", "{ "), receipt), undefined);
  const rest = remove(text.replace("{", '{ "model": "x",'), receipt) ?? "";
  assert.deepEqual(parse(rest), { model: "x" });
});

test("a receipt is kept as JSON; anything else is none", () => {
  const { receipt } = add('{"a":1}');
  assert.deepEqual(parseReceipt(JSON.parse(JSON.stringify(receipt))), receipt);
  for (const other of [undefined, {}, { ...receipt, added: [[1]] }, { ...receipt, hash: 1 }])
    assert.equal(parseReceipt(other), undefined);
  // It says where, and nothing of what was there.
  assert.doesNotMatch(JSON.stringify(receipt), /"a"/);
});

/** Settings as people and programs write them, hooks of others included. */
function someSettings(random: Random): string {
  const blank = (): string =>
    random.pick(["", "", " ", "\n", "\n  ", "\r\n\t", " /* c, } */ ", " // , ]\n"]);
  const list = (open: string, items: readonly string[], close: string): string => {
    const comma = items.length > 0 && random.chance(0.2) ? `${blank()},` : "";
    const inner = items.map((item) => blank() + item + blank()).join(",");
    return open + inner + comma + blank() + close;
  };
  const property = (name: string, value: string): string =>
    `${JSON.stringify(name)}${blank()}:${blank()}${value}`;
  const others = (): string =>
    random.pick(['{"type":"command","command":"a, ]"}', '{"type":"http","url":"x"}', "7"]);
  const some = <T>(most: number, one: () => T): T[] =>
    Array.from({ length: random.int(0, most) }, one);
  const group = (): string =>
    list(
      "{",
      random.shuffle([
        property("matcher", '"Edit"'),
        property("hooks", list("[", some(2, others), "]")),
      ]),
      "}",
    );
  const events = random
    .shuffle([...entry.events, "Stop"])
    .slice(0, random.int(0, 4))
    .map((event) => property(event, list("[", some(2, group), "]")));
  const properties = [
    ...(random.chance(0.7) ? [property("hooks", list("{", events, "}"))] : []),
    ...some(2, () =>
      property(random.pick(["a", "é😀", "env"]), random.pick(['"x"', "[1,2]", "{}"])),
    ),
  ];
  const mark = random.chance(0.1) ? "\ufeff" : "";
  return mark + blank() + list("{", random.shuffle(properties), "}") + blank();
}

test("removing gives back every byte when nothing else changed, and others keep their hooks anyhow", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 800; round++) {
    const before = someSettings(random);
    const { text, receipt } = add(before);
    assert.deepEqual(valueOf(text), naiveAdd(valueOf(before)), before);
    assert.equal(ourHandlers(text, isOurs, "/s").length, entry.events.length);
    assert.equal(remove(text, receipt), before);
    const rest = remove(text) ?? "";
    assert.deepEqual(withoutEmpty(valueOf(rest)), withoutEmpty(valueOf(before)), before);
    // A second time there is nothing of ours.
    assert.equal(remove(rest), rest);
  }
});

function valueOf(text: string): { hooks?: Record<string, unknown[]> } {
  return parse(text.replace("\ufeff", ""), [], { allowTrailingComma: true });
}

/** Without lists and objects of hooks that were empty already, which go with ours. */
function withoutEmpty(value: { hooks?: Record<string, unknown[]> }): unknown {
  const { hooks = {}, ...others } = value;
  const events = Object.entries(hooks).filter(([, groups]) => groups.length > 0);
  return events.length === 0 ? others : { ...others, hooks: Object.fromEntries(events) };
}
