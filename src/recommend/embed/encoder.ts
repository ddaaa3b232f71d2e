import { alignedBytes, type Kernel } from "./kernel";
import { add, attend, layerNorm, meanOfRows, unitVector } from "./layers";
import type { Layer, Weights } from "./weights";

/** More pieces than that are not read; a multiple of 4. */
export const mostPieces = 128;

/** The model counts a piece twice against its position: that is in its graph. */
const pieceWeight = 2;

/** Places for intermediate results; pages of them that are never used take no memory. */
const places = 6;

/** Bytes of the kernel's memory that an encoder takes beside its weights. */
export function encoderBytes(longestRow: number): number {
  return places * alignedBytes(Float32Array.BYTES_PER_ELEMENT * mostPieces * longestRow);
}

/**
 * The encoder of the Universal Sentence Encoder (Cer et al., 2018), lite: a stack of transformer
 * layers with the norm first, then the mean of all rows, tanh of a last matrix, and unit length.
 *
 * The same text has the same vector on every platform, to the bit where these functions agree:
 * `Math.exp`, `sin`, `cos` and `tanh` may differ between engines in their last bit. Where that tips the
 * rounding of an input, a result moves by some 10⁻⁶; rounding the weights to int8 moved it by 10⁻².
 */
export class Encoder {
  /** A row for each place; filled as far as texts were long. */
  private readonly positions: Float32Array;
  private knownPlaces = 0;
  private readonly stream: Float32Array;
  private readonly nextStream: Float32Array;
  private readonly normed: Float32Array;
  private readonly mixed: Float32Array;
  private readonly change: Float32Array;
  private readonly wide: Float32Array;

  /** @param kernel in whose memory the weights lie, with `encoderBytes` left. */
  constructor(
    private readonly kernel: Kernel,
    private readonly weights: Weights,
    longestRow: number,
  ) {
    const place = (): Float32Array => kernel.floats(mostPieces * longestRow);
    this.stream = place();
    this.nextStream = place();
    this.normed = place();
    this.mixed = place();
    this.change = place();
    this.wide = place();
    this.positions = new Float32Array(mostPieces * weights.pieces.width);
  }

  /**
   * Runs the kernel once, so that the engine begins to make better code of it, which takes another
   * thread some 10 ms; until then it is several times slower.
   */
  prepare(): void {
    this.kernel.multiply(this.normed, this.weights.output, this.change, 1);
  }

  /** The unit vector for pieces of a text: at least one, and those after `mostPieces` are left out. */
  encode(pieces: readonly number[]): Float32Array {
    const rows = Math.min(pieces.length, mostPieces);
    const { kernel, normed, change } = this;
    const { output, layers } = this.weights;
    let stream = this.stream;
    this.embed(pieces, rows, stream);
    for (const layer of layers) stream = this.pass(layer, stream, rows);
    meanOfRows(stream, rows, output.inner, normed);
    kernel.multiply(normed, output, change, 1);
    return unitVector(change.subarray(0, output.columns).map(Math.tanh));
  }

  /** Rows for pieces, with their positions. */
  private embed(pieces: readonly number[], rows: number, stream: Float32Array): void {
    const { width, rows: table, scales } = this.weights.pieces;
    while (this.knownPlaces < rows) this.learnPlace(this.knownPlaces++);
    for (let row = 0; row < rows; row++) {
      const piece = pieces[row] ?? 0;
      const scale = pieceWeight * (scales[piece] ?? 0);
      for (let at = 0; at < width; at++) {
        const value = (table[piece * width + at] ?? 0) * scale;
        stream[row * width + at] = value + (this.positions[row * width + at] ?? 0);
      }
    }
  }

  /** @returns where the result is. */
  private pass(layer: Layer, stream: Float32Array, rows: number): Float32Array {
    const { kernel, normed, mixed, wide, change } = this;
    const { attention, attended, detour, widening, narrowing } = layer;
    const width = attended.columns;
    layerNorm(stream, rows, layer.norm, normed);
    kernel.multiply(normed, attention, wide, rows);
    attend(wide, rows, this.weights.heads, attended.inner / this.weights.heads, mixed);
    kernel.multiply(mixed, attended, change, rows);
    let next = stream;
    if (detour !== undefined) {
      next = stream === this.stream ? this.nextStream : this.stream;
      kernel.multiply(stream, detour, next, rows);
    }
    add(next, change, rows * width);
    layerNorm(next, rows, layer.wideningNorm, normed);
    kernel.multiply(normed, widening, wide, rows, 0);
    kernel.multiply(wide, narrowing, change, rows);
    add(next, change, rows * width);
    return next;
  }

  /** sin(place · frequency) of all frequencies, then cos, in float32 like the original. */
  private learnPlace(place: number): void {
    const { frequencies } = this.weights;
    const row = 2 * place * frequencies.length;
    for (const [at, frequency] of frequencies.entries()) {
      const angle = Math.fround(place * frequency);
      this.positions[row + at] = Math.sin(angle);
      this.positions[row + frequencies.length + at] = Math.cos(angle);
    }
  }
}
