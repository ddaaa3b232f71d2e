/** In either order: versions differ in whether the name or the message comes first. */
const wrapper = /^\s*<command-(?:name|message)>/;
const nameTag = /<command-name>\s*\/?([^\s<]{1,100})\s*<\/command-name>/;

/**
 * @param text what the user entry says.
 * @returns the slash command it is, for example `/clear`, without its arguments; undefined: it is
 *   something else. A prompt that merely mentions such a tag does not begin with it.
 */
export function slashCommandOf(text: string): string | undefined {
  if (!wrapper.test(text)) return undefined;
  const name = nameTag.exec(text)?.[1];
  return name === undefined ? undefined : `/${name}`;
}
