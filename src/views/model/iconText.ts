/** What labels of quick picks and the status bar draw as an icon. */
const iconSyntax = /\$\([\w-]+(?:~\w+)?\)/g;

/** @returns the text for a label with icons: a `$(date)` that was typed stays what it is. */
export function iconText(text: string): string {
  return text.replace(iconSyntax, "\\$&");
}
