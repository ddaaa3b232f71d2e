import assert from "node:assert/strict";
import { test } from "node:test";
import { normalise } from "../../../../src/tracker/shell/normalise";
import { parseLine } from "../../../../src/tracker/shell/parse";
import { isReplayable } from "../../../../src/tracker/shell/placeholder";
import type { ShellName } from "../../../../src/tracker/recognition";

const shape = (line: string, shell: ShellName = "bash"): string =>
  normalise(line, parseLine(line, shell));

test("what a developer would run again as it is stays as it is", () => {
  for (const line of [
    "npm run test:unit -- --bail",
    "npx vitest run src/a.test.ts -t 'adds'",
    "git checkout -b feature/x",
    "npm i left-pad@1.3.0 @types/node@20",
    "make -j8 all CC=clang",
    "NODE_ENV=test CI=1 npm test",
    "cd app && make; ls *.ts | wc -l > ../out.txt 2>&1",
    "for f in src/*.ts; do npx prettier --write $f; done",
    "if [ -f x ]; then npm test; else exit 1; fi",
    "curl https://example.com/a/b",
    "kubectl logs -f deploy/api --since=5m",
    "/usr/bin/git log -5 --format=%h",
    "cat a > /dev/null",
    "git clone git@github.com:a/b.git",
    "echo $HOME",
    "ssh deploy@host uptime",
    "! grep -q x a",
  ]) {
    assert.equal(shape(line), line);
    assert.ok(isReplayable(shape(line)), line);
  }
});

test("values that could be private or serve only once become a placeholder", () => {
  const rows: Readonly<Record<string, string>> = {
    'git commit -m "fix: a b"': 'git commit -m "…"',
    "git commit -am wip": "git commit -am …",
    "gh pr create --title x --body=y": "gh pr create --title … --body=…",
    "claude -p 'why does it fail'": "claude -p '…'",
    'app --name="a b" --x': 'app --name="…" --x',
    "echo hello world > a": "echo … … > a",
    "cat /home/me/a ~/b /dev/null": "cat … … /dev/null",
    "/home/me/bin/tool --out=/tmp/x": "…/tool --out=…",
    "curl https://u@example.com/a?b=c#d": "curl https://…@example.com/a?…",
    "mail me@example.com": "mail …",
    "kill 123456; kill 1234": "kill …; kill 1234",
    "FOO=bar DEBUG=true npm test": "FOO=… DEBUG=true npm test",
    "docker run -e USER_NAME=me img": "docker run -e USER_NAME=… img",
    "bash -c 'npm test'": "bash -c '…'",
    "a $(b c) `d e`": "a … …",
    "ls # my list": "ls",
    "cat <<EOF | grep x\nsecret stuff\nEOF": "cat <<EOF | grep x …",
    "python -m pytest -m 'not slow'": "python -m pytest -m '…'",
  };
  for (const [line, expected] of Object.entries(rows)) {
    assert.equal(shape(line), expected);
    if (expected.includes("…")) assert.ok(!isReplayable(shape(line)), line);
  }
});

test("other shells keep their own syntax", () => {
  assert.equal(shape("set -x A b; and npm test", "fish"), "set -x A …; and npm test");
  assert.equal(shape("$env:A='me'; & ./x.ps1", "pwsh"), "$env:A='…'; & ./x.ps1");
  assert.equal(shape('set A=me&& git commit -m "a b"', "cmd"), 'set A=…&& git commit -m "…"');
  assert.equal(shape("while ($true) { curl x }", "pwsh"), "while ($true) { curl x }");
});

test("a placeholder or a secret's mark makes a command not replayable", () => {
  assert.ok(isReplayable("git push"));
  assert.ok(!isReplayable('git commit -m "…"'));
  assert.ok(!isReplayable("app --token ‹secret›"));
});

test("normalising twice changes nothing", () => {
  for (const line of [
    'git commit -m "a b"',
    "cat /home/me/a",
    "FOO=bar x",
    "mail me@example.com 123456",
    "echo hi",
  ]) {
    assert.equal(shape(shape(line)), shape(line));
  }
});
