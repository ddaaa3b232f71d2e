import type { History, HistoryFilter } from "../tracker/history";
import { plainHistory } from "../tracker/plainHistory";
import { outcomes } from "../tracker/model";

/**
 * Which invocations pass, 1 or 0 for each row. Every condition that is present must hold; an empty
 * list of kinds, authors or outcomes lets nothing through, an absent one everything.
 */
export function matching(history: History, filter: HistoryFilter): Uint8Array {
  const skillPasses = Uint8Array.from(history.skills, (skill) =>
    (filter.kinds?.includes(skill.kind) ?? true) &&
    (filter.skill === undefined ||
      (filter.skill.kind === skill.kind && filter.skill.name === skill.name))
      ? 1
      : 0,
  );
  const outcomePasses = Uint8Array.from(outcomes, (outcome) =>
    (filter.outcomes?.includes(outcome) ?? true) ? 1 : 0,
  );
  const users = filter.authors?.includes("user") ?? true;
  const agents = filter.authors?.includes("agent") ?? true;
  const agent = filter.agent === undefined ? anything : history.agents.indexOf(filter.agent, 1);
  const session = wanted(history.sessions, filter.sessionId);
  const phase = wanted(history.phases, filter.phase);
  const fromMs = filter.fromMs ?? -Infinity;
  const toMs = filter.toMs ?? Infinity;
  const passes = new Uint8Array(history.length);
  for (let row = 0; row < history.length; row++) {
    const startedAtMs = history.startedAtMs[row] ?? NaN;
    if (
      startedAtMs >= fromMs &&
      startedAtMs < toMs &&
      (session === anything || history.session[row] === session) &&
      (phase === anything || history.phase[row] === phase) &&
      (history.author[row] === 0 ? users : agents) &&
      (agent === anything || history.author[row] === agent) &&
      outcomePasses[history.outcome[row] ?? 0] === 1 &&
      skillPasses[history.skill[row] ?? 0] === 1
    ) {
      passes[row] = 1;
    }
  }
  return passes;
}

/** A history of only those invocations that pass, with the same dictionaries. */
export function select(history: History, filter: HistoryFilter): History {
  return pickRows(history, matching(history, filter));
}

/** A history of only the rows marked 1, with the same dictionaries; the same one if all are. */
export function pickRows(history: History, passes: Uint8Array): History {
  const rows = new Int32Array(history.length);
  const all = history.length;
  let length = 0;
  for (let row = 0; row < all; row++) if (passes[row] === 1) rows[length++] = row;
  return length === all ? history : gatherRows(history, rows.subarray(0, length));
}

/** A history of only these rows, ascending, with the same dictionaries. */
export function gatherRows(history: History, rows: Int32Array): History {
  const { length } = rows;
  const gather = <C extends NumberColumn>(from: C, into: C): C => {
    for (let at = 0; at < length; at++) into[at] = from[rows[at] ?? 0] ?? 0;
    return into;
  };
  return plainHistory({
    ...history,
    length,
    skill: gather(history.skill, new Int32Array(length)),
    startedAtMs: gather(history.startedAtMs, new Float64Array(length)),
    durationMs: gather(history.durationMs, new Float64Array(length)),
    outcome: gather(history.outcome, new Uint8Array(length)),
    phase: gather(history.phase, new Int16Array(length)),
    session: gather(history.session, new Int32Array(length)),
    author: gather(history.author, new Int16Array(length)),
    background: gather(history.background, new Uint8Array(length)),
    query: gather(history.query, new Int32Array(length)),
    folder: gather(history.folder, new Int32Array(length)),
    offer: gather(history.offer, new Int32Array(length)),
    selectionRank: gather(history.selectionRank, new Uint8Array(length)),
    refused: gather(history.refused, new Uint8Array(length)),
  });
}

type NumberColumn = Int32Array | Int16Array | Uint8Array | Float64Array;

/** No index, not even −1: the condition is absent. */
const anything = -3;

/** The index of a name; −2, which no row has, when the history does not know it. */
function wanted(names: readonly string[], name: string | undefined): number {
  if (name === undefined) return anything;
  const index = names.indexOf(name);
  return index < 0 ? -2 : index;
}
