import { moduleOf, op, variableAccess, type Code, type Variable } from "./wasm";

/** Rows of the input that are worked on at once: each weight that is loaded serves all of them. */
export const rowsAtOnce = 4;
/** Columns of the result that are worked on at once; the weights lie in blocks of as many. */
export const columnsAtOnce = 8;
/** Numbers of a row that are worked on at once, in pairs. */
export const innerAtOnce = 4;

const rows = [0, 1, 2, 3] as const;
const halves = [0, 1] as const;
const pairs = [0, 1] as const;
/** Two numbers of an input row, and what they meet: two rows of eight weights. */
const inputPairBytes = 4;
const weightPairBytes = 16;
const halfPairBytes = 8;
/** Four columns of a result. */
const halfBytes = 16;

const named = (type: Variable["type"], names: readonly string[]): readonly Variable[] =>
  names.map((name) => ({ name, type }));
const sumOf = (row: number, half: number): string => `sum${row}.${half}`;
const inputOf = (row: number): string => `input${row}`;

const parameters = [
  ...named("i32", ["input", "inputScales", "weights", "scales", "biases", "output"]),
  ...named("i32", ["rows", "inner", "columns"]),
  ...named("f32", ["floor"]),
];
const locals = [
  ...named("i32", [
    "column",
    "row",
    "step",
    "weight",
    "result",
    "inputScale",
    ...rows.map(inputOf),
  ]),
  ...named("v128", ["weights0", "weights1", "value"]),
  ...named(
    "v128",
    rows.flatMap((row) => halves.map((half) => sumOf(row, half))),
  ),
];
const { get, set, keep } = variableAccess([...parameters, ...locals]);

const timesTwo = (name: string, doublings: number): Code => [
  ...[...get(name), ...op.constant(doublings), ...op.shiftLeft],
];
const shorts = (name: string): Code => timesTwo(name, 1);
const floats = (name: string): Code => timesTwo(name, 2);
const advance = (pointer: string, by: Code): Code => [
  ...[...get(pointer), ...by, ...op.add, ...set(pointer)],
];

/** Adds two weights of each of eight columns, times two inputs of four rows, to the sums. */
const addPair = (pair: number): readonly Code[] => [
  ...halves.map((half) => [
    ...[...get("weight"), ...op.loadBytes(pair * weightPairBytes + half * halfPairBytes)],
    ...set(`weights${half}`),
  ]),
  ...rows.flatMap((row) => [
    [...get(inputOf(row)), ...op.loadRepeated(pair * inputPairBytes), ...set("value")],
    ...halves.map((half) => [
      ...get(sumOf(row, half)),
      ...[...get("value"), ...get(`weights${half}`), ...op.multiplyPairs],
      ...[...op.addIntegers, ...set(sumOf(row, half))],
    ]),
  ]),
];

const step: readonly Code[] = [
  ...pairs.flatMap(addPair),
  ...rows.map((row) => advance(inputOf(row), op.constant(pairs.length * inputPairBytes))),
  advance("weight", op.constant(pairs.length * weightPairBytes)),
  [...get("step"), ...op.constant(innerAtOnce), ...op.subtract, ...keep("step")],
];

/** Sums become results: scaled, moved by the bias, and not below the floor. */
const finish: readonly Code[] = rows.flatMap((row) => [
  [...get("inputScale"), ...op.loadRepeated(row * inputPairBytes), ...set("value")],
  ...halves.map((half) => {
    const atColumn = (parameter: string): Code => [
      ...[...get(parameter), ...floats("column"), ...op.add, ...op.load(half * halfBytes)],
    ];
    return [
      ...get("result"),
      ...[...get(sumOf(row, half)), ...op.toFloats, ...get("value"), ...op.multiplyFloats],
      ...[...atColumn("scales"), ...op.multiplyFloats, ...atColumn("biases"), ...op.addFloats],
      ...[...get("floor"), ...op.repeatFloat, ...op.greaterFloats],
      ...op.store(half * halfBytes),
    ];
  }),
  advance("result", floats("columns")),
]);

const fourRows: readonly Code[] = [
  ...rows.flatMap((row) => halves.map((half) => [...op.zeros, ...set(sumOf(row, half))])),
  ...rows
    .slice(1)
    .map((row) => [
      ...[...get(inputOf(row - 1)), ...shorts("inner"), ...op.add, ...set(inputOf(row))],
    ]),
  [...get("weights"), ...get("column"), ...get("inner"), ...op.multiply, ...op.add],
  set("weight"),
  [...get("inner"), ...set("step")],
  op.repeat(step),
  ...finish,
  advance("inputScale", op.constant(rowsAtOnce * inputPairBytes)),
  // The last of the four has come to where the next four begin.
  [...get(inputOf(rowsAtOnce - 1)), ...set(inputOf(0))],
  [...get("row"), ...op.constant(rowsAtOnce), ...op.subtract, ...keep("row")],
];

const eightColumns: readonly Code[] = [
  [...get("input"), ...set(inputOf(0))],
  [...get("inputScales"), ...set("inputScale")],
  [...get("output"), ...floats("column"), ...op.add, ...set("result")],
  [...get("rows"), ...set("row")],
  op.repeat(fourRows),
  [...get("column"), ...op.constant(columnsAtOnce), ...op.add, ...keep("column")],
  [...get("columns"), ...op.subtract],
];

/**
 * The product of quantised matrices, as WebAssembly with SIMD instructions:
 *
 * output[r][c] = max(floor, inputScales[r] · scales[c] · Σₖ input[r][k]·weights[k][c] + biases[c])
 *
 * All but the last four parameters are addresses: of int16 numbers for `input`, of int8 for `weights`,
 * of float32 for the others. The weights lie in blocks of eight columns, in them two rows together:
 * [columns ÷ 8][inner ÷ 2][8][2]. `rows` and `inner` are multiples of 4 and `columns` of 8, none is 0,
 * and the sums have to fit into 32 bits.
 *
 * Sums of whole numbers are exact, and the rest is rounded one operation after the other, so that
 * every processor has the same result.
 */
export function kernelCode(): Uint8Array<ArrayBuffer> {
  return moduleOf("multiply", parameters, locals, [op.repeat(eightColumns)]);
}
