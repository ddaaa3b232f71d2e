// Real numbers to int8. Every operation is exact in IEEE 754, so the bytes are the same everywhere.

/** −128 is left out so that both signs are alike. */
const largestStep = 127;
/** As in src/recommend/embed/kernelCode.ts. */
const columnsAtOnce = 8;
const pair = 2;

/** @returns {number} the value of one step, a float32 */
function scaleFor(peak) {
  return peak === 0 ? 1 : Math.fround(peak / largestStep);
}

function stepOf(value, scale) {
  // Rounding the scale to float32 can leave the peak a hair above the largest step.
  return Math.max(-largestStep, Math.min(largestStep, Math.round(value / scale)));
}

/**
 * One scale for each column.
 *
 * @param {import("./source.mjs").SourceTensor} matrix `[inner, columns]`
 * @returns steps in the order the kernel reads them: `[columns ÷ 8][inner ÷ 2][8][2]`
 */
export function quantiseColumns({ shape, values }) {
  const [inner, columns] = shape;
  const peaks = new Float32Array(columns);
  values.forEach((value, at) => {
    peaks[at % columns] = Math.max(peaks[at % columns], Math.abs(value));
  });
  const scales = peaks.map(scaleFor);
  const steps = new Int8Array(values.length);
  values.forEach((value, at) => {
    const column = at % columns;
    const row = (at - column) / columns;
    const inBlock = column % columnsAtOnce;
    const inPair = row % pair;
    const to =
      (column - inBlock) * inner + (row - inPair) * columnsAtOnce + inBlock * pair + inPair;
    steps[to] = stepOf(value, scales[column]);
  });
  return { shape, steps, scales };
}

/**
 * One scale for each row.
 *
 * @param {import("./source.mjs").SourceTensor} matrix `[rows, columns]`
 * @returns steps row by row
 */
export function quantiseRows({ shape, values }) {
  const [rows, columns] = shape;
  const scales = new Float32Array(rows);
  const steps = new Int8Array(values.length);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * columns, (row + 1) * columns);
    const peak = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[row] = scaleFor(peak);
    own.forEach((value, at) => {
      steps[row * columns + at] = stepOf(value, scales[row]);
    });
  }
  return { shape, steps, scales };
}
