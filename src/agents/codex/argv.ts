const plainWord = /^[\w@%+=:,./-]+$/;
const shell = /(?:^|[\\/])(?:ba|da|z|k)?sh(?:\.exe)?$/;
const powerShell = /(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i;

/**
 * @returns the command line of a program and its arguments, which a shell would split into the same
 *   words again. Where the program is a shell that was given one line to run, it is that line.
 */
export function commandLineOf(argv: readonly string[]): string {
  return (
    scriptOf(argv) ?? argv.map((word, at) => (isPlain(word, at) ? word : quoted(word))).join(" ")
  );
}

/** In the place of the program, `FOO=1` would set a variable. */
function isPlain(word: string, at: number): boolean {
  return plainWord.test(word) && (at > 0 || !word.includes("="));
}

function scriptOf(argv: readonly string[]): string | undefined {
  const [program = "", ...rest] = argv;
  const last = rest.at(-1);
  const flag = rest.at(-2) ?? "";
  if (shell.test(program) && rest.length === 2 && /^-l?c$/.test(flag)) return last;
  return powerShell.test(program) && /^-c(?:ommand)?$/i.test(flag) ? last : undefined;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
