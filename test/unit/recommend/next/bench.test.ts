import assert from "node:assert/strict";
import { test } from "node:test";
import type { NextEvent } from "../../../../src/recommend/next/event";
import { numbered } from "../../../bench/next/events";
import { measure, warmUp } from "../../../bench/next/measure";
import {
  Frecency,
  Markov,
  MostFrequent,
  MostRecent,
  type Ranker,
} from "../../../bench/next/rankers";
import { run } from "../../../bench/next/run";
import { collapsed, parseStreams, StreamFormatError } from "../../../bench/next/streams";
import { summarize } from "../../../bench/next/summary";
import { commandStream } from "../../../support/commandStreams";
import { hour, someTime } from "../../../support/history";
import { seededRandom } from "../../../support/random";

test("a stream file has one user a line, with events of three shapes", () => {
  const text = [
    '{"user": "a", "events": [[10, "ls"], [12.5, "git add", "edit"], [20, "make", 3], [21, "w", null]]}',
    "",
    '{"user": "b", "events": ["ls", "cd"]}\r',
  ].join("\n");
  assert.deepEqual(parseStreams(text), [
    {
      user: "a",
      events: [
        { atMs: 10_000, command: "ls" },
        { atMs: 12_500, command: "git add", mode: "edit" },
        { atMs: 20_000, command: "make", mode: "3" },
        { atMs: 21_000, command: "w" },
      ],
    },
    {
      user: "b",
      events: [
        { atMs: Number.NaN, command: "ls" },
        { atMs: Number.NaN, command: "cd" },
      ],
    },
  ]);
});

test("a bad line is named by one sentence", () => {
  const good = '{"user": "a", "events": ["ls"]}\n';
  const messages: readonly (readonly [string, string])[] = [
    ["{", "Line 2: this is not JSON."],
    ["3", "Line 2: this is not an object with a user and events."],
    ["null", "Line 2: this is not an object with a user and events."],
    ['{"events": []}', 'Line 2: "user" is not a text.'],
    ['{"user": "b"}', 'Line 2: "events" is not a list.'],
    [
      '{"user": "b", "events": ["ls", 7]}',
      'Line 2: event 2 is neither a command nor [unixSeconds, "command", mode?].',
    ],
    ['{"user": "b", "events": [["ls", 7]]}', "Line 2: event 1 has no time in seconds."],
    ['{"user": "b", "events": [[7]]}', "Line 2: event 1 has no command."],
    ['{"user": "b", "events": [[7, "ls", {}]]}', "Line 2: event 1 has a mode that is no text."],
  ];
  for (const [line, message] of messages) {
    assert.throws(() => parseStreams(good + line), new StreamFormatError(2, message.slice(8, -1)));
  }
});

test("events are numbered as they appear, and know the mode of the one before, or their own", () => {
  const [stream] = parseStreams('{"user":"a","events":[[1,"x","p"],[2,"y","q"],[3,"x","p"],"z"]}');
  assert.ok(stream);
  const { names, events, repeats } = numbered(stream, false);
  assert.deepEqual(names, ["x", "y", "z"]);
  assert.deepEqual(
    events.map(({ skill, phase }) => [skill, phase]),
    [
      [0, -1],
      [1, 0],
      [0, 1],
      [2, 0],
    ],
  );
  assert.equal(repeats, false);
  assert.deepEqual(
    numbered(stream, true).events.map(({ phase }) => phase),
    [0, 1, 0, -1],
  );
});

test("collapsing leaves one of each run of repeats", () => {
  const [stream] = parseStreams('{"user":"a","events":["x","x","y","x","x","x"]}');
  assert.ok(stream);
  assert.equal(numbered(stream, false).repeats, true);
  const { events, repeats } = numbered(collapsed(stream), false);
  assert.deepEqual(
    events.map(({ skill }) => skill),
    [0, 1, 0],
  );
  assert.equal(repeats, false);
});

function randomStream(seed: number, length: number): readonly NextEvent[] {
  const random = seededRandom(seed);
  // Numbered as they appear, as the benchmark does.
  const numbers = new Map<number, number>();
  return Array.from({ length }, (_, at) => {
    const drawn = Math.floor(random.next() ** 2 * 9);
    const skill = numbers.get(drawn) ?? numbers.size;
    numbers.set(drawn, skill);
    const nowMs = someTime + at * hour;
    return { skill, session: 0, nowMs, phase: -1, afterFailure: false };
  });
}

/** Sorts all candidates, best first, by the score a naive ranker gives from the past alone. */
function naiveRanks(
  events: readonly NextEvent[],
  scoreOf: (past: readonly number[], skill: number) => number,
): readonly (number | undefined)[] {
  return events.slice(warmUp).map(({ skill }, index) => {
    const past = events.slice(0, warmUp + index).map((event) => event.skill);
    const sorted = [...new Set(past)].sort(
      (one, other) =>
        scoreOf(past, other) - scoreOf(past, one) ||
        past.lastIndexOf(other) - past.lastIndexOf(one),
    );
    const at = sorted.indexOf(skill);
    return at < 0 ? undefined : at + 1;
  });
}

function naiveMarkov(order: number): (past: readonly number[], skill: number) => number {
  return (past, skill) => {
    const kinds = new Set(past).size;
    let p = (past.filter((one) => one === skill).length + 0.5) / (past.length + 0.5 * kinds);
    for (let length = 1; length <= order; length++) {
      const context = past.slice(-length).join();
      const followers = past.filter(
        (_, at) => at >= length && past.slice(at - length, at).join() === context,
      );
      if (followers.length === 0) break;
      const count = followers.filter((one) => one === skill).length;
      const left = (0.75 * new Set(followers).size) / followers.length;
      p = Math.max(0, count - 0.75) / followers.length + left * p;
    }
    return p;
  };
}

