import { isFields } from "../base/fields";
import { numberIn } from "./line";
import type { SkippedLines } from "./model";

/** Different unknown types that are told apart, so that a strange file cannot fill the memory. */
const maxTypes = 32;
/** What all others are counted as. A type that is no plain word may hold anything, so is not kept. */
const otherTypes = "(other)";
const plainType = /^[\w.:/-]{1,64}$/;

/** Counts the lines of one log that nobody could use. */
export class SkippedCounter implements SkippedLines {
  private unreadableLines = 0;
  private readonly types = new Map<string, number>();

  /** @param state what `state()` of a former counter gave; anything else begins at zero. */
  constructor(state?: unknown) {
    if (!isFields(state)) return;
    this.unreadableLines = numberIn(state, "unreadable") ?? 0;
    const types = state["types"];
    if (!isFields(types)) return;
    for (const type of Object.keys(types)) this.add(type, numberIn(types, type) ?? 0);
  }

  get unreadable(): number {
    return this.unreadableLines;
  }

  get unknownTypes(): ReadonlyMap<string, number> {
    return this.types;
  }

  addUnreadable(): void {
    this.unreadableLines++;
  }

  addUnknown(type: string): void {
    this.add(type, 1);
  }

  /** @returns plain JSON of at most some two kilobytes. */
  state(): unknown {
    return { unreadable: this.unreadableLines, types: Object.fromEntries(this.types) };
  }

  private add(type: string, lines: number): void {
    const known = this.types.has(type) || (this.types.size < maxTypes && plainType.test(type));
    const name = known ? type : otherTypes;
    this.types.set(name, (this.types.get(name) ?? 0) + lines);
  }
}
