import * as names from "../../../../model/names.mjs";
import type { TinyModel } from "./tinyModel";

type Row = readonly number[];
type Rows = readonly Row[];

const sum = (values: Row): number => values.reduce((total, value) => total + value, 0);
const mean = (values: Row): number => sum(values) / values.length;
const at = (values: Row, index: number): number => values[index] ?? NaN;
const plus = (one: Rows, other: Rows): Rows =>
  one.map((row, place) => row.map((value, column) => value + at(other[place] ?? [], column)));

/** The encoder in real numbers, layer by layer, straight from the weights at their source. */
export function naiveEncode(model: TinyModel, pieces: readonly number[]): Row {
  const floats = (name: string): number[] => [...(model.source.get(name)?.values ?? [])];
  const times = (input: Rows, matrix: string): Rows => {
    const { weights = "", biases = "" } = names.matrices.find(({ name }) => name === matrix) ?? {};
    const [values, moves] = [floats(weights), floats(biases)];
    return input.map((row) =>
      moves.map((move, column) =>
        sum([move, ...row.map((value, k) => value * at(values, k * moves.length + column))]),
      ),
    );
  };
  const normed = (input: Rows, norm: string): Rows => {
    const { gain = "", bias = "" } = names.norms.find(({ name }) => name === norm) ?? {};
    const [gains, moves] = [floats(gain), floats(bias)];
    return input.map((row) => {
      const spread = Math.sqrt(mean(row.map((value) => (value - mean(row)) ** 2)) + 1e-6);
      return row.map(
        (value, column) => at(gains, column) * ((value - mean(row)) / spread) + at(moves, column),
      );
    });
  };
  const frequencies = floats(names.frequencies);
  const width = 2 * frequencies.length;
  const table = floats(names.pieces);
  let stream: Rows = pieces.map((piece, place) => {
    const angles = frequencies.map((frequency) => place * frequency);
    const position = [...angles.map(Math.sin), ...angles.map(Math.cos)];
    return position.map((value, column) => 2 * at(table, piece * width + column) + value);
  });
  for (const layer of ["layers.0", "layers.1"]) {
    const mixed = attention(times(normed(stream, `${layer}.norm`), `${layer}.attention`));
    const detour = layer === "layers.0" ? times(stream, `${layer}.detour`) : stream;
    stream = plus(detour, times(mixed, `${layer}.attended`));
    const wide = times(normed(stream, `${layer}.wideningNorm`), `${layer}.widening`);
    const positive = wide.map((row) => row.map((value) => Math.max(0, value)));
    stream = plus(stream, times(positive, `${layer}.narrowing`));
  }
  const columns = (stream[0] ?? []).map((_, column) => mean(stream.map((row) => at(row, column))));
  const [last = []] = times([columns], "output");
  const bent = last.map(Math.tanh);
  return bent.map((value) => value / Math.sqrt(sum(bent.map((one) => one ** 2))));
}

function attention(input: Rows): Rows {
  const width = (input[0] ?? []).length / 3;
  const size = width / names.heads;
  return input.map((row) =>
    Array.from({ length: names.heads }, (_, head) => {
      const part = (of: Row, which: number): Row => {
        const from = which * width + head * size;
        return of.slice(from, from + size);
      };
      const fits = input.map((other) => {
        const products = part(row, 0).map((value, k) => value * at(part(other, 1), k));
        return Math.exp(sum(products) / Math.sqrt(size));
      });
      const total = sum(fits);
      return part(row, 2).map((_value, k) =>
        sum(input.map((other, place) => (at(fits, place) / total) * at(part(other, 2), k))),
      );
    }).flat(),
  );
}