test("hits and ranks of every baseline are those of a naive one that sorts", () => {
  const events = randomStream(1, 180);
  const count = (past: readonly number[], skill: number): number =>
    past.filter((one) => one === skill).length;
  const age = (past: readonly number[], skill: number): number =>
    past.length - past.lastIndexOf(skill);
  const rankers: readonly (readonly [
    Ranker,
    (past: readonly number[], skill: number) => number,
  ])[] = [
    [new MostRecent(), (past, skill) => -age(past, skill)],
    [new MostFrequent(), count],
    [
      new MostFrequent(20),
      (past, skill) =>
        past.reduce(
          (sum, one, at) => sum + (one === skill ? 2 ** ((at - past.length) / 20) : 0),
          0,
        ),
    ],
    [
      new Frecency(),
      (past, skill) => {
        const hours = age(past, skill);
        return count(past, skill) * (hours < 1 ? 4 : hours < 24 ? 2 : hours < 168 ? 0.5 : 0.25);
      },
    ],
    [new Markov(1), naiveMarkov(1)],
    [new Markov(2), naiveMarkov(2)],
    [new Markov(3), naiveMarkov(3)],
  ];
  for (const [ranker, naive] of rankers) {
    const ranks = naiveRanks(events, naive);
    const within = (most: number): number => ranks.filter((rank = 99) => rank <= most).length;
    const score = measure(ranker, events, true);
    assert.deepEqual(
      [score.n, score.hits1, score.hits3, score.hits5],
      [ranks.length, within(1), within(3), within(5)],
      ranker.constructor.name,
    );
    const expected = ranks.reduce<number>(
      (sum, rank) => sum + (rank === undefined ? 0 : 1 / rank),
      0,
    );
    assert.ok(Math.abs(score.reciprocalRanks - expected) < 1e-9);
  }
});

test("what was never seen is a miss that counts, and where nothing repeats the last is no candidate", () => {
  const skills = [...Array.from({ length: warmUp }, (_, at) => at % 2), 5, 0, 1];
  const events = skills.map((skill, at) => ({
    skill,
    session: 0,
    nowMs: someTime + at,
    phase: -1,
    afterFailure: false,
  }));
  // 5 is new; 0 comes behind 5 and 1, or only behind 1 where 5 cannot come again; and so on.
  assert.deepEqual(measure(new MostRecent(), events, true).reciprocalRanks, 1 / 3 + 1 / 3);
  const collapsed = measure(new MostRecent(), events, false);
  assert.deepEqual([collapsed.n, collapsed.reciprocalRanks], [3, 1 / 2 + 1 / 2]);
});

test("the mean over users weighs users alike, the pooled one predictions", () => {
  const score = (n: number, hits: number) => ({
    ...{ n, hits1: hits, hits3: hits, hits5: hits },
    reciprocalRanks: hits / 2,
  });
  const { meanOfUsers, standardError, pooled } = summarize("x", [
    score(10, 5),
    score(90, 9),
    score(0, 0),
  ]);
  assert.equal(meanOfUsers.hits1, 30);
  assert.equal(meanOfUsers.mrr, 0.15);
  assert.equal(standardError.hits5, 20);
  assert.equal(pooled.hits3, 14);
});

test("the benchmark counts users, predictions and commands that were never seen", () => {
  const line = (user: string, from: number): string => {
    const events = commandStream({ seed: from, length: 80 }).map(({ command }) => command);
    return JSON.stringify({ user, events: [...events, `new ${from}`, events[0], `newer ${from}`] });
  };
  const text = [line("a", 1), line("b", 2), '{"user": "c", "events": []}'].join("\n");
  const result = run({ text, collapse: false, modeKnown: false });
  assert.equal(result.users, 3);
  assert.equal(result.predictions, 2 * 33);
  assert.ok(result.neverSeen >= (100 * 4) / 66 && result.neverSeen < 50);
  assert.deepEqual(
    result.summaries.map(({ ranker }) => ranker),
    [
      "MRU",
      "MFU",
      "MFU, halves after 200",
      "frecency",
      "Markov-1",
      "Markov-2",
      "Markov-3",
      "Session Buddy",
    ],
  );
  assert.match(result.table, /^\| ranker \| hit@1 .*\n\|---.*\n(\| .* \|\n?){8}$/);
});

test("invented users are the same for the same seed, and use what they know", () => {
  const stream = commandStream({ seed: 5, length: 600 });
  assert.deepEqual(commandStream({ seed: 5, length: 600 }), stream);
  assert.notDeepEqual(commandStream({ seed: 6, length: 600 }), stream);
  assert.equal(stream.length, 600);
  assert.ok(stream.every(({ atMs }, at) => at === 0 || atMs >= (stream[at - 1]?.atMs ?? 0)));
  const kinds = new Set(stream.map(({ command }) => command)).size;
  assert.ok(kinds > 15 && kinds < 200, `${kinds}`);
  const repeats = stream.filter(({ command }, at) => command === stream[at - 1]?.command).length;
  const often = commandStream({ seed: 5, length: 600, repeats: 0.5 });
  const more = often.filter(({ command }, at) => command === often[at - 1]?.command).length;
  assert.ok(more > repeats + 100, `${more} and ${repeats}`);
});
