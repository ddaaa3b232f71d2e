import assert from "node:assert/strict";
import { test } from "node:test";
import type { ShellName } from "../../../../src/tracker/recognition";
import { recognize } from "../../../../src/tracker/recognize";
import { parseLine } from "../../../../src/tracker/shell/parse";
import { seededRandom } from "../../../support/random";

const commands = (line: string, shell: ShellName): string[][] =>
  parseLine(line, shell).commands.map((command) => command.words.map((word) => word.text));

test("bash: quotes, operators, redirections, groups and substitutions", () => {
  const rows: readonly (readonly [string, string[][]])[] = [
    ['a \'b c\' "d\\"e" f\\ g', [["a", "b c", 'd"e', "f g"]]],
    ["a | b && c || d; e & f", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]],
    ["A=1 a > out 2>&1 < in b", [["a", "b"]]],
    ["(a; { b; })", [["a"], ["b"]]],
    ['a $(b c) "$(d)"', [["a", "$(b c)", "$(d)"]]],
    ["x=$(a b)", [["a", "b"]]],
    ["a # b", [["a"]]],
    ["a 'unfinished", [["a", "unfinished"]]],
    ["a <<EOF\nb c\nEOF\nd", [["a"], ["d"]]],
  ];
  for (const [line, expected] of rows) assert.deepEqual(commands(line, "bash"), expected, line);
});

test("bash: pipes and endless loops are marked", () => {
  const [a, b] = parseLine("a | b", "bash").commands;
  assert.deepEqual([a?.piped, b?.piped], [false, true]);
  assert.deepEqual(
    ["while true; do a; done", "while [ -f x ]; do a; done", "until false; do a; done"].map(
      (line) => parseLine(line, "bash").commands.at(-1)?.endless,
    ),
    [true, false, true],
  );
});

test("fish: keywords, substitutions in brackets and its own escapes", () => {
  const rows: readonly (readonly [string, string[][]])[] = [
    [
      "set -x A 1; and b 'it\\'s' \"c\\\"d\"",
      [
        ["set", "-x", "A", "1"],
        ["b", "it's", 'c"d'],
      ],
    ],
    ["a; or b; not c", [["a"], ["b"], ["c"]]],
    ["a (b c; d) e", [["a", "(b c; d)", "e"]]],
    [
      "if test -f x; a; else if b; c; else; d; end",
      [["test", "-f", "x"], ["a"], ["b"], ["c"], ["d"]],
    ],
    ["for x in a b; c $x; end; d", [["c", "$x"], ["d"]]],
    ["begin; a; end | b", [["a"], ["b"]]],
    ["a > out 2>err < in b # c", [["a", "b"]]],
    ["a b#c", [["a", "b#c"]]],
  ];
  for (const [line, expected] of rows) assert.deepEqual(commands(line, "fish"), expected, line);
  assert.equal(parseLine("while true; a; end", "fish").commands.at(-1)?.endless, true);
  assert.equal(parseLine("while true; a; end; b", "fish").commands.at(-1)?.endless, false);
});

test("PowerShell: backticks, doubled quotes, the call operator, variables and blocks", () => {
  const rows: readonly (readonly [string, string[][]])[] = [
    ['a `\n b \'it\'\'s\' "c`"d" "e""f"', [["a", "b", "it's", 'c"d', 'e"f']]],
    ["& 'C:\\Program Files\\a.exe' b", [["C:\\Program Files\\a.exe", "b"]]],
    ["$env:A='1'; b", [["b"]]],
    ["$env:A = '1'; b | c && d || e", [["b"], ["c"], ["d"], ["e"]]],
    ["$x = a b; $y = 'c'; $z.Method()", [["a", "b"]]],
    ["if ($a -eq 1) { b } else { c }", [["b"], ["c"]]],
    ["a | ForEach-Object { b $_ }", [["a"], ["ForEach-Object"], ["b", "$_"]]],
    ["a (b c) @('d', 'e') 2>&1 > out", [["a", "(b c)", "@('d', 'e')"]]],
    [". ./a.ps1 # b", [["./a.ps1"]]],
    ["a @{ b = 1 }", [["a"], ["b", "=", "1"]]],
  ];
  for (const [line, expected] of rows) assert.deepEqual(commands(line, "pwsh"), expected, line);
});

test("command prompt: carets, only double quotes, brackets and conditions", () => {
  const rows: readonly (readonly [string, string[][]])[] = [
    ['a "b & c" d^&e', [["a", "b & c", "d&e"]]],
    ["a & b && c || d | e", [["a"], ["b"], ["c"], ["d"], ["e"]]],
    ["@a 'b c'", [["a", "'b", "c'"]]],
    ["if not exist x (a) else b", [["a"], ["b"]]],
    ["if %a%==1 b", [["b"]]],
    ["call a.bat > out 2>&1", [["a.bat"]]],
    ["for %i in (*.txt) do type %i", [["*.txt"], ["type", "%i"]]],
    ["rem a & b", [["b"]]],
  ];
  for (const [line, expected] of rows) assert.deepEqual(commands(line, "cmd"), expected, line);
});

test("in every shell words lie in order, apart, and where they say they are", () => {
  const pieces = [
    "a",
    "git",
    " ",
    " ",
    "'",
    '"',
    "\\",
    "`",
    "$(",
    ")",
    "(",
    "{",
    "}",
    ";",
    "|",
    "&",
    "&&",
    ">",
    "<",
    "<<EOF",
    "\n",
    "EOF",
    "#",
    "=",
    "A=1",
    "$x",
    "${",
    "if",
    "then",
    "fi",
    "while true",
    "do",
    "done",
    "end",
    "[[",
    "]]",
    "((",
    "*",
    "~",
    "/",
    "^",
    "%",
    "é",
    "\u0000",
    "😀",
    "-",
    "--x",
    "@{",
    "case",
    "esac",
    ";;",
    "function f",
  ];
  const random = seededRandom(7);
  for (let round = 0; round < 1500; round++) {
    const line = Array.from({ length: random.int(1, 14) }, () => random.pick(pieces)).join("");
    for (const shell of ["bash", "zsh", "fish", "pwsh", "cmd"] as const) {
      let end = 0;
      for (const word of parseLine(line, shell).words) {
        assert.ok(word.pos >= end, `${shell}: ${JSON.stringify(line)}`);
        assert.equal(line.slice(word.pos, word.pos + word.raw.length), word.raw);
        end = word.pos + word.raw.length;
      }
      const found = recognize(line, { shell, arguments: "normalised" });
      assert.notEqual(found?.skill.name, "");
    }
  }
});

test("deep nesting and long lines neither throw nor take more than their length", () => {
  for (const piece of [
    "(",
    "$(",
    '"$(',
    "{ ",
    "if ",
    "((",
    "${",
    "`",
    "[[ ",
    "<(",
    "while true; do ",
    "a && ",
    "a | ",
    "sudo ",
    "bash -c ",
    "case x in ",
    "@{",
    "begin; ",
    "'\\''",
    "<<A ",
    "! ",
  ]) {
    for (const shell of ["bash", "fish", "pwsh", "cmd"] as const) {
      recognize(piece.repeat(100_000 / piece.length), { shell, arguments: "normalised" });
      recognize(`git status ${piece.repeat(1000)}`, { shell, arguments: "normalised" });
    }
  }
});
