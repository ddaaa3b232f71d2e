import assert from "node:assert/strict";
import { test } from "node:test";
import { redact } from "../../../src/tracker/redact";
import { looksRandom } from "../../../src/tracker/redact/entropy";
import { secretMark } from "../../../src/tracker/redact/mark";
import { isSecretName } from "../../../src/tracker/redact/names";
import { tokens } from "../../../src/tracker/redact/tokens";
import { values } from "../../../src/tracker/redact/values";

for (const rule of [...tokens, ...values]) {
  test(`${rule.name}: the example loses its secret and only that, the counterexample stays`, () => {
    const redacted = redact(rule.example);
    assert.ok(!redacted.includes(rule.secret), redacted);
    const [before = "", after = ""] = redacted.split(secretMark);
    assert.equal(redacted.split(secretMark).length, 2, redacted);
    assert.ok(rule.example.startsWith(before) && rule.example.endsWith(after), redacted);
    assert.ok(before.length + after.length + rule.secret.length + 40 >= rule.example.length - 30);
    assert.equal(redact(rule.counterexample), rule.counterexample);
  });
}
for (const rule of tokens) {
  test(`${rule.name}: its own pattern finds the example`, () => {
    assert.match(rule.example, rule.pattern);
    assert.doesNotMatch(rule.counterexample, rule.pattern);
  });
}

