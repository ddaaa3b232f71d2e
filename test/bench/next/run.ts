import { familiesOf } from "../../../src/recommend/next/families";
import { NextModel } from "../../../src/recommend/next/nextModel";
import { numbered, type NumberedStream } from "./events";
import { generatedStreams } from "./generated";
import { measure, warmUp, type Score } from "./measure";
import {
  Frecency,
  halfLifeCommands,
  Markov,
  MostFrequent,
  MostRecent,
  type Ranker,
} from "./rankers";
import { collapsed, parseStreams, type UserStream } from "./streams";
import { summarize, tableOf, type Summary } from "./summary";

export interface BenchOptions {
  /** The text of a stream file; generated streams when absent. */
  readonly text?: string;
  /** Takes repeats of the same command together first. */
  readonly collapse: boolean;
  /** The mode a command ran in is known before it runs. */
  readonly modeKnown: boolean;
}

export interface BenchResult {
  readonly users: number;
  readonly predictions: number;
  /** Share of predictions that nobody can get right, 0–100: commands that were never seen. */
  readonly neverSeen: number;
  /** Of the model alone: to predict and to learn one event, in microseconds. */
  readonly microseconds: number;
  readonly summaries: readonly Summary[];
  readonly table: string;
}

const rankers: readonly (readonly [string, (stream: NumberedStream) => Ranker])[] = [
  ["MRU", () => new MostRecent()],
  ["MFU", () => new MostFrequent()],
  [`MFU, halves after ${halfLifeCommands}`, () => new MostFrequent(halfLifeCommands)],
  ["frecency", () => new Frecency()],
  ["Markov-1", () => new Markov(1)],
  ["Markov-2", () => new Markov(2)],
  ["Markov-3", () => new Markov(3)],
  ["Session Buddy", ({ names }) => modelRanker(names)],
];

/** @throws StreamFormatError when the text is not a stream file. */
export function run({ text, collapse, modeKnown }: BenchOptions): BenchResult {
  const streams: readonly UserStream[] =
    text === undefined ? generatedStreams() : parseStreams(text);
  const users = streams
    .map((stream) => (collapse ? collapsed(stream) : stream))
    .map((stream) => numbered(stream, modeKnown));
  let milliseconds = 0;
  const summaries = rankers.map(([name, make]) => {
    const begun = performance.now();
    const scores = users.map((user): Score => measure(make(user), user.events, user.repeats));
    milliseconds = performance.now() - begun;
    return summarize(name, scores);
  });
  const events = users.reduce((sum, user) => sum + user.events.length, 0);
  const predictions = users.reduce((sum, user) => sum + asked(user).length, 0);
  const unseen = users.reduce((sum, user) => sum + neverSeen(user), 0);
  return {
    users: users.length,
    predictions,
    neverSeen: predictions === 0 ? 0 : (100 * unseen) / predictions,
    microseconds: events === 0 ? 0 : (1000 * milliseconds) / events,
    summaries,
    table: tableOf(summaries),
  };
}

function modelRanker(names: readonly string[]): Ranker {
  const model = new NextModel({ families: familiesOf(names) });
  return {
    rank: (context) => model.rank(context).scores,
    observe: (event) => {
      model.observe(event);
    },
  };
}

function asked({ events }: NumberedStream): NumberedStream["events"] {
  return events.slice(warmUp);
}

/** Predictions of commands that come for the first time. */
function neverSeen({ names, events }: NumberedStream): number {
  return names.length - new Set(events.slice(0, warmUp).map(({ skill }) => skill)).size;
}
