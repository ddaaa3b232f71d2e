import { agentsRules } from "./agents";
import { buildRules } from "./build";
import { cloudRules } from "./cloud";
import { dataRules } from "./data";
import { dockerRules } from "./docker";
import { filesRules } from "./files";
import { kubernetesRules } from "./kubernetes";
import { languagesRules } from "./languages";
import { nodeRules } from "./node";
import { pythonRules } from "./python";
import { pythonAppsRules } from "./pythonApps";
import type { Rule } from "./rule";
import { scriptingRules } from "./scripting";
import { shellsRules } from "./shells";
import { systemRules } from "./system";
import { versionControlRules } from "./versionControl";
import { webRules } from "./web";

/**
 * Every row; the row of a program stands before those of its subcommands. Made when first asked
 * for: importing the tables must cost next to nothing while the editor starts.
 */
export function catalog(): readonly Rule[] {
  return [
    ...versionControlRules(),
    ...nodeRules(),
    ...webRules(),
    ...pythonRules(),
    ...pythonAppsRules(),
    ...buildRules(),
    ...languagesRules(),
    ...scriptingRules(),
    ...dockerRules(),
    ...kubernetesRules(),
    ...cloudRules(),
    ...dataRules(),
    ...agentsRules(),
    ...shellsRules(),
    ...filesRules(),
    ...systemRules(),
  ];
}

let index: ReadonlyMap<string, Rule> | undefined;

/**
 * @param name a program, or a program with subcommands, as a skill is named; aliases are understood.
 * @returns its row, completed from the row of its program.
 */
export function findRule(name: string): Rule | undefined {
  index ??= buildIndex(catalog());
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

const lists = new Map<string, readonly string[]>();

/** A list written with spaces between, as the tables do. */
export function options(list: string | undefined): readonly string[] {
  if (list === undefined || list === "") return [];
  const known = lists.get(list);
  if (known !== undefined) return known;
  const split = list.split(" ");
  lists.set(list, split);
  return split;
}
