import assert from "node:assert/strict";
import { test } from "node:test";
import { commandLineOf } from "../../../../src/agents/codex/argv";
import { parseLine } from "../../../../src/tracker/shell/parse";
import { seededRandom } from "../../../support/random";

test("a shell reads back the words a command line was made of", () => {
  const random = seededRandom(7);
  const characters = [..."ab1-=/. '\"\\$`|&;<>(){}[]*?!#~%\t", "é"];
  for (let round = 0; round < 2000; round++) {
    const argv = Array.from({ length: random.int(1, 4) }, (_, at) =>
      Array.from({ length: random.int(at === 0 ? 1 : 0, 5) }, () => random.pick(characters)).join(
        "",
      ),
    );
    const { commands } = parseLine(commandLineOf(argv), "bash");
    const words = commands.map((command) => command.words.map(({ text }) => text));
    assert.deepEqual(words, [argv], `${JSON.stringify(argv)} in round ${round}`);
  }
});

test("where a program is a shell that was given one line, it is that line", () => {
  const cases: readonly (readonly [argv: readonly string[], expected: string])[] = [
    [["bash", "-lc", "a && b"], "a && b"],
    [["/usr/bin/zsh", "-c", "a"], "a"],
    [["powershell.exe", "-NoProfile", "-Command", "Get-Item x"], "Get-Item x"],
    [["bash", "-lc", "a", "b"], "bash -lc a b"],
    [["bash", "script.sh"], "bash script.sh"],
    [["node", "-c", "a b"], "node -c 'a b'"],
    [["bash"], "bash"],
    [["A=1", "b=2"], "'A=1' b=2"],
    [["echo", "", "it's"], "echo '' 'it'\\''s'"],
  ];
  for (const [argv, expected] of cases) assert.equal(commandLineOf(argv), expected);
});
