/**
 * Round numbers to label an axis with, from 0 to the first one that is not below `max`.
 * Steps are 1, 2 or 5 times a power of ten, and never below `smallest`.
 *
 * @param max greatest value drawn, ≥ 0
 * @param wanted about how many steps, ≥ 1
 */
export function niceTicks(max: number, wanted: number, smallest = 1): readonly number[] {
  const rough = Math.max(max / wanted, smallest);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const steps = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** Milliseconds at which a person would put marks: whole seconds, minutes, hours. */
const durationSteps = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000,
  300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/** As `niceTicks`, in steps people count time in. */
export function durationTicks(maxMs: number, wanted: number): readonly number[] {
  const step = durationSteps.find((one) => one * wanted >= maxMs) ?? 86_400_000;
  const steps = Math.max(1, Math.ceil(maxMs / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/**
 * A line through the values as an SVG path in a box of 100 × 100, left to right, 0 at the bottom.
 * It breaks where a value is undefined; a value alone between gaps becomes a short dash.
 *
 * @param top the value at the upper edge, > 0
 */
export function linePath(values: readonly (number | undefined)[], top: number): string {
  const step = 100 / values.length;
  const parts = values.map((value, index) => {
    if (value === undefined) return "";
    const x = round((index + 0.5) * step);
    const y = round(100 - (value / top) * 100);
    const joined = values[index - 1] !== undefined;
    const alone = !joined && values[index + 1] === undefined;
    return alone
      ? `M${round(x - aloneWidth / 2)} ${y}h${aloneWidth}`
      : `${joined ? "L" : "M"}${x} ${y}`;
  });
  return parts.join("");
}

/** Of 100: wide enough to be seen. */
const aloneWidth = 0.8;

/** Two decimals are a hundredth of a pixel or less, and keep the page small. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
