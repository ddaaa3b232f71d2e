import assert from "node:assert/strict";
import { parse } from "jsonc-parser";
import { test } from "node:test";
import { withServer } from "../../../../src/hooks/config/mcpServers";
import { HookError } from "../../../../src/hooks/problem";
import { seededRandom } from "../../../support/random";

const server = { type: "stdio", command: "node", args: ["/a/server.cjs"] } as const;
const add = (text: string | undefined): string => withServer(text, "ours", server, "/.mcp.json");
const problemOf = (text: string): string => {
  try {
    add(text);
  } catch (error) {
    return error instanceof HookError ? error.problem.type : String(error);
  }
  return "none";
};

/** How many characters two texts share at their beginning and at their end. */
function shared(one: string, other: string): number {
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return start + end;
}

test("a file that is not there, or holds nothing, is written whole", () => {
  const whole = `{
  "mcpServers": {
    "ours": {
      "type": "stdio",
      "command": "node",
      "args": [
        "/a/server.cjs"
      ]
    }
  }
}
`;
  assert.equal(add(undefined), whole);
  assert.equal(add(" \n"), whole);
});

test("an entry stands behind those of others, written as they are", () => {
  const tabs = '{\r\n\t"mcpServers": {\r\n\t\t"a": { "url": "x" } // mine\r\n\t}\r\n}\r\n';
  const after = add(tabs);
  assert.ok(after.includes('"a": { "url": "x" },\r\n\t\t"ours": {\r\n\t\t\t"type": "stdio",'));
  assert.ok(after.includes("// mine"));
  assert.equal(
    add('{"mcpServers":{}}'),
    '{"mcpServers":{"ours":{"type":"stdio","command":"node","args":["/a/server.cjs"]}}}',
  );
});

test("an entry of our name is replaced where it stands, and one that says the same is left", () => {
  const old = add('{\n    "mcpServers": {\n        "ours": 7,\n        "b": {}\n    }\n}\n');
  assert.equal(
    old,
    `{
    "mcpServers": {
        "ours": {
            "type": "stdio",
            "command": "node",
            "args": [
                "/a/server.cjs"
            ]
        },
        "b": {}
    }
}
`,
  );
  assert.equal(add(old), old);
  const short =
    '{ "mcpServers": { "ours": {"type":"stdio","command":"node","args":["/a/server.cjs"]} } }';
  assert.equal(add(short), short);
});

test("what is no JSON object, or holds servers in another form, is an error", () => {
  assert.equal(problemOf("{"), "not-json");
  assert.equal(problemOf("[]"), "unexpected-form");
  assert.equal(problemOf('{"mcpServers": []}'), "unexpected-form");
});

test("whatever else a file holds is there afterwards, byte for byte", () => {
  const random = seededRandom(11);
  const { pick, int, chance } = random;
  for (let round = 0; round < 300; round++) {
    const others = Array.from({ length: int(0, 3) }, (_, at) => [
      pick(["a", "b b", 'q"', "ö"]) + at,
      pick([{}, { url: "x" }, { command: "c", args: ["{", "}"] }, { env: { A: "," } }]),
    ]);
    const sections = {
      ...(chance(0.5) ? { inputs: [{ id: 1 }] } : {}),
      ...(chance(0.5) ? { mcpServers: Object.fromEntries(others) as object } : {}),
      ...(chance(0.5) ? { last: null } : {}),
    };
    const mark = pick(["", "\ufeff"]);
    const json = JSON.stringify(sections, null, pick([0, 2, 4, "\t"]));
    const before = mark + json.replaceAll("\n", pick(["\n", "\r\n"]));
    const after = add(before);
    const servers = "mcpServers" in sections ? sections.mcpServers : {};
    const expected = { ...sections, mcpServers: { ...servers, ours: server } };
    assert.deepEqual(parse(after.replace("\ufeff", "")), expected, before);
    assert.ok(shared(before, after) >= before.length, before);
    assert.equal(add(after), after);
  }
});
