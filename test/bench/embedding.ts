// Loads the embedding model in a process of its own, embeds texts, and prints what that took as JSON.
// Arguments: the folder of the model.
import { normaliseText } from "../../src/recommend/embed/normaliseText";
import { loadUseLite } from "../../src/recommend/embed/useLite";
import { readAssets } from "../support/modelFiles";

/** What one process measured. */
export interface EmbeddingFigures {
  readonly loadCpuMs: number;
  /** The longest time between two pauses. */
  readonly longestStepMs: number;
  readonly queryCpuMs: number;
  readonly addedBytes: number;
}

/** Of the length of what people ask: 13 pieces on average. */
const texts = [
  "list running processes sorted by memory",
  "how do I undo the last commit without losing my work",
  "find all files larger than 10 MB below this folder",
  "run the unit tests of the payment module again and print only failures",
  "start the development server on another port with verbose logging",
  "show the last ten commits with their authors and dates, one line each",
  "replace all tabs by four spaces in every Python file of the project",
  "check which process listens on port 8080 and kill it",
  "compress the folder with the logs into an archive with today's date",
  "why does the build fail with a missing module after the upgrade",
];
const rounds = 20;

function cpuMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

async function measure(folder: string): Promise<EmbeddingFigures> {
  const bytesBefore = process.memoryUsage().rss;
  const loadBegun = process.cpuUsage();
  let longestStepMs = 0;
  let stepBegun = performance.now();
  const pause = async (): Promise<void> => {
    longestStepMs = Math.max(longestStepMs, performance.now() - stepBegun);
    await new Promise(setImmediate);
    stepBegun = performance.now();
  };
  const embedder = await loadUseLite(readAssets(folder), pause);
  const loadCpuMs = cpuMs(loadBegun);
  for (const text of texts) embedder.embed(normaliseText(text));
  const begun = process.cpuUsage();
  for (let round = 0; round < rounds; round++)
    for (const text of texts) embedder.embed(normaliseText(text));
  const queryCpuMs = cpuMs(begun) / (rounds * texts.length);
  const addedBytes = process.memoryUsage().rss - bytesBefore;
  return { loadCpuMs, longestStepMs, queryCpuMs, addedBytes };
}

console.log(JSON.stringify(await measure(process.argv[2] ?? "")));
