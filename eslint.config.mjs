import tseslint from "typescript-eslint";

/**
 * Who may import whom. Each row closes doors for one folder; `docs/architecture.md` says why.
 * `test/unit/architecture.test.ts` holds the same map against the bundler's own graph.
 */
const doors = {
  vscode: {
    name: "vscode",
    message: "Only extension.ts, tracker/signals and views may see VS Code.",
  },
  sqljs: { name: "sql.js", message: "Only store/database.ts knows sql.js." },
  git: { name: "simple-git", message: "Only src/git runs git." },
  toolkit: {
    name: "@vscode/webview-ui-toolkit",
    message: "Only media/report/controls.ts knows the component library.",
  },
};
const entry = { group: ["**/extension"], message: "Nothing imports the composition root." };
const folders = (...names) => ({
  regex: `(^|/)(${names.join("|")})(/|$)`,
  message: "This folder may not reach that one: see docs/architecture.md.",
});

const restrict = (files, paths, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { "no-restricted-imports": ["error", { paths, patterns: [entry, ...patterns] }] },
});

export default tseslint.config(
  { ignores: ["dist/", "out/", "**/node_modules/", "test/fixtures/", "sample/"] },
  ...tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/**/*.ts", "media/**/*.ts", "test/**/*.ts"],
    ignores: ["**/*.d.ts"],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./media/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: ["test", "it", "describe", "suite"] },
      ],
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { files: ["**/*.mjs", "test/**"], rules: { "no-console": "off" } },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  { files: ["eslint.config.mjs", "**/*-reporter.mjs"], rules: { "no-restricted-exports": "off" } },
  restrict(["src/base/**"], Object.values(doors), [
    folders("tracker", "agents", "quality", "store", "worker", "recommend", "analysis", "git"),
    folders("snapshot", "views"),
  ]),
  restrict(
    ["src/tracker/**"],
    Object.values(doors),
    [folders("quality", "store", "worker", "recommend", "analysis", "git", "snapshot", "views")],
    ["src/tracker/signals/**"],
  ),
  restrict(
    ["src/tracker/signals/**"],
    [doors.sqljs, doors.git, doors.toolkit],
    [folders("store", "worker", "recommend", "analysis", "snapshot", "views")],
  ),
  restrict(
    ["src/store/**"],
    [doors.vscode, doors.git, doors.toolkit, doors.sqljs],
    [folders("worker", "recommend", "analysis", "git", "snapshot", "views", "signals")],
    ["src/store/database.ts"],
  ),
  restrict(["src/analysis/**"], Object.values(doors), [
    folders("store", "worker", "git", "snapshot", "views", "signals", "node:fs"),
  ]),
  restrict(["src/recommend/**"], Object.values(doors), [
    folders("store", "worker", "git", "snapshot", "views", "signals", "node:fs"),
  ]),
  restrict(["src/agents/**"], Object.values(doors), [
    folders("store", "worker", "recommend", "analysis", "git", "snapshot", "views", "signals"),
    folders("node:fs"),
  ]),
  restrict(["src/quality/**"], Object.values(doors), [
    folders("store", "worker", "recommend", "analysis", "git", "snapshot", "views", "signals"),
    folders("node:fs"),
  ]),
  restrict(["src/follow/**"], Object.values(doors), [
    folders("store", "worker", "recommend", "analysis", "git", "snapshot", "views", "signals"),
  ]),
  restrict(["src/remote/**"], Object.values(doors), [
    folders("store", "worker", "recommend", "analysis", "git", "snapshot", "views", "signals"),
  ]),
  restrict(
    ["src/git/**"],
    [doors.vscode, doors.sqljs, doors.toolkit],
    [folders("store", "worker", "recommend", "analysis", "snapshot", "views", "signals")],
  ),
  restrict(["src/hooks/**"], Object.values(doors), [
    folders("store", "worker", "recommend", "analysis", "git", "snapshot", "views", "signals"),
  ]),
  restrict(["src/worker/**"], Object.values(doors), [folders("views", "signals", "snapshot")]),
  restrict(["src/serve/**"], Object.values(doors), [folders("store", "git", "signals")]),
  restrict(["src/snapshot/**"], Object.values(doors), [folders("store", "views", "signals")]),
  restrict(
    ["src/views/**"],
    [doors.sqljs, doors.git, doors.toolkit],
    [folders("store", "worker", "signals")],
    ["src/views/model/**"],
  ),
  restrict(["src/views/model/**"], Object.values(doors), [folders("store", "worker", "signals")]),
  restrict(
    ["media/**"],
    [doors.vscode, doors.sqljs, doors.git, doors.toolkit],
    [folders("tracker", "quality", "store", "worker", "recommend", "analysis", "git", "snapshot")],
    ["media/report/controls.ts"],
  ),
);
