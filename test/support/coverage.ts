import type { MeasuredCoverage } from "../../src/tracker/coverage";
import { day, someTime } from "./history";
import type { Random } from "./random";

/** A measurement of 100 lines; what is left out has an unremarkable value. */
export function aMeasurement(changes: Partial<MeasuredCoverage> = {}): MeasuredCoverage {
  return {
    ...{ path: "coverage/lcov.info", atMs: someTime, format: "lcov", unit: "lines" },
    ...{ covered: 80, total: 100 },
    ...changes,
  };
}

/** Measurements of few reports at distinct times, in no order. */
export function randomMeasurements(random: Random, spanMs = 6 * day): MeasuredCoverage[] {
  const times = new Set<number>();
  for (let left = random.int(0, 25); left > 0; left--) times.add(someTime + random.int(0, spanMs));
  return random.shuffle([...times]).map((atMs) => {
    const total = random.int(1, 8);
    return aMeasurement({
      ...{ atMs, total, covered: random.int(0, total) },
      ...{ path: random.pick(["a.xml", "b.info"]), unit: random.pick(["lines", "statements"]) },
      ...(random.chance(0.3) ? { branches: { covered: 1, total: random.int(1, 4) } } : {}),
    });
  });
}
