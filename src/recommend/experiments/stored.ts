import { isFields } from "../../base/fields";
import { metricNames } from "./metrics";
import { leastMinimumUnits, type Experiment } from "./model";
import { strategyOf } from "./strategies";

/**
 * Reads experiments that were kept as plain values, which other versions or people may have changed.
 * What is not an experiment any more is left out.
 */
export function readExperiments(value: unknown): readonly Experiment[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => readOne(one) ?? []) : [];
}

function readOne(value: unknown): Experiment | undefined {
  if (!isFields(value)) return undefined;
  const { id, name, description, controlShare, minimumUnits, startMs } = value;
  const control = strategyIn(value["control"]);
  const treatment = strategyIn(value["treatment"]);
  const metrics = metricsIn(value["metrics"]);
  const { endMs, stoppedAtMs } = value;
  if (typeof id !== "string" || typeof name !== "string" || id === "" || name === "") return;
  if (typeof description !== "string" || metrics === undefined) return;
  if (control === undefined || treatment === undefined || control === treatment) return;
  if (!isNumber(controlShare) || controlShare <= 0 || controlShare >= 1) return;
  if (!isNumber(minimumUnits) || minimumUnits < leastMinimumUnits) return;
  if (!isNumber(startMs) || !isNumberOrAbsent(endMs) || !isNumberOrAbsent(stoppedAtMs)) return;
  return {
    ...{ id, name, description, control, treatment, metrics, controlShare, minimumUnits, startMs },
    ...(endMs === undefined ? {} : { endMs }),
    ...(stoppedAtMs === undefined ? {} : { stoppedAtMs }),
  };
}

function strategyIn(value: unknown): Experiment["control"] | undefined {
  return typeof value === "string" ? strategyOf(value)?.id : undefined;
}

function metricsIn(value: unknown): Experiment["metrics"] | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = metricNames.filter((name) => value.includes(name));
  if (known.length === 0 || known.length < value.length) return undefined;
  // The first one decides, so their order stays.
  return known.sort((one, other) => value.indexOf(one) - value.indexOf(other));
}

function isNumberOrAbsent(value: unknown): value is number | undefined {
  return value === undefined || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
