/** One kind of secret, with its proof. */
interface Proof {
  readonly name: string;
  /** Holds `secret`, and nothing else of it goes. */
  readonly example: string;
  readonly secret: string;
  /** Looks alike and must stay as it is. */
  readonly counterexample: string;
}

/** A secret known by its own form. */
export interface TokenRule extends Proof {
  /** Matches the secret and nothing around it. No quantifier in it may overlap the next. */
  readonly pattern: RegExp;
}

/** A secret known by what stands before it: an option, a variable, a header. */
export interface ValueRule extends Proof {
  /** Global. With a group `name`, that has to be the name of a secret too. */
  readonly before: RegExp;
  /** In lower case; every line `before` can match holds one. Looking for it is cheaper than matching. */
  readonly hints: readonly string[];
  /** Takes all that is left of a quote which opens just before the match: `"a: 1 2"`. */
  readonly wholeQuote?: true;
  /** What the value must look like as well. */
  readonly value?: RegExp;
}

/**
 * The body of a made-up secret: letters and digits, or hexadecimal. Put together here, so that no
 * scanner takes this table for a leak.
 */
export function fake(length: number, alphabet: "mixed" | "hex" = "mixed"): string {
  const piece = alphabet === "hex" ? "4fa9c1e7" : "4fK9wQz7";
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}
