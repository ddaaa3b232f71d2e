import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArgumentDetail, ShellName } from "../../../src/tracker/recognition";
import { maxLineLength, recognize } from "../../../src/tracker/recognize";

const bash = { shell: "bash", arguments: "normalised" } as const;

/** `kind:name`, with `&` behind it when it never ends. */
function skillOf(line: string, shell: ShellName = "bash"): string {
  const found = recognize(line, { shell, arguments: "none" });
  if (found === undefined) return "nothing";
  return `${found.skill.kind}:${found.skill.name}${found.background ? " &" : ""}`;
}

function expectSkills(rows: Readonly<Record<string, string>>, shell?: ShellName): void {
  for (const [line, skill] of Object.entries(rows)) assert.equal(skillOf(line, shell), skill, line);
}

test("a command is named by its program and subcommand, whatever options stand between", () => {
  expectSkills({
    'git commit -m "message"': "terminal:git commit",
    "git -C dir -c a=b commit": "terminal:git commit",
    "kubectl -n x get pods": "terminal:kubectl get",
    "make -j8 all": "terminal:make all",
    "make -j 8 CC=clang all": "terminal:make all",
    "make build/a.o": "terminal:make",
    "gh pr create --fill": "terminal:gh pr create",
    "aws --profile p s3 cp a b": "terminal:aws s3 cp",
    "gcloud compute instances list": "terminal:gcloud compute instances list",
    "dotnet ef database update": "terminal:dotnet ef database update",
    "docker -H tcp://h system prune -f": "terminal:docker system prune",
    "cargo +nightly t": "test:cargo test",
    "mvn clean verify": "terminal:mvn verify",
    "g++ -O2 a.cpp": "terminal:g++",
  });
});

test("aliases and spellings come together under one name", () => {
  expectSkills({
    "npm t": "test:npm test",
    "npm i x": "terminal:npm install",
    "pnpm i": "terminal:pnpm install",
    yarn: "terminal:yarn install",
    "yarn run build": "terminal:yarn build",
    "docker-compose up -d": "terminal:docker compose up",
    "./gradlew build": "terminal:gradle build",
    "./mvnw -q test": "test:mvn test",
    "python3.11 -m pytest -q": "test:pytest",
    "pip3 install x": "terminal:pip install",
    "/usr/bin/git status": "terminal:git status",
    "C:\\x\\git.exe status": "terminal:git status",
    "node_modules/.bin/eslint .": "terminal:eslint",
    "vitest@1 run": "test:vitest run",
  });
});

test("what only runs another command gives way to that command", () => {
  expectSkills({
    'FOO=1 npx -y vitest run src/a.test.ts -t "x" | tee log': "test:vitest run",
    "sudo docker compose up -d": "terminal:docker compose up",
    "sudo -u x -E cmd": "terminal:cmd",
    "time nice -n 5 env A=1 command git pull": "terminal:git pull",
    "uv run --extra dev pytest": "test:pytest",
    "uv run main.py": "terminal:python main.py",
    "poetry run mypy src": "terminal:mypy",
    "pnpm dlx eslint .": "terminal:eslint",
    "yarn tsc -p .": "terminal:tsc",
    'bash -c "npm test"': "test:npm test",
    "sh -lc 'cd x && npm test'": "test:npm test",
    "find . | xargs -0 rm": "terminal:find",
    'watch "kubectl get pods"': "terminal:kubectl get &",
    "sudo -i": "terminal:sudo",
    "bash -c 'bash -c \"bash -c ls\"'": "terminal:ls",
  });
});

test("scripts keep their own name, without directory", () => {
  expectSkills({
    "python scripts/train.py --epochs 3": "terminal:python train.py",
    "python -c 'print(1)'": "terminal:python -c",
    "node scripts/x.mjs": "terminal:node x.mjs",
    "./deploy.sh prod": "terminal:deploy.sh",
    "bash ./deploy.sh prod": "terminal:deploy.sh",
    "./run-tests.sh": "test:run-tests.sh",
    "python manage.py migrate": "terminal:manage.py migrate",
    "php artisan migrate": "terminal:artisan migrate",
  });
});

