import {
  outcomes,
  parseSkillKey,
  skillKey,
  skillKinds,
  type Author,
  type FinalOutcome,
  type SkillKey,
  type SkillRef,
} from "../tracker/model";

// Readers of what another extension handed over: nothing is known of it, whatever its types say.
// Each throws a TypeError with a sentence that names the field.

/** @returns a field of an argument; throws when the argument is no object. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) {
    throw new TypeError("Session Buddy's API takes an object here.");
  }
  return Reflect.get(value, name);
}

/** A name stands for a skill of kind `skill`, a key or both parts for any other. */
export function readSkill(value: unknown): SkillRef {
  const skill = typeof value === "string" ? namedSkill(value) : refOf(value);
  if (skill !== undefined && skill.name.trim() !== "") return skill;
  throw new TypeError(
    `"skill" must be a name or { kind, name }, with kind one of ${skillKinds.join(", ")}.`,
  );
}

function namedSkill(text: string): SkillRef {
  return parseSkillKey(text) ?? { kind: "skill", name: text };
}

function refOf(value: unknown): SkillRef | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const kind = skillKinds.find((known) => known === Reflect.get(value, "kind"));
  const name: unknown = Reflect.get(value, "name");
  return kind === undefined || typeof name !== "string" ? undefined : { kind, name };
}

/** An agent may come without a name; without an agent, it was the user. */
export function readAuthor(from: object): Author {
  const agent = readText(from, "agent");
  if (agent === undefined) return { kind: "user" };
  return agent.trim() === "" ? { kind: "agent" } : { kind: "agent", agentName: agent };
}

export function readText(from: object, name: string): string | undefined {
  const value = field(from, name);
  if (value === undefined || typeof value === "string") return value;
  throw new TypeError(`"${name}" must be a text.`);
}

export function readTexts(from: object, name: string): readonly string[] | undefined {
  const value = field(from, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new TypeError(`"${name}" must be a list of texts.`);
}

/** A finite number of at least `least`. */
export function readNumber(from: object, name: string, least: number): number | undefined {
  const value = field(from, name);
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isFinite(value) && value >= least) return value;
  throw new TypeError(`"${name}" must be a number of at least ${least}.`);
}

export function readOutcome(value: unknown): FinalOutcome | undefined {
  if (value === undefined) return undefined;
  const found = outcomes.find((known) => known === value);
  if (found !== undefined && found !== "running") return found;
  throw new TypeError(`"outcome" must be completed, failed, abandoned or unknown.`);
}

/** One word of a fixed list. */
export function readOneOf<T extends string>(
  from: object,
  name: string,
  words: readonly T[],
): T | undefined {
  const value = field(from, name);
  if (value === undefined) return undefined;
  const found = words.find((known) => known === value);
  if (found !== undefined) return found;
  throw new TypeError(`"${name}" must be one of ${words.join(", ")}.`);
}

/** Keys of skills, as `skillKey` writes them. */
export function readKeys(value: unknown): readonly SkillKey[] | undefined {
  if (value === undefined) return undefined;
  const keys = Array.isArray(value) ? value.map(toKey) : [undefined];
  if (keys.every((key) => key !== undefined)) return keys;
  throw new TypeError(`"alternatives" must be a list of skill keys, for example "tool:search".`);
}

function toKey(value: unknown): SkillKey | undefined {
  const skill = typeof value === "string" ? parseSkillKey(value) : undefined;
  return skill === undefined ? undefined : skillKey(skill);
}

export function readListener<T>(value: (argument: T) => void): (argument: T) => void {
  if (typeof (value as unknown) === "function") return value;
  throw new TypeError("The listener must be a function.");
}
