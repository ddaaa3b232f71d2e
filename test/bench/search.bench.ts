import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { unitVector } from "../../src/recommend/embed/layers";
import type { SkillText } from "../../src/recommend/text/model";
import { quantised } from "../../src/recommend/embed/quantise";
import { SkillSearch } from "../../src/recommend/text/skillSearch";
import { emptyColumns, HistoryColumns } from "../../src/store/history";
import { Meanings } from "../../src/worker/meanings";
import { percentile, type Row } from "./row";
import { seeded } from "./workload";

const skillCount = 300;
const wordCount = 20_000;
const dimensions = 512;
const queryCount = 300;
/** As long as the worker goes on before others have a turn. */
const turnMs = 5;

/** Searches in the texts of as many invocations. */
export async function run(sizes: readonly number[] = [4_000, 100_000]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(...(await measure(size)));
  return rows;
}

async function measure(distinct: number): Promise<readonly Row[]> {
  const random = seeded(distinct);
  const words = Array.from({ length: wordCount }, () => aWord(random));
  const history = aHistory(someSkills(distinct, words, random), random);
  const meanings = someMeanings(random);
  meanings.prepare();
  while (meanings.state !== "ready") await aTurn();
  const bytesBefore = bytesInUse();
  const search = new SkillSearch(meanings);
  const build = turnsOf(search, history);
  const indexBytes = bytesInUse() - bytesBefore;
  while (meanings.missing > 0) await aTurn();
  const lookUp = turnsOf(search, history);
  const allBytes = bytesInUse() - bytesBefore;
  const took = Array.from({ length: queryCount }, () => {
    const query = aText(words, random);
    const asked = performance.now();
    search.search(query, 0.3);
    return performance.now() - asked;
  }).slice(queryCount / 3);
  history.skill[history.length] = history.skills.length - 1;
  history.query[history.length++] = history.queries.push("one text more") - 1;
  const more = turnsOf(search, history);
  const at = `${distinct.toLocaleString("en")} texts`;
  const how = `${skillCount} skills, texts of 3–12 words, the n-th word 1/n as often as the first`;
  const asked = `${took.length} queries, warm, by words, pieces and meaning, without embedding them`;
  const turn = `in turns of ${turnMs} ms, vectors looked up among them`;
  const bytes = "heap and buffers after collecting garbage, less before building";
  return [
    { what: `build the text index, ${at}`, value: sum(build), unit: "ms", how },
    { what: `longest turn, ${at}`, value: longest([...build, ...lookUp]), unit: "ms", how: turn },
    { what: `one text more, ${at}`, value: sum(more), unit: "ms", how: "all turns it takes" },
    {
      what: `memory of the text index, ${at}`,
      value: mebibytes(indexBytes),
      unit: "MiB",
      how: bytes,
    },
    { what: `the same with vectors, ${at}`, value: mebibytes(allBytes), unit: "MiB", how: bytes },
    { what: `search, p50, ${at}`, value: percentile(took, 0.5), unit: "ms", how: asked },
    { what: `search, p95, ${at}`, value: percentile(took, 0.95), unit: "ms", how: asked },
  ];
}

/** Takes a history in as the worker does. @returns how long each turn took, milliseconds. */
function turnsOf(search: SkillSearch, history: HistoryColumns): readonly number[] {
  const turns: number[] = [];
  for (let isDone = false; !isDone;) {
    const begun = performance.now();
    isDone = search.update(history, () => performance.now() >= begun + turnMs);
    turns.push(performance.now() - begun);
  }
  return turns;
}

/** Every text has a vector from before, so that none is worked out. */
function someMeanings(random: () => number): Meanings {
  const vector = quantised(aVector(random));
  const embedNow = (): Float32Array => aVector(random);
  const embed = (): Promise<readonly Float32Array[]> => Promise.resolve([]);
  const embedder = { id: "bench", dimensions, atOnce: 32, embed, embedNow };
  return new Meanings({
    load: () => Promise.resolve(embedder),
    pause: aTurn,
    onError: (error) => {
      throw error;
    },
    find: () => vector,
  });
}

/** A run for each text, in any order. */
function aHistory(skills: readonly SkillText[], random: () => number): HistoryColumns {
  const runs = skills
    .flatMap(({ texts }, skill) => texts.map((text) => ({ skill, text, order: random() })))
    .sort((one, other) => one.order - other.order);
  const room = runs.length + 1;
  const columns = emptyColumns(room);
  const history = new HistoryColumns(columns, new Uint8Array(16 * room), runs.length);
  for (const { name, about } of skills) {
    const known = { category: about, hidden: false, pinned: false };
    history.skills.push({ kind: "terminal", name, ...known });
  }
  runs.forEach(({ skill, text }, row) => {
    history.skill[row] = skill;
    history.query[row] = history.queries.push(text) - 1;
  });
  return history;
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function longest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function mebibytes(bytes: number): number {
  return bytes / 2 ** 20;
}

/** So many different texts, some skills far more common than others. */
function someSkills(
  distinct: number,
  words: readonly string[],
  random: () => number,
): readonly SkillText[] {
  const texts = Array.from({ length: skillCount }, () => new Set<string>());
  for (let made = 0; made < distinct;) {
    const own = texts[Math.floor(random() ** 2.2 * skillCount)];
    const text = aText(words, random);
    if (own === undefined || own.has(text)) continue;
    own.add(text);
    made++;
  }
  return texts.map((own) => ({
    name: `${common(words, random)} ${common(words, random)}`,
    about: `build ${aText(words, random)}`,
    texts: [...own],
  }));
}

function aText(words: readonly string[], random: () => number): string {
  const length = 3 + Math.floor(random() * 10);
  return Array.from({ length }, () => common(words, random)).join(" ");
}

/** The n-th word about 1/n as often as the first: Zipf's law. */
function common(words: readonly string[], random: () => number): string {
  return words[Math.floor(words.length ** random()) - 1] ?? "";
}

function aWord(random: () => number): string {
  const signs = "etaoinshrdlucmfwypvbgkqjxz";
  const length = 2 + Math.floor(random() * 9);
  return Array.from({ length }, () => signs[Math.floor(random() ** 1.6 * signs.length)]).join("");
}

function aVector(random: () => number): Float32Array {
  return unitVector(Array.from({ length: dimensions }, () => random() - 0.5));
}

/** Heap and buffers after collecting garbage. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  // The second one waits for what the first one left to be swept beside it.
  runInNewContext("gc(), gc()");
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
