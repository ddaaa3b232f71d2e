import type { QuantisedVector } from "../recommend/embed/quantise";

/** So many vectors are added to the memory at once. */
const vectorsPerBlock = 512;

/**
 * Vectors of texts, in order. They lie side by side in blocks: with an array of its own each would
 * take half as much again.
 */
export class VectorMemory {
  /** The place of each vector; the text touched last comes last. */
  private readonly places = new Map<string, number>();
  private readonly free: number[] = [];
  private readonly blocks: Int8Array[] = [];
  private readonly scales: number[] = [];
  private dimensions = 0;

  get size(): number {
    return this.places.size;
  }

  has(text: string): boolean {
    return this.places.has(text);
  }

  texts(): IterableIterator<string> {
    return this.places.keys();
  }

  /** The vector as it is kept; its steps are valid until the next change. */
  get(text: string): QuantisedVector | undefined {
    const place = this.places.get(text);
    if (place === undefined) return undefined;
    return { steps: this.stepsAt(place), scale: this.scales[place] ?? 1 };
  }

  /** @param vector is copied; as long as all others. */
  set(text: string, { steps, scale }: QuantisedVector): void {
    if (this.places.size === 0) this.begin(steps.length);
    const place = this.places.get(text) ?? this.free.pop() ?? this.places.size;
    this.places.set(text, place);
    this.scales[place] = scale;
    this.stepsAt(place).set(steps);
  }

  /** Puts a text that is known last. */
  touch(text: string): void {
    const place = this.places.get(text);
    if (place === undefined) return;
    this.places.delete(text);
    this.places.set(text, place);
  }

  delete(text: string): void {
    const place = this.places.get(text);
    if (place === undefined) return;
    this.places.delete(text);
    this.free.push(place);
  }

  private begin(dimensions: number): void {
    this.free.length = 0;
    this.scales.length = 0;
    if (dimensions !== this.dimensions) this.blocks.length = 0;
    this.dimensions = dimensions;
  }

  private stepsAt(place: number): Int8Array {
    const { dimensions } = this;
    const block = Math.floor(place / vectorsPerBlock);
    const at = (place % vectorsPerBlock) * dimensions;
    const steps = (this.blocks[block] ??= new Int8Array(vectorsPerBlock * dimensions));
    return steps.subarray(at, at + dimensions);
  }
}
