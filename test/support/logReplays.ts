import assert from "node:assert/strict";
import { test } from "node:test";
import type { LogFormat } from "../../src/agents/model";
import { linesOf, needsAgentLogs, readInTwo, readLog } from "./agentFixtures";
import { tornReadings } from "./tornLines";

/** Tests what holds for every log of one object a line: torn lines, another reader, reading twice. */
export function testReplays(
  format: LogFormat,
  files: readonly string[],
  textOf: (file: string) => string,
): void {
  test("a torn line tells nothing, wherever it is torn", needsAgentLogs, () => {
    for (const file of files)
      for (const { line, bytes, signals } of tornReadings(format, textOf(file)))
        assert.equal(signals.length, 0, `${file}, line ${line} after ${bytes} bytes`);
  });

  test("another reader goes on after any line as the same one would", needsAgentLogs, () => {
    for (const file of files) {
      const text = textOf(file);
      const whole = readLog(format, text);
      for (let at = 0; at <= linesOf(text).length; at++)
        assert.deepEqual(readInTwo(format, text, at), whole, `${file}, line ${at}`);
    }
  });

  test("what is read twice has the same ids", needsAgentLogs, () => {
    for (const file of files)
      assert.deepEqual(readLog(format, textOf(file)), readLog(format, textOf(file)));
  });
}
