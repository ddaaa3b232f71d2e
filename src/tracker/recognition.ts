import type { SkillRef } from "./model";

/** How much of a command line is kept: nothing, its shape without values, or all of it (redacted). */
export const argumentDetails = ["none", "normalised", "full"] as const;
export type ArgumentDetail = (typeof argumentDetails)[number];

/** Shells whose quoting is understood; anything else is read as `bash`. */
export type ShellName = "bash" | "zsh" | "fish" | "pwsh" | "cmd";

/** What a command line turned out to be. Holds no secret: redaction comes first. */
export interface Recognition {
  readonly skill: SkillRef;
  readonly category: string;
  /** The catalog's phase for it, for example `verification`; undefined where it says nothing. */
  readonly phase?: string;
  /** Never ends by itself: watch modes, dev servers, `tail -f`, endless loops. */
  readonly background: boolean;
  /** The line as it may be kept under the given `ArgumentDetail`; undefined for `none`. */
  readonly command?: string;
}
