import { alignment, type Matrix } from "./kernel";
import type { Norm } from "./layers";

/** Where a tensor lies in the file of weights, and what it looks like. */
interface Tensor {
  readonly type: "int8" | "float32";
  /** Rows and columns, or one length. Matrices lie in the order that `Matrix` tells. */
  readonly shape: readonly number[];
  /** Bytes from the beginning of the file, a multiple of 16. */
  readonly at: number;
}

/** What `model.json` says of the files beside it. */
export interface Manifest {
  /** Of the embedder. */
  readonly id: string;
  readonly heads: number;
  /** Length of the file of weights. */
  readonly bytes: number;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** One layer of the encoder. */
export interface Layer {
  readonly norm: Norm;
  /** Query, key and value side by side. */
  readonly attention: Matrix;
  readonly attended: Matrix;
  /** What goes around the attention is multiplied with it; absent where it stays as it is. */
  readonly detour: Matrix | undefined;
  readonly wideningNorm: Norm;
  readonly widening: Matrix;
  readonly narrowing: Matrix;
}

/** What is known of the pieces of texts, by id. */
export interface Pieces {
  /** Logarithms of their probabilities. */
  readonly scores: Float32Array;
  /** Length of a row. */
  readonly width: number;
  /** One for each piece, row by row. */
  readonly rows: Int8Array;
  /** What the values of each row are to be multiplied with. */
  readonly scales: Float32Array;
}

/** The weights of the encoder, as views of the memory they lie in. */
export interface Weights {
  readonly heads: number;
  readonly pieces: Pieces;
  /** Angular frequencies of the position signal, in radians a place. */
  readonly frequencies: Float32Array;
  readonly layers: readonly Layer[];
  readonly output: Matrix;
}

const sizeOf = { int8: 1, float32: 4 } as const;
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** @throws {Error} where it is not a manifest of this version, or a tensor is not inside the file. */
export function parseManifest(json: string): Manifest {
  const manifest = JSON.parse(json) as Partial<Manifest> & { readonly format?: unknown };
  const { format, id, heads, bytes, tensors } = manifest;
  if (format !== 1 || typeof id !== "string" || !isCount(heads) || !isCount(bytes) || !tensors) {
    throw new Error("The manifest of the embedding model is of another version.");
  }
  for (const [name, { type, shape, at }] of Object.entries(tensors)) {
    const length = shape.reduce((product, count) => product * count, sizeOf[type]);
    if (!isCount(at) || at % alignment !== 0 || !(at + length <= bytes)) {
      throw new Error(`The embedding model's ${name} is not inside the file of weights.`);
    }
  }
  return { id, heads, bytes, tensors };
}

/** How many numbers the longest row of any input or result has. */
export function longestRow({ tensors }: Manifest): number {
  return Math.max(...Object.values(tensors).map(({ shape }) => shape[1] ?? 0));
}

/**
 * Views of the weights where they lie; nothing is copied.
 *
 * @param file the whole file of weights, in the kernel's memory.
 * @throws {Error} where a tensor is missing or does not fit the others.
 */
export function weightsIn(file: Uint8Array<ArrayBuffer>, manifest: Manifest): Weights {
  const tensors = new Tensors(file, manifest.tensors);
  const [pieceCount, width] = tensors.shape("pieces.rows");
  return {
    heads: manifest.heads,
    pieces: {
      scores: tensors.float32("pieces.scores", pieceCount),
      width,
      rows: tensors.int8("pieces.rows", [pieceCount, width]),
      scales: tensors.float32("pieces.scales", pieceCount),
    },
    frequencies: tensors.float32("frequencies", width / 2),
    layers: layersIn(tensors, width),
    output: tensors.matrix("output"),
  };
}

function layersIn(tensors: Tensors, firstWidth: number): readonly Layer[] {
  const layers: Layer[] = [];
  let width = firstWidth;
  for (let at = 0; tensors.has(`layers.${at}.attention.weights`); at++) {
    const part = (name: string): string => `layers.${at}.${name}`;
    const attended = tensors.matrix(part("attended"));
    const hasDetour = tensors.has(part("detour.weights"));
    layers.push({
      norm: tensors.norm(part("norm"), width),
      attention: tensors.matrix(part("attention"), width),
      attended,
      detour: hasDetour ? tensors.matrix(part("detour"), width) : undefined,
      wideningNorm: tensors.norm(part("wideningNorm"), attended.columns),
      widening: tensors.matrix(part("widening"), attended.columns),
      narrowing: tensors.matrix(part("narrowing")),
    });
    width = attended.columns;
  }
  return layers;
}

/** Finds tensors by name and checks that they are what is expected. */
class Tensors {
  constructor(
    private readonly file: Uint8Array<ArrayBuffer>,
    private readonly tensors: Manifest["tensors"],
  ) {}

  has(name: string): boolean {
    return Object.hasOwn(this.tensors, name);
  }

  shape(name: string): readonly [number, number] {
    const [rows = 0, columns = 0] = this.tensor(name).shape;
    return [rows, columns];
  }

  int8(name: string, shape: readonly number[]): Int8Array {
    const { at } = this.tensor(name, "int8", shape);
    const length = shape.reduce((product, count) => product * count, 1);
    return new Int8Array(this.file.buffer, this.file.byteOffset + at, length);
  }

  float32(name: string, length: number): Float32Array {
    const { at } = this.tensor(name, "float32", [length]);
    return new Float32Array(this.file.buffer, this.file.byteOffset + at, length);
  }

  norm(name: string, width: number): Norm {
    return { gain: this.float32(`${name}.gain`, width), bias: this.float32(`${name}.bias`, width) };
  }

  /** @param inner the length of what is multiplied with it, where that is known. */
  matrix(name: string, inner?: number): Matrix {
    const [rows, columns] = this.shape(`${name}.weights`);
    return {
      inner: rows,
      columns,
      weights: this.int8(`${name}.weights`, [inner ?? rows, columns]),
      scales: this.float32(`${name}.scales`, columns),
      biases: this.float32(`${name}.biases`, columns),
    };
  }

  private tensor(name: string, type?: Tensor["type"], shape?: readonly number[]): Tensor {
    const tensor = this.tensors[name];
    if (tensor === undefined) throw new Error(`The embedding model has no ${name}.`);
    const differs = shape !== undefined && String(shape) !== String(tensor.shape);
    if (differs || (type !== undefined && type !== tensor.type)) {
      throw new Error(`The embedding model's ${name} is ${tensor.type} [${String(tensor.shape)}].`);
    }
    return tensor;
  }
}
