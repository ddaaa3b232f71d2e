import assert from "node:assert/strict";
import { test } from "node:test";
import { argumentDetails } from "../../../../src/tracker/recognition";
import type { ShellName } from "../../../../src/tracker/recognition";
import { recognize } from "../../../../src/tracker/recognize";
import { redact } from "../../../../src/tracker/redact";
import { tokens } from "../../../../src/tracker/redact/tokens";
import { seededRandom } from "../../../support/random";

const random = seededRandom(20_260_801);
const letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const word = (length: number): string =>
  Array.from({ length }, () => random.pick([...letters])).join("");

/** A password, sometimes with characters that need a quote or an escape. */
function password(): string {
  const odd = random.chance(0.4)
    ? random.pick(["@", "!", "#", "%", ",", "^", "=", "+", "~", "é", ":"])
    : "";
  return word(random.int(5, 16)) + odd + word(3);
}

const quotings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `'${text}'`,
  (text) => `"${text}"`,
  (text) => `'${text.slice(0, 3)}'"${text.slice(3)}"`,
];

/** Where people write a secret; `%` is the place, quoted as a shell allows it there. */
const quotable = [
  "app --password %",
  "app deploy --token % --all",
  "app --api-key=% run",
  "npm run deploy -- --secret %",
  "PGPASSWORD=% psql -h db",
  "export FOO_TOKEN=%",
  "FOO_SECRET=% A=1 npm test && echo done",
  "mysql -u root -p% app",
  "docker login -u me -p % registry.example.com",
  "sshpass -p % ssh host uptime",
  "redis-cli -a % ping",
  "set -gx API_TOKEN %",
  "aws configure set aws_secret_access_key %",
  "gh secret set NAME --body %",
  "echo % | docker login --password-stdin",
  "echo % | sudo -S apt update",
  "$env:API_KEY = %; npm test",
  "frobnicate --access-token % sync | tee log",
  "while true; do curl --oauth2-bearer-token % a; done",
  "kubectl create secret generic a --from-literal=password=%",
] as const;
const plain = [
  "curl -u me:% https://example.com",
  "curl -sS -u 'me:%' https://example.com",
  'curl -H "Authorization: Bearer %" https://example.com',
  "curl -H 'X-Api-Key: %' https://example.com",
  'curl -d \'{"user": "me", "password": "%"}\' https://example.com',
  'docker run -e "DB_PASSWORD=%" img',
  'bash -c "app --password % --all"',
] as const;

const shells: readonly ShellName[] = ["bash", "zsh", "fish", "pwsh", "cmd"];

/** Not even five characters in a row may be left of it. */
function holds(text: string, secret: string): boolean {
  for (let at = 0; at + 5 <= secret.length; at++) {
    if (text.includes(secret.slice(at, at + 5))) return true;
  }
  return false;
}

function assertHidden(line: string, secret: string): void {
  assert.ok(!holds(redact(line), secret), `redact: ${line} -> ${redact(line)}`);
  for (const shell of shells) {
    for (const detail of argumentDetails) {
      const found = recognize(line, { shell, arguments: detail });
      assert.ok(!holds(JSON.stringify(found ?? null), secret), `${shell} ${detail}: ${line}`);
    }
  }
}

test("no planted password reaches a name or a command, however it is quoted", () => {
  for (let round = 0; round < 500; round++) {
    const secret = password();
    // Replaced by a function: `$&` in a password must not be read as a pattern.
    assertHidden(
      random.pick(quotable).replace("%", () => random.pick(quotings)(secret)),
      secret,
    );
    assertHidden(
      random.pick(plain).replace("%", () => secret),
      secret,
    );
  }
});

test("no planted password of an address reaches a name or a command", () => {
  for (let round = 0; round < 150; round++) {
    const secret = word(random.int(6, 25));
    const address = random.pick([
      "https://%@github.com/a/b.git",
      "https://me:%@h/a",
      "postgres://app:%@db/app",
      "redis://:%@h:6379",
    ]);
    const line = random.pick([
      "git clone %",
      "psql %",
      "DATABASE=% npm test",
      'curl "%"',
      "frobnicate %",
    ]);
    assertHidden(line.replace("%", address.replace("%", secret)), secret);
  }
});

test("no token of a known issuer reaches a name or a command, wherever it stands", () => {
  const lines = [
    "%",
    "./%",
    "frobnicate %",
    "git checkout %",
    "npm run %",
    "echo % > a",
    "A=% b",
    "make %",
    "python %.py",
    "bash -c 'x %'",
    "cat a | % b",
    "git commit -m 'use %'",
    "a --b=% c",
    "/x/%/y",
  ];
  for (const rule of tokens) {
    if (!rule.example.startsWith("deploy ")) continue;
    for (const line of lines) assertHidden(line.replace("%", rule.secret), rule.secret);
  }
});

test("random words of 40 characters are hidden nineteen times of twenty, wherever they stand", () => {
  let missed = 0;
  for (let round = 0; round < 400; round++) {
    const secret = word(41);
    const line = random
      .pick(["frobnicate %", "git checkout %", "A=% b", "x --b=%"])
      .replace("%", secret);
    const found = recognize(line, { shell: "bash", arguments: "full" });
    if (found?.command?.includes(secret) === true) missed += 1;
  }
  assert.ok(missed <= 20, `${missed} of 400`);
});