test("each row of the value table is needed: without it the example keeps its secret", () => {
  for (const rule of values) {
    const found = [...rule.example.matchAll(rule.before)];
    assert.ok(found.length > 0, rule.name);
    assert.ok(
      found.some((match) => {
        const rest = rule.example.slice(match.index + match[0].length);
        return rest.replace(/^\\?["']/, "").startsWith(rule.secret);
      }),
      rule.name,
    );
  }
});

const cases: readonly (readonly [line: string, redacted: string])[] = [
  ["echo hunter2 | docker login --password-stdin", "echo ‹secret› | docker login --password-stdin"],
  ["echo 'hunter 2' | sudo -S apt update", "echo ‹secret› | sudo -S apt update"],
  ["cat key.txt | docker login --password-stdin", "cat key.txt | docker login --password-stdin"],
  ["app --password='a b' --user x", "app --password=‹secret› --user x"],
  ["app --password $(pass show a) x", "app --password $(pass show a) x"],
  ["app --password a\\ b x", "app --password ‹secret› x"],
  ['app --password "it\'s" x', "app --password ‹secret› x"],
  ['docker run -e "DB_PASSWORD=my pass word" img', 'docker run -e "DB_PASSWORD=‹secret›" img'],
  ["$env:API_KEY = 'hunter2'; npm test", "$env:API_KEY = ‹secret›; npm test"],
  ["setx API_KEY hunter2", "setx API_KEY ‹secret›"],
  ["set API_KEY=hunter2 && npm test", "set API_KEY=‹secret› && npm test"],
  [
    "aws configure set aws_secret_access_key hunter2",
    "aws configure set aws_secret_access_key ‹secret›",
  ],
  [
    "npm config set //registry.npmjs.org/:_authToken hunter2",
    "npm config set //registry.npmjs.org/:_authToken ‹secret›",
  ],
  ["PGPASSWORD=hunter2 psql -h db", "PGPASSWORD=‹secret› psql -h db"],
  [
    'curl "https://a/b?x=1&access_token=hunter2&y=2"',
    'curl "https://a/b?x=1&access_token=‹secret›&y=2"',
  ],
  [
    'curl -H "X-Api-Key: hunter2" -H "Accept: text/plain" a',
    'curl -H "X-Api-Key: ‹secret›" -H "Accept: text/plain" a',
  ],
  ["curl -H X-Api-Key:hunter2 a", "curl -H X-Api-Key:‹secret› a"],
  ['curl -H "PRIVATE-TOKEN: hunter2" a', 'curl -H "PRIVATE-TOKEN: ‹secret›" a'],
  ['curl -d "{\\"password\\": \\"hunter 2\\"}" a', 'curl -d "{\\"password\\": ‹secret›}" a'],
  ["curl -uapp:hunter2 a", "curl -u‹secret› a"],
  ['curl -u "$USER:$PASS" a', 'curl -u "$USER:$PASS" a'],
  ['curl -u "$USER:hunter2" a', "curl -u ‹secret› a"],
  ["sshpass -phunter2 ssh h", "sshpass -p‹secret› ssh h"],
  ["sshpass -p 'hunter2' ssh h", "sshpass -p ‹secret› ssh h"],
  ["git clone https://hunter2@github.com/a/b", "git clone https://‹secret›@github.com/a/b"],
  ["git clone https://$TOKEN@github.com/a/b", "git clone https://$TOKEN@github.com/a/b"],
  ["terraform apply -var 'db_password=hunter 2'", "terraform apply -var 'db_password=‹secret›'"],
  ["vitest --passWithNoTests src", "vitest --passWithNoTests src"],
  ["docker build --secret id=npm,src=.npmrc .", "docker build --secret id=npm,src=.npmrc ."],
  [
    "git commit -m 'add token refresh: keep it simple'",
    "git commit -m 'add token refresh: keep it simple'",
  ],
  [
    "git checkout 4fd1a0c9d2be83f56a7710ce4f5b92d80316ea77",
    "git checkout 4fd1a0c9d2be83f56a7710ce4f5b92d80316ea77",
  ],
  [
    "docker pull a@sha256:4fd1a0c9d2be83f56a7710ce4f5b92d80316ea774fd1a0c9d2be83f56a7710ce",
    "docker pull a@sha256:4fd1a0c9d2be83f56a7710ce4f5b92d80316ea774fd1a0c9d2be83f56a7710ce",
  ],
  ["app 123e4567-e89b-12d3-a456-426614174000", "app 123e4567-e89b-12d3-a456-426614174000"],
  [
    "ls src/tracker/signals/terminalShellIntegration/v2/Reader",
    "ls src/tracker/signals/terminalShellIntegration/v2/Reader",
  ],
];
test("redaction touches exactly the secret", () => {
  for (const [line, redacted] of cases) assert.equal(redact(line), redacted);
});

test("redacting twice changes nothing", () => {
  const lines = [...tokens, ...values].flatMap((rule) => [rule.example, rule.counterexample]);
  for (const line of [...lines, ...cases.map(([line]) => line)]) {
    assert.equal(redact(redact(line)), redact(line));
  }
});

test("names of secrets are told from names about secrets", () => {
  for (const name of "DB_PASSWORD PGPASSWORD --api-key X-Auth-Token accountKey SECRET_KEY_BASE MYSQL_PWD GITHUB_PAT _authToken --refresh-token client_secret TOKEN2".split(
    " ",
  )) {
    assert.ok(isSecretName(name), name);
  }
  for (const name of "PWD OLDPWD --password-stdin --no-password TOKEN_URL TOKENIZERS --max-tokens --author --key --sort-key PASSWORD_FILE monkey --show-token compass".split(
    " ",
  )) {
    assert.ok(!isSecretName(name), name);
  }
});

test("random words are told from long names, hashes and paths", () => {
  for (const word of [
    "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW",
    "9f86d081884c7d659a2feaa0c55ad015",
    "k3j4h5g6f7d8s9a1q2w3e4r5t6y7u8i9",
  ]) {
    assert.ok(looksRandom(word), word);
  }
  for (const word of [
    "TestParseHTTP2HeadersWithInvalidUTF8Input",
    "my-app-deployment-7d9f8b6c5d-x2x4z-abc",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "sha512-aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW",
  ]) {
    assert.ok(!looksRandom(word), word);
  }
});

test("hostile text of 100 KB is read in linear time", () => {
  const pieces = [
    "a",
    "-",
    "=",
    " ",
    '"',
    "'",
    "\\",
    "token=",
    "--password ",
    "curl ",
    "curl -u ",
    "echo a ",
    "echo a|",
    "$(",
    "token=$(",
    "https://",
    "://",
    "eyJ",
    "eyJaaaaaaaa.",
    "-----BEGIN PRIVATE KEY-----",
    "set -x ",
    "config a ",
    "authorization: ",
    "bearer ",
    "aB3",
    "pass:",
    "mysql -p",
    "docker login ",
    '{"token":',
    "@",
    ":",
    "\n",
    "Aa0/",
    "--from-literal=",
    "|",
    "| sudo -S",
  ];
  let work = 0;
  for (const piece of pieces) {
    for (const tail of ["", 'x"']) {
      work += redact(piece.repeat(Math.ceil(100_000 / piece.length)) + tail).length;
    }
  }
  assert.ok(work > 0);
});
