import type { AgentSignal, LogFormat } from "../../src/agents/model";
import { linesOf } from "./agentFixtures";
import { seedsUpTo } from "./seeds";

/** What a reader made of the beginning of a line, after it had read the whole ones before. */
export interface TornReading {
  readonly line: number;
  readonly bytes: number;
  readonly signals: readonly AgentSignal[];
}

/**
 * Tears each line of a log: after every byte, of a line over four kilobytes after each 89th. Runs for
 * several time zones share the places.
 */
export function* tornReadings(format: LogFormat, text: string): Generator<TornReading> {
  const reader = format.open({ path: "/logs/session.jsonl" });
  for (const [line, whole] of linesOf(text).entries()) {
    const state = JSON.stringify(reader.state());
    const all = Buffer.from(whole);
    const step = all.length > 4096 ? 89 : 1;
    for (const nth of seedsUpTo(Math.ceil(all.length / step))) {
      const bytes = (nth - 1) * step;
      const next = format.open({ path: "/logs/session.jsonl" }, JSON.parse(state));
      yield { line, bytes, signals: next.read(all.subarray(0, bytes).toString("utf8")) };
    }
    reader.read(whole);
  }
}
