import { unitVector } from "../recommend/embed/layers";
import type { Embedder } from "../recommend/embed/model";
import { quantised, restored, type QuantisedVector } from "../recommend/embed/quantise";
import type { Meaning } from "../recommend/text/skillSearch";
import type { SearchState } from "./protocol";

/** So many vectors are kept in memory, some 14 MiB of them. */
export const mostVectors = 20_000;

/** Of a longer text the beginning is compared: all of it would keep requests waiting for too long. */
export const mostSigns = 160;

export interface MeaningsParts {
  readonly load: () => Promise<Embedder>;
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
  private phase: SearchState = "none";
  private embedder: Embedder | undefined;
  /** Wanted last comes last. */
  private readonly known = new Map<string, QuantisedVector>();
  /** What is still to be worked out, the next one last. */
  private waiting: string[] = [];
  private isWorking = false;

  constructor(
    private readonly parts: MeaningsParts,
    private readonly most = mostVectors,
  ) {}

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

  /** How many texts that are wanted have no vector yet. */
  get missing(): number {
    return this.waiting.length;
  }

  /** Begins to load the model, once. After a failure the search goes on by words alone. */
  prepare(): void {
    if (this.phase !== "none") return;
    this.phase = "loading";
    void this.begin();
  }

  /** The vector as it is kept, within half a step of the one that was worked out. */
  stepsOf(text: string): QuantisedVector | undefined {
    return this.known.get(text);
  }

  /** A unit vector; the zero vector where a text means nothing to the model. */
  vectorOf(text: string): Float32Array | undefined {
    const vector = this.known.get(text);
    return vector && unitVector(restored(vector));
  }

  /** Worked out now, in some milliseconds; undefined while there is no model, and for no words. */
  query(text: string): Float32Array | undefined {
    try {
      return this.embedder?.embed(beginningOf(text));
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
  want(texts: Iterable<string>): void {
    if (this.phase === "failed") return;
    const waiting = new Set<string>();
    const wantedAgain = new Map<string, QuantisedVector>();
    for (const text of texts) {
      if (waiting.size + wantedAgain.size === this.most) break;
      const vector = this.known.get(text);
      if (vector === undefined) waiting.add(text);
      else wantedAgain.set(text, vector);
    }
    for (const [text, vector] of wantedAgain) {
      this.known.delete(text);
      this.known.set(text, vector);
    }
    this.makeRoomFor(waiting.size);
    this.waiting = [...waiting].reverse();
    void this.work();
  }

  /** Drops vectors of all other texts. */
  retain(texts: ReadonlySet<string>): void {
    for (const text of this.known.keys()) if (!texts.has(text)) this.known.delete(text);
    this.waiting = this.waiting.filter((text) => texts.has(text));
  }

  private makeRoomFor(count: number): void {
    for (const text of this.known.keys()) {
      if (this.known.size + count <= this.most) break;
      this.known.delete(text);
    }
  }

  private async begin(): Promise<void> {
    try {
      this.embedder = await this.parts.load();
      this.phase = "ready";
      await this.work();
    } catch (error) {
      this.fail(error);
    }
  }

  private async work(): Promise<void> {
    if (this.isWorking || !this.embedder) return;
    this.isWorking = true;
    try {
      while (this.waiting.length > 0) {
        await this.parts.pause();
        this.workOutNext();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.isWorking = false;
    }
  }

  private workOutNext(): void {
    const text = this.waiting.pop();
    if (text === undefined || !this.embedder) return;
    const { id, dimensions } = this.embedder;
    const vector =
      this.parts.find?.(id, text) ??
      quantised(this.embedder.embed(beginningOf(text)) ?? new Float32Array(dimensions));
    this.known.set(text, vector);
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
