import type { Node } from "jsonc-parser";
import { getNodeValue } from "jsonc-parser";
import { HookError } from "../problem";
import { appendTo } from "./append";
import { parseSettings, propertyOf, valueOf, type SettingsText } from "./document";
import { GrowingText, undo, type Receipt } from "./receipt";
import { withoutNode } from "./removal";

/** One handler as it stands in a list of hooks. */
export type Handler = Readonly<Record<string, unknown>>;

/**
 * Hooks as Claude Code and Codex write them:
 * `{"hooks": {"<event>": [{"hooks": [<handler>, …]}, …]}}`.
 */
export interface HookEntry {
  /** The events the handler is for, in the order they are added. */
  readonly events: readonly string[];
  readonly handler: Handler;
}

/** A file's text after hooks were added. */
export interface Added {
  readonly text: string;
  readonly receipt: Receipt;
}

/**
 * Adds a handler behind those of others; every byte that was there stays as it was.
 *
 * @param text of the file; undefined: there is none.
 * @param path of the file, for errors.
 * @throws HookError when the text is not of the form hooks are written in.
 */
export function addHooks(text: string | undefined, entry: HookEntry, path: string): Added {
  const { events, handler } = entry;
  const group = { hooks: [handler] };
  if (text === undefined || text.trim() === "") {
    const hooks = Object.fromEntries(events.map((event) => [event, [group]]));
    const whole = new GrowingText(text ?? "", text === undefined);
    whole.insert(0, `${JSON.stringify({ hooks }, null, 2)}\n`);
    return { text: whole.text, receipt: whole.receipt() };
  }
  const growing = new GrowingText(text, false);
  for (const event of events) {
    const settings = parseSettings(growing.text, path);
    const hooks = valueOf(propertyOf(settings.root, "hooks"));
    if (hooks === undefined)
      appendTo(growing, settings, settings.root, { hooks: { [event]: [group] } });
    else if (hooks.type !== "object")
      throw new HookError({ type: "unexpected-form", detail: path });
    else {
      const groups = valueOf(propertyOf(hooks, event));
      if (groups === undefined) appendTo(growing, settings, hooks, { [event]: [group] });
      else if (groups.type !== "array")
        throw new HookError({ type: "unexpected-form", detail: path });
      else appendTo(growing, settings, groups, [group]);
    }
  }
  return { text: growing.text, receipt: growing.receipt() };
}

/**
 * Takes out our handlers, and the lists and objects around them that hold nothing else.
 *
 * @param isOurs tells a handler of ours from those of others.
 * @param receipt of what was added: while nothing else changed, the text becomes what it was.
 * @returns the text; undefined: the file should go, since there was none before.
 * @throws HookError when the text is no JSON object.
 */
export function removeHooks(
  text: string,
  isOurs: (handler: unknown) => boolean,
  receipt: Receipt | undefined,
  path: string,
): string | undefined {
  const undone = receipt === undefined ? "changed" : undo(text, receipt);
  if (undone !== "changed") return undone.before;
  let rest = text;
  for (;;) {
    const settings = parseSettings(rest, path);
    const [ours] = handlersIn(settings).filter((node) => isOurs(getNodeValue(node)));
    if (ours === undefined) break;
    rest = withoutNode(rest, lonelyAncestor(ours));
  }
  const isEmpty = parseSettings(rest, path).root.children?.length === 0;
  return receipt?.created === true && isEmpty && rest !== text ? undefined : rest;
}

/** @returns our handlers in a file, as values. */
export function ourHandlers(
  text: string,
  isOurs: (handler: unknown) => boolean,
  path: string,
): readonly Handler[] {
  const values = handlersIn(parseSettings(text, path)).map((node): unknown => getNodeValue(node));
  return values.filter((value): value is Handler => isOurs(value));
}

function handlersIn({ root }: SettingsText): readonly Node[] {
  const events = childrenOf(valueOf(propertyOf(root, "hooks")), "object");
  const groups = events.flatMap((event) => childrenOf(valueOf(event), "array"));
  return groups
    .filter(({ type }) => type === "object")
    .flatMap((group) => childrenOf(valueOf(propertyOf(group, "hooks")), "array"));
}

function childrenOf(node: Node | undefined, type: "object" | "array"): readonly Node[] {
  return node?.type === type ? (node.children ?? []) : [];
}

/** @returns the outermost of a handler's group, event and `hooks` that holds nothing but it. */
function lonelyAncestor(handler: Node): Node {
  // handler ‹ list ‹ "hooks" ‹ group ‹ list ‹ event ‹ object ‹ "hooks" ‹ root
  const group = handler.parent?.parent?.parent;
  if (group === undefined || handler.parent?.children?.length !== 1) return handler;
  const event = group.parent?.parent;
  if (event === undefined || group.parent?.children?.length !== 1) return group;
  const hooks = event.parent?.parent;
  return hooks === undefined || event.parent?.children?.length !== 1 ? event : hooks;
}
