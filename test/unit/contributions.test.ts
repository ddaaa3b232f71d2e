import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  chatCommands,
  commandIds,
  mcpProviderId,
  participantId,
  toolNames,
  viewIds,
  walkthroughId,
} from "../../src/contributions";
import { settingRules } from "../../src/settings";

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string }[];
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly configuration: { readonly properties: Record<string, { default: unknown }> };
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: {
        readonly properties: Readonly<Record<string, { readonly description: string }>>;
      };
    }[];
    readonly chatParticipants: readonly {
      readonly id: string;
      readonly commands: readonly { readonly name: string }[];
    }[];
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
    readonly chatSkills: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { id: string; steps: { media: { markdown: string } }[] }[];
  };
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const { contributes } = manifest;

const sorted = (values: Iterable<string>): string[] => [...values].sort();

test("the manifest contributes exactly the commands that are registered", () => {
  assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(commandIds));
});

test("the manifest contributes exactly the views that are drawn", () => {
  const ids = Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id));
  assert.deepEqual(sorted(ids), sorted(viewIds));
});

test("the manifest contributes exactly the tools, the participant and the servers that are registered", () => {
  const { languageModelTools, chatParticipants, mcpServerDefinitionProviders } = contributes;
  assert.deepEqual(
    languageModelTools.map(({ name }) => name),
    [...toolNames],
  );
  const [participant, ...others] = chatParticipants;
  assert.deepEqual([participant?.id, others], [participantId, []]);
  assert.deepEqual(
    participant?.commands.map(({ name }) => name),
    [...chatCommands],
  );
  assert.deepEqual(
    mcpServerDefinitionProviders.map(({ id }) => id),
    [mcpProviderId],
  );
});

test("every argument of a tool is described, and the code reads it", () => {
  const reader = readFileSync("src/serve/chat.ts", "utf8");
  for (const { name, inputSchema } of contributes.languageModelTools)
    for (const [argument, { description }] of Object.entries(inputSchema.properties)) {
      assert.ok(description.length > 10, `${name}: ${argument}`);
      assert.ok(reader.includes(`(given, "${argument}"`), `${name}: ${argument}`);
    }
});

test("the agent skill has the name of its folder and names tools that are there", () => {
  const [skill, ...others] = contributes.chatSkills;
  assert.ok(skill !== undefined && others.length === 0);
  const content = readFileSync(skill.path, "utf8");
  const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(content) ?? [];
  const folder = skill.path.split("/").at(-2);
  assert.equal(/^name: (\S+)$/m.exec(head)?.[1], folder);
  const described = /^description: (.+)$/m.exec(head)?.[1] ?? "";
  assert.ok(described.length > 50 && described.length <= 1024);
  const named = new Set(body.match(/session_buddy_\w+/g));
  assert.deepEqual(sorted(named), sorted(toolNames));
});

test("settings are the same in manifest and code, with the same defaults", () => {
  const { properties } = contributes.configuration;
  assert.deepEqual(sorted(Object.keys(properties)), sorted(Object.keys(settingRules)));
  for (const [id, rule] of Object.entries(settingRules)) {
    assert.deepEqual(properties[id]?.default, rule.fallback, id);
  }
});

test("every %key% has its words and every word is used", () => {
  const used = [...text.matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? "");
  assert.deepEqual(sorted(new Set(used)), sorted(Object.keys(words)));
});

test("menus show only contributed commands, and tree commands are not in the palette", () => {
  const known = new Set<string>(commandIds);
  for (const [menu, items] of Object.entries(contributes.menus)) {
    for (const { command } of items) assert.ok(known.has(command), `${menu}: ${command}`);
  }
});

test("every context key a clause asks for is set in the code, and every key set is asked for", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join("src", file), "utf8"))
    .join("\n");
  const asked = new Set(
    [...text.matchAll(/\b(sessionBuddy\.\w+) (?:==|!=)/g)].map(([, key]) => key),
  );
  const typed = /interface ContextKeys \{([^}]*)\}/.exec(sources)?.[1] ?? "";
  const set = new Set([...typed.matchAll(/"(sessionBuddy\.\w+)"/g)].map(([, key]) => key));
  assert.deepEqual([...set].sort(), [...asked].sort());
});

test("every command link in welcome texts and walkthrough names a contributed command or a view's focus", () => {
  const own = [...JSON.stringify(words).matchAll(/command:(sessionBuddy\.[\w.]+)/g)].map(
    ([, id]) => id ?? "",
  );
  assert.ok(own.length > 0);
  const known = new Set<string>([...commandIds, ...viewIds.map((id) => `${id}.focus`)]);
  for (const id of own) assert.ok(known.has(id), id);
});

test("the walkthrough is the one the code opens, and its pages exist", () => {
  const [walkthrough] = contributes.walkthroughs;
  assert.ok(walkthrough);
  assert.equal(`${manifest.publisher}.${manifest.name}#${walkthrough.id}`, walkthroughId);
  for (const { media } of walkthrough.steps) {
    assert.notEqual(readFileSync(media.markdown, "utf8").trim(), "");
  }
});
