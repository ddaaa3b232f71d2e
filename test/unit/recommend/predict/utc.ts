import type { LocalTime } from "../../../../src/recommend/predict/localTime";

/** The clock of a machine in UTC. */
export const utc: LocalTime = {
  hourOf: (ms) => new Date(ms).getUTCHours(),
  weekdayOf: (ms) => (new Date(ms).getUTCDay() + 6) % 7,
};
