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

/** Each table is made when first asked for: importing them must cost next to nothing. */
const tables: readonly (() => readonly Rule[])[] = [
  versionControlRules,
  nodeRules,
  webRules,
  pythonRules,
  pythonAppsRules,
  buildRules,
  languagesRules,
  scriptingRules,
  dockerRules,
  kubernetesRules,
  cloudRules,
  dataRules,
  agentsRules,
  shellsRules,
  filesRules,
  systemRules,
];

/** Every row; the row of a program stands before those of its subcommands. */
export function catalog(): readonly Rule[] {
  return tables.flatMap((table) => table());
}

const index = new Map<string, Rule>();
let indexed = 0;

/** Makes one more table ready, in about a millisecond. @returns false when all are. */
export function indexNextTable(): boolean {
  const table = tables[indexed];
  if (table === undefined) return false;
  indexed++;
  addRules(table(), index);
  return true;
}

/**
 * @param name a program, or a program with subcommands, as a skill is named; aliases are understood.
 * @returns its row, completed from the row of its program.
 */
export function findRule(name: string): Rule | undefined {
  while (indexNextTable());
  return index.get(name);
}

function addRules(rules: readonly Rule[], built: Map<string, Rule>): void {
  for (const rule of rules) {
    const parent = nearestAncestor(rule.skill, built);
    const complete = parent === undefined ? rule : inherit(rule, parent);
    built.set(rule.skill, complete);
    const stem = rule.skill.slice(0, rule.skill.lastIndexOf(" ") + 1);
    for (const alias of options(rule.aliases)) built.set(stem + alias, complete);
  }
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
