import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { unitVector } from "../../src/recommend/embed/layers";
import { normaliseText } from "../../src/recommend/embed/normaliseText";
import type { SkillText } from "../../src/recommend/text/model";
import { searchSkills } from "../../src/recommend/text/search";
import { SkillIndex } from "../../src/recommend/text/skillIndex";
import { skillVector } from "../../src/recommend/text/vectors";
import { percentile, type Row } from "./row";
import { seeded } from "./workload";

const skillCount = 300;
const wordCount = 20_000;
const dimensions = 512;
const queryCount = 300;

/** Searches in the texts of 100,000 invocations, of which few or all are different. */
export function run(sizes: readonly number[] = [4_000, 100_000]): Promise<readonly Row[]> {
  return Promise.resolve(sizes.flatMap(measure));
}

function measure(distinct: number): readonly Row[] {
  const random = seeded(distinct);
  const words = Array.from({ length: wordCount }, () => aWord(random));
  const skills = someSkills(distinct, words, random);
  const bytesBefore = bytesInUse();
  const begun = performance.now();
  const index = new SkillIndex(skills);
  // Lengths of vectors are worked out when first asked for.
  searchSkills(index, "warm up");
  const buildMs = performance.now() - begun;
  const indexBytes = bytesInUse() - bytesBefore;
  const vectors = { dimensions, vectorOf: () => aVector(random) };
  const known = skills.flatMap(({ name }, skill) => {
    const texts = index.textsOf(skill).slice(-1).map(normaliseText);
    return skillVector(name, texts, vectors) ?? [];
  });
  const took = Array.from({ length: queryCount }, () => {
    const query = aText(words, random);
    const meanings = { query: aVector(random), skills: known };
    const asked = performance.now();
    searchSkills(index, query, meanings);
    return performance.now() - asked;
  }).slice(queryCount / 3);
  const at = `${distinct.toLocaleString("en")} texts`;
  const how = `${skillCount} skills, texts of 3–12 words, the n-th word 1/n as often as the first`;
  const asked = `${took.length} queries, warm, by words, pieces and meaning, without embedding them`;
  return [
    { what: `build the text index, ${at}`, value: buildMs, unit: "ms", how },
    {
      what: `memory of the text index, ${at}`,
      value: indexBytes / 2 ** 20,
      unit: "MiB",
      how: "heap and buffers after collecting garbage, less before building",
    },
    { what: `search, p50, ${at}`, value: percentile(took, 0.5), unit: "ms", how: asked },
    { what: `search, p95, ${at}`, value: percentile(took, 0.95), unit: "ms", how: asked },
  ];
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
  runInNewContext("gc()");
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
