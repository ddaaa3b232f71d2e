import type { Category, CatalogPhase } from "./rule";

/** What a part of the name a project gave a script or a target says about it. */
export interface TargetRule {
  readonly parts: readonly string[];
  readonly example: string;
  readonly category: Category;
  readonly phase: CatalogPhase;
  readonly kind?: "test";
  readonly endless?: true;
}

/** Rows whose parts count wherever they stand in the name, before those of `targets`. */
const decisive: readonly TargetRule[] = [
  {
    parts: ["rollback", "revert", "undo", "downgrade"],
    example: "npm run db:rollback",
    category: "Cloud & deploy",
    phase: "rollback",
  },
];

/** The leftmost part that a row knows decides: `build:dev` is a build, `test:build` a test. */
const leading: readonly TargetRule[] = [
  {
    parts: ["dev", "start", "serve", "runserver", "preview", "storybook", "watch"],
    example: "npm run dev",
    category: "Run",
    phase: "execution",
    endless: true,
  },
  {
    parts: [
      "lint",
      "format",
      "fmt",
      "check",
      "checks",
      "typecheck",
      "types",
      "tsc",
      "verify",
      "validate",
      "audit",
      "eslint",
      "prettier",
      "style",
    ],
    example: "npm run lint:fix",
    category: "Lint & format",
    phase: "verification",
  },
  {
    parts: [
      "test",
      "tests",
      "spec",
      "specs",
      "e2e",
      "unit",
      "integration",
      "coverage",
      "cov",
      "pytest",
      "jest",
      "vitest",
    ],
    example: "npm run test:unit",
    category: "Testing",
    phase: "verification",
    kind: "test",
  },
  {
    parts: [
      "clean",
      "distclean",
      "prune",
      "clear",
      "purge",
      "teardown",
      "destroy",
      "down",
      "uninstall",
    ],
    example: "make clean",
    category: "Build",
    phase: "cleanup",
  },
  {
    parts: ["deploy", "release", "publish", "ship"],
    example: "npm run deploy:staging",
    category: "Cloud & deploy",
    phase: "execution",
  },
  {
    parts: ["install", "setup", "bootstrap", "prepare", "init", "deps", "postinstall", "configure"],
    example: "make install",
    category: "Packages",
    phase: "setup",
  },
  {
    parts: ["migrate", "migration", "migrations", "seed", "db"],
    example: "npm run db:seed",
    category: "Database",
    phase: "execution",
  },
  {
    parts: ["build", "compile", "bundle", "package", "assemble", "dist", "all", "generate"],
    example: "npm run build",
    category: "Build",
    phase: "execution",
  },
];

export const targets: readonly TargetRule[] = [...decisive, ...leading];

/**
 * @param name of a script, a target or a script file, for example `test:unit` or `run-e2e.sh`.
 * `watch` anywhere in it means that it does not end.
 */
export function findTarget(name: string): TargetRule | undefined {
  const parts = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const rule =
    decisive.find((row) => row.parts.some((part) => parts.includes(part))) ??
    first(parts, (part) => leading.find((row) => row.parts.includes(part)));
  return rule !== undefined && parts.includes("watch") ? { ...rule, endless: true } : rule;
}

function first<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
