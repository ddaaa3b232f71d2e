import { agents } from "./agents";
import { build } from "./build";
import { cloud } from "./cloud";
import { data } from "./data";
import { docker } from "./docker";
import { files } from "./files";
import { kubernetes } from "./kubernetes";
import { languages } from "./languages";
import { node } from "./node";
import { python } from "./python";
import { pythonApps } from "./pythonApps";
import type { Rule } from "./rule";
import { scripting } from "./scripting";
import { shells } from "./shells";
import { system } from "./system";
import { versionControl } from "./versionControl";
import { web } from "./web";

/** Every row; the row of a program stands before those of its subcommands. */
export const catalog: readonly Rule[] = [
  ...versionControl,
  ...node,
  ...web,
  ...python,
  ...pythonApps,
  ...build,
  ...languages,
  ...scripting,
  ...docker,
  ...kubernetes,
  ...cloud,
  ...data,
  ...agents,
  ...shells,
  ...files,
  ...system,
];

let index: ReadonlyMap<string, Rule> | undefined;

/**
 * @param name a program, or a program with subcommands, as a skill is named; aliases are understood.
 * @returns its row, completed from the row of its program.
 */
export function findRule(name: string): Rule | undefined {
  // Built when first asked for: importing this module must cost nothing.
  index ??= buildIndex(catalog);
  return index.get(name);
}

function buildIndex(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  const built = new Map<string, Rule>();
  for (const rule of rules) {
    const parent = nearestAncestor(rule.skill, built);
    const complete = parent === undefined ? rule : inherit(rule, parent);
    built.set(rule.skill, complete);
    const stem = rule.skill.slice(0, rule.skill.lastIndexOf(" ") + 1);
    for (const alias of options(rule.aliases)) built.set(stem + alias, complete);
  }
  return built;
}

function nearestAncestor(skill: string, built: ReadonlyMap<string, Rule>): Rule | undefined {
  for (let at = skill.lastIndexOf(" "); at > 0; at = skill.lastIndexOf(" ", at - 1)) {
    const row = built.get(skill.slice(0, at));
    if (row !== undefined) return row;
  }
  return undefined;
}

function inherit(rule: Rule, parent: Rule): Rule {
  const sameSort = rule.category === undefined && rule.phase === undefined;
  const values = [parent.values, rule.values].filter(Boolean).join(" ");
  return {
    ...(parent.category === undefined ? {} : { category: parent.category }),
    ...(parent.phase === undefined ? {} : { phase: parent.phase }),
    ...(parent.kind !== undefined && sameSort ? { kind: parent.kind } : {}),
    ...(parent.depth === undefined ? {} : { depth: parent.depth }),
    ...rule,
    ...(values === "" ? {} : { values }),
  };
}

/** A list written with spaces between. */
export function options(list: string | undefined): readonly string[] {
  return list === undefined || list === "" ? [] : list.split(" ");
}
