import { columnsAtOnce, innerAtOnce, kernelCode, rowsAtOnce } from "./kernelCode";
import { quantiseRows } from "./quantise";

/** What `kernelCode` exports: addresses, sizes and the floor. */
type Multiply = (
  input: number,
  inputScales: number,
  weights: number,
  scales: number,
  biases: number,
  output: number,
  rows: number,
  inner: number,
  columns: number,
  floor: number,
) => void;

/** The part of WebAssembly that is used: TypeScript has its types only along with those of browsers. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
  validate(code: Uint8Array): boolean;
  instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: { readonly multiply: Multiply } } }>;
};

const pageBytes = 65_536;
/** Every address is a multiple of it: a whole register. */
export const alignment = 16;

/** A quantised matrix in the kernel's memory, with what turns its sums into results. */
export interface Matrix {
  /** Its rows: the length of what is multiplied with it. A multiple of 4. */
  readonly inner: number;
  /** A multiple of 8. */
  readonly columns: number;
  /** From −127 to 127, in blocks: [columns ÷ 8][inner ÷ 2][8][2]. */
  readonly weights: Int8Array;
  /** One for each column. */
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** What a kernel has room for. */
export interface KernelSize {
  /** All that will be allocated, each allocation rounded up by `alignedBytes`. */
  readonly bytes: number;
  /** The most rows and the longest row that are multiplied. */
  readonly rows: number;
  readonly inner: number;
}

/** How many bytes an allocation of this length takes away. */
export function alignedBytes(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/**
 * Multiplies matrices in a memory of its own. The memory has a fixed size, because growing it would
 * cut off every view of it.
 */
export class Kernel {
  private used = 0;
  private readonly steps: Int16Array;
  private readonly stepScales: Float32Array;

  private constructor(
    private readonly buffer: ArrayBuffer,
    private readonly run: Multiply,
    { rows, inner }: KernelSize,
  ) {
    const { byteOffset } = this.bytes(Int16Array.BYTES_PER_ELEMENT * rows * inner);
    this.steps = new Int16Array(buffer, byteOffset, rows * inner);
    this.stepScales = this.floats(rows);
  }

  /** @throws {Error} where WebAssembly has no SIMD instructions. */
  static async create(size: KernelSize): Promise<Kernel> {
    const code = kernelCode();
    if (!WebAssembly.validate(code)) {
      throw new Error("The embedding model needs WebAssembly with SIMD, which is missing here.");
    }
    const rows = Math.ceil(size.rows / rowsAtOnce) * rowsAtOnce;
    const own = alignedBytes(2 * rows * size.inner) + alignedBytes(4 * rows);
    const pages = Math.ceil((own + size.bytes) / pageBytes);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { instance } = await WebAssembly.instantiate(code, { host: { memory } });
    return new Kernel(memory.buffer, instance.exports.multiply, { ...size, rows });
  }

  /** Memory that stays taken, filled with 0. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const at = this.used;
    if (at + length > this.buffer.byteLength) throw new RangeError("The kernel's memory is full.");
    this.used += alignedBytes(length);
    return new Uint8Array(this.buffer, at, length);
  }

  /** Like `bytes`, for so many numbers. */
  floats(length: number): Float32Array<ArrayBuffer> {
    const { buffer, byteOffset } = this.bytes(length * Float32Array.BYTES_PER_ELEMENT);
    return new Float32Array(buffer, byteOffset, length);
  }

  /**
   * output = input · matrix + biases for so many rows, and nothing below `floor`. The input is rounded
   * to 16 bits, row by row. Up to three rows behind the last are written too.
   *
   * @param output of this kernel's memory, like the matrix.
   */
  multiply(
    input: Float32Array,
    { inner, columns, weights, scales, biases }: Matrix,
    output: Float32Array,
    rows: number,
    floor = -Infinity,
  ): void {
    const paddedRows = Math.ceil(rows / rowsAtOnce) * rowsAtOnce;
    if (rows < 1 || inner < 1 || columns < 1 || inner % innerAtOnce || columns % columnsAtOnce) {
      throw new RangeError(
        `The kernel cannot multiply ${rows} × ${inner} by ${inner} × ${columns}.`,
      );
    }
    if (this.steps.length < paddedRows * inner || output.length < paddedRows * columns) {
      throw new RangeError(`The kernel has no room for ${paddedRows} rows.`);
    }
    quantiseRows(input, rows, inner, this.steps, this.stepScales);
    this.run(
      this.steps.byteOffset,
      this.stepScales.byteOffset,
      weights.byteOffset,
      scales.byteOffset,
      biases.byteOffset,
      output.byteOffset,
      paddedRows,
      inner,
      columns,
      floor,
    );
  }
}
