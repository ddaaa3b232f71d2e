/** One word of a command line. */
export interface ShellWord {
  /** What the shell makes of it: quotes and escapes resolved, expansions such as `$HOME` left as written. */
  readonly text: string;
  /** As written; `line.slice(pos, pos + raw.length)`. */
  readonly raw: string;
  /** Offset in the line, UTF-16 code units. */
  readonly pos: number;
  /** The variable it sets, when the shell reads it as an assignment (`FOO=1`). */
  readonly assigns?: string;
}

/** One program with its arguments. */
export interface SimpleCommand {
  /** The program first; never empty. Assignments and redirections are not among them. */
  readonly words: readonly ShellWord[];
  /** Its input is the output of the command before it. */
  readonly piped: boolean;
  /** Its input is a file or text in the line (`< dump.sql`), so nobody types into it. */
  readonly fed: boolean;
  /** Inside a loop that has no way to end, such as `while true`. */
  readonly endless: boolean;
}

/** What every shell's parser makes of a line. */
export interface ParsedLine {
  /** The commands that run when the line is entered, in the order written. */
  readonly commands: readonly SimpleCommand[];
  /** Every word in order, also assignments, redirection targets and loop lists; none overlap. */
  readonly words: readonly ShellWord[];
}

/** A list under construction, shared by the parsers. */
export interface LineBuilder {
  readonly commands: SimpleCommand[];
  readonly words: ShellWord[];
}
