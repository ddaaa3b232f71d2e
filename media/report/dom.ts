/** What an element is told: attributes, `--name` custom properties and `on…` listeners. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | ((event: never) => void)>
> & { readonly key?: string };

/** A description of an element. Text is always a text node: nothing here parses HTML. */
export interface VNode {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}
export type Child = VNode | string | undefined;

/** Describes an element. A `key` says which element it was before among those of one parent. */
export function h(tag: string, attributes: Attributes, ...children: readonly Child[]): VNode {
  return { tag, attributes, children };
}

/**
 * Makes the children of `parent` look as described, keeping every element that can be kept: the
 * focus, the scroll position, an open `<details>` and a half-typed search survive new data.
 */
export function render(parent: Element, children: readonly Child[]): void {
  const focused = document.activeElement;
  reconcile(parent, children);
  // Moving an element inside its parent takes the focus away from it.
  if (isFocusable(focused) && focused.isConnected && focused !== document.activeElement)
    focused.focus({ preventScroll: true });
}

const described = new WeakMap<Node, VNode>();
const keys = new WeakMap<Node, string>();

function reconcile(parent: Element, children: readonly Child[]): void {
  const ordinals = new Map<string, number>();
  const wanted = children.flatMap((child) => {
    if (child === undefined) return [];
    const own = typeof child === "string" ? undefined : child.attributes.key;
    const tag = typeof child === "string" ? "#" : child.tag;
    if (own !== undefined) return [{ child, key: `${tag} ${own}` }];
    const ordinal = ordinals.get(tag) ?? 0;
    ordinals.set(tag, ordinal + 1);
    return [{ child, key: `${tag}:${ordinal}` }];
  });
  const before = new Map<string, ChildNode>();
  const staying = new Set(wanted.map(({ key }) => key));
  for (const node of [...parent.childNodes]) {
    const key = keys.get(node);
    if (key !== undefined && staying.has(key) && !before.has(key)) before.set(key, node);
    else node.remove();
  }
  let place = parent.firstChild;
  for (const { child, key } of wanted) {
    const kept = before.get(key);
    before.delete(key);
    const node = kept ?? create(child, parent);
    keys.set(node, key);
    // Before it is inserted: a custom element reads its attributes once it is in the document.
    update(node, child);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

function create(child: VNode | string, parent: Element): ChildNode {
  if (typeof child === "string") return document.createTextNode(child);
  const svg = child.tag === "svg" || parent instanceof SVGElement;
  return svg
    ? document.createElementNS("http://www.w3.org/2000/svg", child.tag)
    : document.createElement(child.tag);
}

function update(node: ChildNode, child: VNode | string): void {
  if (typeof child === "string") {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  if (!(node instanceof Element)) return;
  const old = described.get(node);
  // The very same description: nothing in it can have changed.
  if (old === child) return;
  const before = old?.attributes ?? {};
  described.set(node, child);
  for (const name of Object.keys(before))
    if (!(name in child.attributes)) setAttribute(node, name, undefined);
  for (const [name, value] of Object.entries(child.attributes))
    if (before[name] !== value) setAttribute(node, name, value);
  reconcile(node, child.children);
  // A select knows its value only once it has its options, and forgets attributes once used.
  const value = child.attributes["value"];
  if (typeof value === "string" && hasValue(node) && node.value !== value) node.value = value;
}

function setAttribute(node: Element, name: string, value: Attributes[string]): void {
  if (name === "key") return;
  if (name === "checked" && node instanceof HTMLInputElement) {
    // The attribute counts only until the first click.
    node.checked = value === true;
  } else if (name.startsWith("on")) {
    listen(node, name.slice(2));
  } else if (name.startsWith("--")) {
    if (node instanceof HTMLElement || node instanceof SVGElement)
      node.style.setProperty(name, value === undefined ? null : String(value));
  } else if (value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? "" : String(value));
  }
}

const listening = new WeakMap<Element, Set<string>>();

/** Listens once for each event; the listener of the latest description is called. */
function listen(node: Element, event: string): void {
  const events = listening.get(node) ?? new Set();
  listening.set(node, events);
  if (events.has(event)) return;
  events.add(event);
  node.addEventListener(event, (happened) => {
    const listener = described.get(node)?.attributes[`on${event}`];
    if (typeof listener === "function") (listener as (event: Event) => void)(happened);
  });
}

function hasValue(node: Element): node is HTMLInputElement | HTMLSelectElement {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement;
}

function isFocusable(node: Element | null): node is HTMLElement | SVGElement {
  return node instanceof HTMLElement || node instanceof SVGElement;
}
