import { each } from "./rule";
import type { Rule } from "./rule";

/** Subcommands npm, pnpm, yarn and bun share; aliases as their manuals list them. */
function packageManager(program: string): Rule[] {
  const own = (skill: string): string => `${program} ${skill}`;
  return [
    {
      skill: own("install"),
      example: `${program} install --save-dev typescript`,
      aliases: program === "yarn" ? "" : "i in isntall",
      phase: "setup",
    },
    { skill: own("add"), example: `${program} add left-pad`, phase: "setup" },
    { skill: own("update"), example: `${program} update`, aliases: "up upgrade", phase: "setup" },
    { skill: own("link"), example: `${program} link`, phase: "setup" },
    { skill: own("init"), example: `${program} init -y`, aliases: "create", phase: "setup" },
    {
      skill: own("remove"),
      example: `${program} remove x`,
      aliases: "rm uninstall un",
      phase: "cleanup",
    },
    {
      skill: own("audit"),
      example: `${program} audit`,
      category: "Lint & format",
      phase: "verification",
    },
    { skill: own("outdated"), example: `${program} outdated`, phase: "verification" },
    {
      skill: own("publish"),
      example: `${program} publish`,
      category: "Cloud & deploy",
      phase: "execution",
    },
    { skill: own("pack"), example: `${program} pack`, category: "Build", phase: "execution" },
  ];
}

export function nodeRules(): readonly Rule[] {
  return [
    {
      skill: "npm",
      example: "npm --version",
      category: "Packages",
      depth: 1,
      values: "-w --workspace --prefix -C --loglevel --registry",
    },
    ...packageManager("npm"),
    {
      skill: "npm run",
      example: "npm run",
      aliases: "run-script rum urn",
      category: "Run",
      depth: 2,
      names: "target",
    },
    {
      skill: "npm test",
      example: "npm t -- --bail",
      aliases: "t tst",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    { skill: "npm start", example: "npm start", category: "Run", phase: "execution", endless: {} },
    { skill: "npm ci", example: "npm ci", aliases: "clean-install", phase: "setup" },
    { skill: "npm version", example: "npm version patch", phase: "execution" },
    { skill: "npm prune", example: "npm prune", phase: "cleanup" },
    ...["pnpm", "yarn"].flatMap((program) => [
      {
        skill: program,
        example: `${program} greet`,
        ...(program === "yarn" ? { bare: "yarn install" } : {}),
        category: "Packages",
        depth: 1,
        names: "target",
        values: "-C --dir -F --filter --cwd",
      } as const,
      ...packageManager(program),
      {
        skill: `${program} test`,
        example: `${program} test --watch=false`,
        aliases: "t tst",
        category: "Testing",
        phase: "verification",
        kind: "test",
      } as const,
      ...each(
        { depth: 2 },
        {
          [`${program} config`]: `${program} config`,
          [`${program} cache`]: `${program} cache`,
          [`${program} store`]: `${program} store`,
          [`${program} why`]: `${program} why`,
        },
      ),
    ]),
    {
      skill: "bun",
      example: "bun src/server.ts",
      category: "Run",
      phase: "execution",
      depth: 1,
      names: "script",
      inline: "-e --eval -p --print",
      values: "--cwd --env-file --preload -r",
      endless: { only: "--watch --hot" },
    },
    ...packageManager("bun").map((rule) => ({ category: "Packages" as const, ...rule })),
    { skill: "bun run", example: "bun run", depth: 2, names: "target" },
    {
      skill: "bun test",
      example: "bun test src",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    { skill: "bun build", example: "bun build ./a.ts", category: "Build" },
    { skill: "deno", example: "deno --version", category: "Run", phase: "execution", depth: 1 },
    { skill: "deno run", example: "deno run -A main.ts", depth: 2, names: "script" },
    { skill: "deno task", example: "deno task", depth: 2, names: "target" },
    {
      skill: "deno test",
      example: "deno test -A",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    ...each(
      { category: "Lint & format", phase: "verification" },
      {
        "deno lint": "deno lint",
        "deno fmt": "deno fmt",
        "deno check": "deno check main.ts",
      },
    ),
    {
      skill: "node",
      example: "node --enable-source-maps scripts/x.mjs",
      aliases: "nodejs",
      category: "Run",
      phase: "execution",
      depth: 1,
      names: "script",
      inline: "-e --eval -p --print --test",
      values: "-r --require --import --loader --env-file --conditions -C",
      endless: { operands: 0, unless: "-v --version -h --help --check" },
    },
    {
      skill: "node --test",
      example: "node --test test/",
      category: "Testing",
      phase: "verification",
      kind: "test",
    },
    ...each(
      { category: "Run", phase: "execution", depth: 1, names: "script", inline: "-e --eval -p" },
      {
        tsx: "tsx src/main.ts",
        "ts-node": "ts-node --esm src/main.ts",
        "vite-node": "vite-node src/main.ts",
        zx: "zx scripts/x.mjs",
      },
    ),
    { skill: "tsx watch", example: "tsx watch src/main.ts", endless: {} },
    ...each(
      { category: "Run", phase: "execution", endless: {} },
      {
        nodemon: "nodemon src/main.js",
        serve: "serve dist",
        "http-server": "http-server -p 8080",
        "live-server": "live-server",
        pm2: "pm2 logs",
        concurrently: 'concurrently "npm:a" "npm:b"',
      },
    ),
    ...each(
      { category: "Packages", phase: "setup", depth: 1 },
      {
        nvm: "nvm use 20",
        fnm: "fnm use 20",
        volta: "volta pin node@20",
        corepack: "corepack enable",
        ncu: "ncu -u",
        asdf: "asdf install",
        mise: "mise install",
      },
    ),
    {
      skill: "changeset",
      example: "changeset version",
      category: "Packages",
      phase: "execution",
      depth: 1,
    },
  ];
}
