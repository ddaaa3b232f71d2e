import { sha256 } from "../../base/sha256";
import { isFields } from "../../base/fields";

/** A part of a text: where it begins, and how many UTF-16 units it has. */
export type Span = readonly [at: number, length: number];

/**
 * What was added to a file, without any of its text: as long as nothing else changes, the file can
 * be given back as it was.
 */
export interface Receipt {
  /** SHA-256 of the text after the change. */
  readonly hash: string;
  /**
   * What was put in, by where it begins after the change. One may lie within another; taken out
   * from last to first, each is whole when its turn comes.
   */
  readonly added: readonly Span[];
  /** There was no file before. */
  readonly created: boolean;
}

/** A text that only grows, and where it grew. */
export class GrowingText {
  private added: Span[] = [];

  constructor(
    private current: string,
    private readonly created: boolean,
  ) {}

  get text(): string {
    return this.current;
  }

  insert(at: number, given: string): void {
    this.current = this.current.slice(0, at) + given + this.current.slice(at);
    const moved = this.added.map(([from, length]): Span => [
      from >= at ? from + given.length : from,
      length,
    ]);
    this.added = [...moved, [at, given.length] as const].sort(([left], [right]) => left - right);
  }

  receipt(): Receipt {
    return { hash: sha256(this.current), added: this.added, created: this.created };
  }
}

/**
 * @returns the text as it was before the change, undefined where there was no file; or `"changed"`
 *   when something else changed since.
 */
export function undo(text: string, receipt: Receipt): { readonly before?: string } | "changed" {
  if (sha256(text) !== receipt.hash) return "changed";
  if (receipt.created) return {};
  const before = receipt.added.reduceRight(
    (rest, [at, length]) => rest.slice(0, at) + rest.slice(at + length),
    text,
  );
  return { before };
}

/** @returns the receipt that was kept as JSON; undefined for anything else. */
export function parseReceipt(value: unknown): Receipt | undefined {
  if (!isFields(value)) return undefined;
  const { hash, added, created } = value;
  if (typeof hash !== "string" || typeof created !== "boolean" || !Array.isArray(added))
    return undefined;
  return added.every(isSpan) ? { hash, added, created } : undefined;
}

function isSpan(value: unknown): value is Span {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
}
