import type { History } from "../tracker/history";
import { durationsBy } from "./durations";
import type { Overview } from "./model";
import { Tally } from "./rates";

/**
 * The whole history as one row of figures. Sessions and skills are those that occur in it, not all
 * that are known; `byAgents` counts invocations an agent made, named or not.
 */
export function overview(history: History): Overview {
  const tally = new Tally(1);
  const sessions = new Uint8Array(history.sessions.length);
  const skills = new Uint8Array(history.skills.length);
  let byAgents = 0;
  for (let row = 0; row < history.length; row++) {
    tally.add(0, history.outcome[row] ?? 0);
    sessions[history.session[row] ?? 0] = 1;
    skills[history.skill[row] ?? 0] = 1;
    if (history.author[row] !== 0) byAgents++;
  }
  return {
    ...tally.rate(0),
    sessions: ones(sessions),
    skills: ones(skills),
    byAgents,
    durations: durationsBy(history, new Int32Array(history.length), 1)(0),
    ...(history.length === 0
      ? {}
      : {
          firstStartedAtMs: history.startedAtMs[0] ?? 0,
          lastStartedAtMs: history.startedAtMs[history.length - 1] ?? 0,
        }),
  };
}

function ones(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0);
}