test("of several commands the one that does the work names the line", () => {
  expectSkills({
    "cd app && make -j8 all": "terminal:make all",
    "cat x | jq .": "terminal:jq",
    "cat x": "terminal:cat",
    "echo x | docker login --password-stdin": "terminal:docker login",
    "curl -s a | jq .": "terminal:curl",
    "ls | wc -l": "terminal:ls",
    "mkdir -p out && cp a out": "terminal:cp",
    "./gen && ls": "terminal:gen",
    "rm -rf dist && npm run build": "terminal:npm run build",
    "npm ci && npm test": "test:npm test",
    "make clean; make": "terminal:make",
    "git add . && git commit -m x && git push": "terminal:git commit",
    "export A=1; source b; set -e; npm test": "test:npm test",
    "(cd a; make)": "terminal:make",
    "if [ -f x ]; then npm test; fi": "test:npm test",
    "for f in *.ts; do npx prettier --write $f; done": "terminal:prettier",
    "x=$(curl -s a)": "terminal:curl",
    "f() { rm x; }; git status": "terminal:git status",
    "echo hello": "terminal:echo",
  });
});

test("tests and agents have a kind of their own", () => {
  expectSkills({
    "npm run test:unit": "test:npm run test:unit",
    "go test ./...": "test:go test",
    "playwright install": "terminal:playwright install",
    'claude -p "explain"': "agent:claude",
    'codex exec "fix"': "agent:codex exec",
    aider: "agent:aider &",
    "npm run build": "terminal:npm run build",
  });
});

test("what never ends by itself is background", () => {
  expectSkills({
    "while true; do curl x; sleep 5; done": "terminal:curl &",
    "until false; do curl x; done": "terminal:curl &",
    "for ((;;)); do curl x; done": "terminal:curl &",
    "while read -r x; do curl $x; done < list": "terminal:curl",
    "tail -f log": "terminal:tail &",
    "tail -5 log": "terminal:tail",
    "npm run dev": "terminal:npm run dev &",
    "npm start": "terminal:npm start &",
    "npm run build:dev": "terminal:npm run build:dev",
    "npm run build:watch": "terminal:npm run build:watch &",
    "npm run test -- --watch": "test:npm run test &",
    "npm run test -- --watch=false": "test:npm run test",
    "tsc -w": "terminal:tsc &",
    vite: "terminal:vite &",
    "vite build": "terminal:vite build",
    vitest: "test:vitest &",
    "vitest run": "test:vitest run",
    "docker compose up": "terminal:docker compose up &",
    "docker compose up -d": "terminal:docker compose up",
    "docker logs -f a": "terminal:docker logs &",
    "ssh host": "terminal:ssh &",
    "ssh -p 22 host": "terminal:ssh &",
    "ssh host uptime": "terminal:ssh",
    node: "terminal:node &",
    "echo 1 | node": "terminal:node",
    "psql app < a.sql": "terminal:psql",
    "psql app": "terminal:psql &",
    "git log | less": "terminal:git log",
    "cd web && npm run dev | tee log": "terminal:npm run dev &",
  });
});

test("a program no row knows is named by its base name and a word that looks like a subcommand", () => {
  expectSkills({
    "frobnicate sync --all": "terminal:frobnicate sync",
    "frobnicate README.md": "terminal:frobnicate",
    "frobnicate a=b": "terminal:frobnicate",
    "frobnicate v1.2": "terminal:frobnicate",
    "frobnicate --all sync": "terminal:frobnicate",
    "/opt/x/frobnicate": "terminal:frobnicate",
  });
  assert.equal(recognize("frobnicate sync", bash)?.category, "Other");
  assert.equal(recognize("frobnicate sync", bash)?.phase, undefined);
});

test("nothing is recognised where nothing runs or nothing may be recorded", () => {
  for (const line of [
    "",
    " git status",
    "\tgit status",
    "# git status",
    "A=1",
    "   ",
    "\n",
    "f() { ls; }",
    ";",
    "''",
  ]) {
    assert.equal(skillOf(line), "nothing", JSON.stringify(line));
  }
});

