import { normaliseText } from "../embed/normaliseText";
import type { SkillIndex } from "./skillIndex";
import { skillVector, type TextVectors } from "./vectors";

/** Where meanings come from; without it, a search goes by words alone. */
export interface Meaning extends TextVectors {
  /** The vector of a query, now; undefined while there is no model. */
  query(text: string): Float32Array | undefined;
  /** Names the texts whose vectors are needed, most wanted first. */
  want(texts: ReadonlySet<string>): void;
  /** How many of those are still to be worked out. */
  readonly missing: number;
}

/**
 * The vectors of skills. They are looked up one skill after the other, and what is missing is asked
 * for when all were looked at.
 */
export class SkillVectors {
  /** By skill. */
  private readonly vectors: (Float32Array | undefined)[] = [];
  /** Skills whose vector is not known. */
  private readonly unknown = new Set<number>();
  /** Those of them that are still to be looked at, the next one last; undefined before the first. */
  private waiting: number[] | undefined;
  /** What is to be asked for, names first. */
  private missing = new Set<string>();
  /** What is needed and not known has been asked for. */
  private isAsked = false;

  constructor(private readonly meaning: Meaning) {}

  /** The vectors of all skills; undefined while one is missing: half of them would be compared unfairly. */
  get all(): readonly Float32Array[] | undefined {
    if (this.unknown.size > 0) return undefined;
    return this.vectors.filter((one) => one !== undefined);
  }

  /** How many skills are to be looked at now. */
  get behind(): number {
    if (this.isAsked || this.meaning.dimensions === 0) return 0;
    return this.waiting?.length ?? this.unknown.size;
  }

  /** To be told that a skill is new, or has other texts. */
  forget(skill: number): void {
    this.vectors[skill] = undefined;
    this.unknown.add(skill);
    this.isAsked = false;
    this.waiting = undefined;
  }

  /** Looks again at what was asked for, unless texts are still worked out: there may be thousands. */
  lookAgain(): void {
    if (!this.isAsked || this.meaning.missing > 0) return;
    this.isAsked = false;
    this.waiting = undefined;
  }

  /** Looks at one skill more, where `behind` is not 0. */
  lookAtNext(index: SkillIndex): void {
    const waiting = (this.waiting ??= this.begin(index));
    const skill = waiting.pop();
    if (skill !== undefined) this.lookAt(skill, index);
    if (waiting.length === 0) this.ask();
  }

  private begin(index: SkillIndex): number[] {
    this.missing = new Set();
    for (const skill of this.unknown) this.miss(normaliseText(index.nameOf(skill)));
    return [...this.unknown].sort((one, other) => other - one);
  }

  private lookAt(skill: number, index: SkillIndex): void {
    const name = normaliseText(index.nameOf(skill));
    const texts = index.textsOf(skill).map(normaliseText).filter(isText);
    const vector = skillVector(name, texts, this.meaning);
    this.vectors[skill] = vector;
    if (vector !== undefined) this.unknown.delete(skill);
    else for (const text of texts) this.miss(text);
  }

  private miss(text: string): void {
    if (isText(text) && this.meaning.vectorOf(text) === undefined) this.missing.add(text);
  }

  private ask(): void {
    const { missing } = this;
    this.missing = new Set();
    this.isAsked = this.unknown.size > 0;
    if (this.isAsked) this.meaning.want(missing);
  }
}

function isText(text: string): boolean {
  return text !== "";
}
