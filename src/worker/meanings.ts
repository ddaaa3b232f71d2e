import { quantised, type QuantisedVector } from "../recommend/embed/quantise";
import type { Meaning } from "../recommend/text/skillVectors";
import { LateQueries } from "./lateQueries";
import type { SearchState } from "./protocol";
import type { TextEmbedder } from "./textEmbedder";
import { VectorMemory } from "./vectorMemory";

/** So many vectors are kept in memory, 23 MiB of them: enough for 300 skills with all their texts. */
export const mostVectors = 40_000;

/** Of a longer text the beginning is compared: all of it would keep requests waiting for too long. */
export const mostSigns = 160;

export interface MeaningsParts {
  /** Absent where texts are to be compared by words only. */
  readonly load?: () => Promise<TextEmbedder>;
  /** Lets others have a turn. */
  readonly pause: () => Promise<void>;
  /** Hears why there are no meanings, once. */
  readonly onError: (error: unknown) => void;
  /** A vector that was worked out before, by the same model. */
  readonly find?: (model: string, text: string) => QuantisedVector | undefined;
}

/**
 * Vectors of texts: those that are known, and the rest as they are worked out in the background.
 * All texts are given as `normaliseText` leaves them.
 */
export class Meanings implements Meaning {
  private phase: SearchState;
  private embedder: TextEmbedder | undefined;
  /** Wanted last comes last. */
  private readonly known = new VectorMemory();
  /** What is still to be worked out, the next one last. */
  private waiting: string[] = [];
  /** What is being worked out just now. */
  private readonly inHand = new Set<string>();
  private isWorking = false;
  private readonly queries = new LateQueries(
    async (text) => (await this.embedder?.embed([text]))?.[0],
    (error) => this.fail(error),
  );

  constructor(
    private readonly parts: MeaningsParts,
    private readonly most = mostVectors,
  ) {
    this.phase = parts.load ? "none" : "failed";
  }

  get state(): SearchState {
    return this.phase;
  }

  /** Names the model; undefined until it is loaded. */
  get model(): string | undefined {
    return this.embedder?.id;
  }

  /** 0 until the model is loaded. */
  get dimensions(): number {
    return this.embedder?.dimensions ?? 0;
  }

  /** How many texts that are wanted have no vector yet, the newest query among them. */
  get missing(): number {
    return this.waiting.length + this.inHand.size + (this.queries.isPending ? 1 : 0);
  }

  /** Begins to load the model, once. After a failure the search goes on by words alone. */
  prepare(): void {
    if (this.phase !== "none") return;
    this.phase = "loading";
    void this.begin();
  }

  /**
   * The vector as it is kept, within half a step of the one that was worked out; valid until the
   * next change.
   */
  stepsOf(text: string): QuantisedVector | undefined {
    return this.known.get(text);
  }

  /** A unit vector; the zero vector where a text means nothing to the model. */
  vectorOf(text: string): Float32Array | undefined {
    const vector = this.known.get(text);
    return vector && directionOf(vector);
  }

  /**
   * Worked out now, in some milliseconds, or asked for where the model is elsewhere: then it is there
   * when the same query comes again. Undefined also while there is no model, and for no words.
   */
  query(text: string): Float32Array | undefined {
    if (!this.embedder) return undefined;
    const { embedNow } = this.embedder;
    try {
      return embedNow ? embedNow(beginningOf(text)) : this.queries.vectorOf(beginningOf(text));
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /**
   * Names the texts whose vectors are needed, most wanted first; they replace what was still waiting.
   * One is worked out per turn of the event loop, so that requests are answered in between. Of more
   * than can be kept the first are; for them go the vectors that were wanted longest ago.
   */
  want(texts: ReadonlySet<string>): void {
    if (this.phase === "failed") return;
    const waiting: string[] = [];
    const wantedAgain: string[] = [];
    for (const text of texts) {
      if (waiting.length + wantedAgain.length === this.most) break;
      if (this.known.has(text)) wantedAgain.push(text);
      else if (!this.inHand.has(text)) waiting.push(text);
    }
    for (const text of wantedAgain) this.known.touch(text);
    this.waiting = waiting.reverse();
    this.makeRoom();
    void this.work();
  }

  /** Drops vectors of all other texts. */
  retain(texts: ReadonlySet<string>): void {
    for (const text of this.known.texts()) if (!texts.has(text)) this.known.delete(text);
    this.waiting = this.waiting.filter((text) => texts.has(text));
  }

  /** For what is waiting. */
  private makeRoom(): void {
    for (const text of this.known.texts()) {
      if (this.known.size + this.waiting.length <= this.most) break;
      this.known.delete(text);
    }
  }

  private async begin(): Promise<void> {
    try {
      this.embedder = await this.parts.load?.();
      this.phase = "ready";
      await this.work();
    } catch (error) {
      this.fail(error);
    }
  }

  private async work(): Promise<void> {
    const { embedder } = this;
    if (this.isWorking || !embedder) return;
    this.isWorking = true;
    try {
      while (this.waiting.length > 0) {
        await this.parts.pause();
        await this.workOutNext(embedder);
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.isWorking = false;
      this.inHand.clear();
    }
  }

  private async workOutNext({ id, dimensions, atOnce, embed }: TextEmbedder): Promise<void> {
    const unknown: string[] = [];
    for (const text of this.waiting.splice(-atOnce).reverse()) {
      const vector = this.parts.find?.(id, text);
      if (vector === undefined) unknown.push(text);
      else this.known.set(text, vector);
    }
    for (const text of unknown) this.inHand.add(text);
    if (unknown.length === 0) return;
    const vectors = await embed(unknown.map(beginningOf));
    unknown.forEach((text, at) => {
      this.known.set(text, quantised(vectors[at] ?? new Float32Array(dimensions)));
    });
    this.inHand.clear();
    this.makeRoom();
  }

  private fail(error: unknown): void {
    if (this.phase === "failed") return;
    this.phase = "failed";
    this.embedder = undefined;
    this.waiting = [];
    this.parts.onError(error);
  }
}

function beginningOf(text: string): string {
  if (text.length <= mostSigns) return text;
  const end = text.lastIndexOf(" ", mostSigns);
  return text.slice(0, end > 0 ? end : mostSigns);
}

/** The unit vector of that direction; written out, because a search may need thousands of them. */
function directionOf({ steps }: QuantisedVector): Float32Array {
  const vector = new Float32Array(steps.length);
  let squares = 0;
  for (let at = 0; at < steps.length; at++) squares += (steps[at] ?? 0) ** 2;
  const factor = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (let at = 0; at < steps.length; at++) vector[at] = (steps[at] ?? 0) * factor;
  return vector;
}
