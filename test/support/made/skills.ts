import type { SkillKind, SkillRef, Source } from "../../../src/tracker/model";

/** A skill of the made-up team, and how it goes when nothing is wrong. */
export interface MadeSkill {
  readonly skill: SkillRef;
  readonly category: string;
  readonly phase: string;
  /** Another phase, in which it runs one time in four. */
  readonly alsoIn?: string;
  /** Median of its durations, seconds > 0. */
  readonly seconds: number;
  /** Chance to complete, 0–1. */
  readonly completes: number;
  /** Goes on until somebody stops it. */
  readonly background?: true;
}

type Goes = readonly [seconds: number, completes: number];

const skill = (
  kind: SkillKind,
  name: string,
  category: string,
  phase: string,
  [seconds, completes]: Goes,
): MadeSkill => ({ skill: { kind, name }, category, phase, seconds, completes });
const shell = (name: string, category: string, phase: string, goes: Goes): MadeSkill =>
  skill("terminal", name, category, phase, goes);
const git = (name: string, phase: string, goes: Goes): MadeSkill =>
  shell(`git ${name}`, "Version control", phase, goes);

export const skills = {
  status: git("status", "execution", [0.1, 0.99]),
  diff: git("diff", "verification", [0.2, 0.99]),
  add: git("add", "execution", [0.1, 0.99]),
  commit: git("commit", "execution", [0.8, 0.95]),
  push: git("push", "cleanup", [3, 0.94]),
  pull: git("pull", "setup", [2, 0.95]),
  log: git("log", "verification", [0.3, 0.97]),
  fetch: git("fetch", "setup", [2, 0.96]),
  rebase: git("rebase", "setup", [3, 0.9]),
  branch: git("branch -d", "cleanup", [0.1, 0.95]),
  stash: git("stash", "rollback", [0.3, 0.93]),
  revert: git("revert", "rollback", [1, 0.9]),
  undo: shell("kubectl rollout undo", "Kubernetes", "rollback", [12, 0.9]),
  apply: shell("kubectl apply", "Kubernetes", "execution", [6, 0.9]),
  get: shell("kubectl get", "Kubernetes", "verification", [1, 0.97]),
  up: shell("docker compose up", "Containers", "setup", [11, 0.9]),
  logs: shell("docker compose logs", "Containers", "verification", [2, 0.95]),
  prune: shell("docker system prune", "Containers", "cleanup", [9, 0.95]),
  install: shell("npm ci", "Packages", "setup", [14, 0.94]),
  psql: shell("psql", "Database", "execution", [20, 0.92]),
  curl: shell("curl", "Network", "verification", [0.7, 0.9]),
  list: shell("ls", "Files", "execution", [0.1, 0.99]),
  search: shell("rg", "Files", "execution", [0.2, 0.95]),
  eslint: shell("npx eslint", "Lint & format", "verification", [5, 0.85]),
  tsc: shell("npx tsc", "Build", "verification", [8, 0.84]),
  node: shell("node", "Run", "execution", [2, 0.86]),
  pullRequest: shell("gh pr create", "Version control", "cleanup", [3, 0.93]),
  serve: { ...shell("npm run dev", "Run", "execution", [900, 0.9]), background: true },
  build: skill("task", "build", "Build", "execution", [16, 0.91]),
  migrate: skill("task", "migrate", "Database", "setup", [5, 0.92]),
  seed: skill("task", "seed", "Database", "setup", [4, 0.95]),
  clean: skill("task", "clean", "Build", "cleanup", [2, 0.97]),
  integration: {
    ...skill("task", "integration", "Testing", "verification", [35, 0.86]),
    alsoIn: "setup",
  },
  watch: { ...skill("task", "watch", "Build", "execution", [1800, 0.9]), background: true },
  unit: {
    ...skill("test", "npx vitest", "Testing", "verification", [6, 0.84]),
    alsoIn: "execution",
  },
  browser: skill("test", "npx playwright", "Testing", "verification", [48, 0.93]),
  debug: skill("debug", "Launch server", "Debug", "execution", [180, 0.92]),
  attach: skill("debug", "Attach to worker", "Debug", "verification", [120, 0.9]),
  query: skill("notebook", "queries.ipynb", "Notebooks", "execution", [3, 0.9]),
  plot: skill("notebook", "load.ipynb", "Notebooks", "verification", [4, 0.92]),
  format: skill("command", "Format Document", "Editor", "execution", [0.3, 0.99]),
  rename: skill("command", "Rename Symbol", "Editor", "execution", [1, 0.96]),
  imports: skill("command", "Organize Imports", "Editor", "cleanup", [0.2, 0.99]),
  read: skill("tool", "Read", "Agent tools", "execution", [0.1, 0.98]),
  edit: skill("tool", "Edit", "Agent tools", "execution", [0.2, 0.95]),
  grep: skill("tool", "Grep", "Agent tools", "execution", [0.2, 0.97]),
  web: skill("tool", "WebFetch", "Agent tools", "setup", [3, 0.88]),
  explorer: skill("agent", "explorer", "Agents", "setup", [70, 0.93]),
  reviewer: skill("agent", "reviewer", "Agents", "verification", [110, 0.9]),
  writeTests: skill("skill", "write-tests", "Agents", "execution", [90, 0.9]),
  notes: skill("skill", "release-notes", "Agents", "cleanup", [40, 0.93]),
  fix: skill("chat", "/fix", "Agents", "execution", [25, 0.88]),
  explain: skill("chat", "/explain", "Agents", "verification", [12, 0.95]),
} as const satisfies Readonly<Record<string, MadeSkill>>;

const { read, edit, grep, web, explorer, reviewer, writeTests, notes, ...everybodys } = skills;

/** What the user and agents beside them run, most often first. */
export const usersSkills: readonly MadeSkill[] = inOrder(Object.values(everybodys), [
  ...[skills.status, skills.browser, skills.integration, skills.build, skills.diff, skills.serve],
  ...[skills.format, skills.eslint, skills.tsc, skills.stash, skills.up, skills.revert],
]);

/** What an agent runs in a conversation of its own, most often first. */
export const agentsSkills: readonly MadeSkill[] = [
  ...[read, grep, skills.browser, skills.integration, edit, skills.build, skills.tsc, explorer],
  ...[skills.search, skills.diff, skills.list, web, reviewer, skills.stash, writeTests],
  ...[skills.undo, skills.node, notes, skills.log],
];

/** Who sees a run of that kind. */
export function sourceOf({ kind }: SkillRef): Source {
  if (kind === "task" || kind === "debug" || kind === "notebook") return kind;
  if (kind === "terminal" || kind === "test") return "terminal";
  return kind === "command" ? "api" : "log";
}

function inOrder(all: readonly MadeSkill[], first: readonly MadeSkill[]): readonly MadeSkill[] {
  return [...first, ...all.filter((one) => !first.includes(one))];
}
