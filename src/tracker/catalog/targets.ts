import type { Category, CatalogPhase } from "./rule";

/** What the name a project gave a script or a target says about it. */
export interface TargetRule {
  /** Any of these as a part of the name (`test` in `test:unit`, `e2e` in `run-e2e`). */
  readonly parts: readonly string[];
  readonly example: string;
  readonly category: Category;
  readonly phase?: CatalogPhase;
  readonly kind?: "test";
  readonly endless?: true;
}

/** The first row that fits counts: `test:watch` is a watch mode, `build:docs` a build. */
export const targets: readonly TargetRule[] = [
  {
    parts: [
      "watch",
      "dev",
      "start",
      "serve",
      "server",
      "runserver",
      "preview",
      "storybook",
      "bootrun",
    ],
    example: "npm run dev",
    category: "Run",
    phase: "execution",
    endless: true,
  },
  {
    parts: ["rollback", "revert", "undo", "downgrade"],
    example: "npm run db:rollback",
    category: "Cloud & deploy",
    phase: "rollback",
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
    parts: ["clean", "distclean", "prune", "clear", "purge", "teardown", "destroy", "down"],
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
    parts: ["build", "compile", "bundle", "package", "assemble", "dist", "all"],
    example: "npm run build",
    category: "Build",
    phase: "execution",
  },
];

/** @param name a script, target or script file, for example `test:unit` or `run-e2e.sh`. */
export function findTarget(name: string): TargetRule | undefined {
  const parts = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return targets.find((rule) => rule.parts.some((part) => parts.includes(part)));
}
