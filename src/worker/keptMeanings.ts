import { normaliseText } from "../recommend/embed/normaliseText";
import { mostTextsForMeaning } from "../recommend/text/skillIndex";
import { skillTexts } from "../recommend/text/skillSearch";
import type { Generation } from "../store/generation";
import { hasVectors, keepVectors } from "../store/vectors";
import type { History } from "../tracker/history";
import { mostVectors, type Meanings } from "./meanings";

/**
 * Brings the vectors in a database that is about to be published in step with the history it holds:
 * what was worked out since comes in, and what belongs to no text any more goes, from memory as well.
 */
export function keepMeanings(
  { db, history }: Pick<Generation, "db" | "history">,
  meanings: Meanings,
): void {
  if (meanings.model === undefined && !hasVectors(db)) return;
  const wanted = wantedTexts(history);
  meanings.retain(wanted);
  keepVectors(db, wanted, meanings);
}

/** The texts that skills are compared by, names first; as many as are kept at most. */
function wantedTexts(history: History): ReadonlySet<string> {
  const skills = skillTexts(history);
  const names = skills.map(({ name }) => name);
  const asked = skills.flatMap(({ texts }) => texts.slice(-mostTextsForMeaning));
  return new Set([...names, ...asked].slice(0, mostVectors).map(normaliseText));
}
