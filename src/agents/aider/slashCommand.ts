/** The commands of aider 0.86, without their slash. */
const commands: readonly string[] =
  `add architect ask chat-mode clear code commit context copy copy-context diff drop edit editor
  editor-model exit git help lint load ls map map-refresh model models multiline-mode ok paste quit
  read-only reasoning-effort report reset run save settings test think-tokens tokens undo voice
  weak-model web`.split(/\s+/);

/** Commands that run what follows them in a shell; `/git` runs git with it. */
const shells: ReadonlyMap<string, string> = new Map([
  ["run", ""],
  ["test", ""],
  ["git", "git "],
]);

/** A command the user gave to aider. */
export interface SlashCommand {
  /** In full and with its slash, for example `/run`. */
  readonly name: string;
  /** What it ran in a shell. */
  readonly command: string | undefined;
}

/**
 * @param input the first line of what the user typed.
 * @returns undefined: it is no command, or one that aider does not know and so did not run.
 */
export function parseSlashCommand(input: string): SlashCommand | undefined {
  const [, typed, bang, rest = ""] = /^(?:\/([a-z-]+)(?=\s|$)|(!))\s*(.*)$/.exec(input) ?? [];
  const name = bang === undefined ? typed && inFull(typed) : "run";
  if (name === undefined) return undefined;
  const shell = rest === "" ? undefined : shells.get(name);
  return { name: `/${name}`, command: shell === undefined ? undefined : shell + rest };
}

/** The first letters of a command do for it, as long as no other begins with them. */
function inFull(typed: string): string | undefined {
  if (commands.includes(typed)) return typed;
  const [first, ...others] = commands.filter((command) => command.startsWith(typed));
  return others.length === 0 ? first : undefined;
}