test("category and phase come from the nearest row", () => {
  const of = (line: string) => {
    const found = recognize(line, bash);
    return [found?.category, found?.phase];
  };
  assert.deepEqual(of("npm test"), ["Testing", "verification"]);
  assert.deepEqual(of("npm ci"), ["Packages", "setup"]);
  assert.deepEqual(of("git clean -fd"), ["Version control", "cleanup"]);
  assert.deepEqual(of("git revert HEAD"), ["Version control", "rollback"]);
  assert.deepEqual(of("kubectl rollout undo deploy/a"), ["Containers", "rollback"]);
  assert.deepEqual(of("helm rollback a 1"), ["Containers", "rollback"]);
  assert.deepEqual(of("npm run lint:fix"), ["Lint & format", "verification"]);
  assert.deepEqual(of("make"), ["Build", "execution"]);
  assert.deepEqual(of("ls"), ["Files & text", undefined]);
});

test("fish, PowerShell and the command prompt are read by their own rules", () => {
  expectSkills(
    {
      "set -x A 1; and npm test": "test:npm test",
      "while true; curl x; sleep 5; end": "terminal:curl &",
      "git commit -m 'it\\'s; done'": "terminal:git commit",
      "cd (git rev-parse --show-toplevel); make": "terminal:make",
      "for f in *.ts; prettier $f; end": "terminal:prettier",
    },
    "fish",
  );
  expectSkills(
    {
      "$env:A='1'; npm test": "test:npm test",
      "& 'C:\\Program Files\\Git\\bin\\git.exe' status": "terminal:git status",
      "git commit -m `\n  'it''s; done'": "terminal:git commit",
      "while ($true) { curl x; Start-Sleep 5 }": "terminal:curl &",
      "$x = git rev-parse HEAD": "terminal:git rev-parse",
      "Get-ChildItem | Where-Object { $_.Length -gt 1 }": "terminal:Get-ChildItem",
      "cd a && .\\gradlew.bat build": "terminal:gradle build",
    },
    "pwsh",
  );
  expectSkills(
    {
      "cd a & npm.cmd test": "test:npm test",
      'C:\\x\\git.exe commit -m "a & b"': "terminal:git commit",
      "set A=1&& npm run build": "terminal:npm run build",
      "if exist a (del a) else npm test": "test:npm test",
      "REM nothing": "nothing",
    },
    "cmd",
  );
});

test("the argument detail decides what is kept of the line", () => {
  const kept = (detail: ArgumentDetail): string | undefined =>
    recognize('git commit -m "a b" --password x ', { shell: "bash", arguments: detail })?.command;
  assert.equal(kept("none"), undefined);
  assert.equal(kept("normalised"), 'git commit -m "…" --password ‹secret›');
  assert.equal(kept("full"), 'git commit -m "a b" --password ‹secret›');
});

test("a line that is too long is cut between words and says so", () => {
  const found = recognize(`echo ${"word ".repeat(4000)}`, { shell: "bash", arguments: "full" });
  assert.ok((found?.command?.length ?? 0) <= maxLineLength + 2);
  assert.ok(found?.command?.endsWith("word …"));
  assert.equal(recognize("x".repeat(maxLineLength + 1), bash), undefined);
});

test("a secret that quotes split inside a word is not kept either", () => {
  const token = `ghp_${"aB3dE6gH9jK2mN5pQ8sT1vW4"}`;
  for (const split of [
    `gh"${token.slice(2)}"`,
    `'ghp'${token.slice(3)}`,
    `gh\\${token.slice(2)}`,
  ]) {
    for (const detail of ["normalised", "full"] as const) {
      const found = recognize(`curl -H ${split} example.org`, { shell: "bash", arguments: detail });
      assert.equal(found?.command, "curl …", split);
    }
  }
});

test("asking again gives the same answer, for each shell and each detail its own", () => {
  const line = "git commit -m 'fix: the cart'";
  const details = ["none", "normalised", "full"] as const;
  const ask = () => details.map((detail) => recognize(line, { shell: "zsh", arguments: detail }));
  const first = ask();
  assert.deepEqual(ask(), first);
  assert.deepEqual(
    first.map((one) => one?.command),
    [undefined, "git commit -m '…'", line],
  );
});
