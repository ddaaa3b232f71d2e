import type { Transition } from "../../../analysis/model";
import { round } from "./scale";

/** A phase on one side of the flow diagram. Lengths in pixels. */
export interface FlowNode {
  readonly side: "from" | "to";
  readonly phase: string;
  readonly y: number;
  readonly height: number;
  readonly count: number;
}

/** All transitions between one pair, as an SVG path in a box 100 wide and `height` pixels high. */
export interface FlowRibbon {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly share: number;
  readonly path: string;
}

export interface Flow {
  readonly height: number;
  readonly nodes: readonly FlowNode[];
  readonly ribbons: readonly FlowRibbon[];
}

export interface FlowOptions {
  /** The order phases stand in, on both sides; ones not listed come last, by name. */
  readonly order: readonly string[];
  /** Pixels all transitions together take up. */
  readonly thickness: number;
  /** Pixels between two nodes. */
  readonly gap: number;
  /** No node is lower than this, so that its label has room. */
  readonly minimum: number;
}

/**
 * A Sankey diagram of two columns: where a transition leaves from, where it arrives.
 *
 * Work goes back and forth, so the phases are not a chain; two columns draw the way back as plainly
 * as the way on. Nodes keep the order of the phases, so that new data moves nothing about.
 */
export function layoutFlow(transitions: readonly Transition[], options: FlowOptions): Flow {
  const total = transitions.reduce((sum, one) => sum + one.count, 0);
  if (total === 0) return { height: 0, nodes: [], ribbons: [] };
  const rank = (phase: string): number => {
    const at = options.order.indexOf(phase);
    return at < 0 ? options.order.length : at;
  };
  const inOrder = (a: string, b: string): number =>
    rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
  const scale = options.thickness / total;

  const column = (side: FlowNode["side"]): readonly FlowNode[] => {
    const counts = new Map<string, number>();
    for (const one of transitions) counts.set(one[side], (counts.get(one[side]) ?? 0) + one.count);
    let y = 0;
    return [...counts.keys()].sort(inOrder).map((phase) => {
      const count = counts.get(phase) ?? 0;
      const height = Math.max(count * scale, options.minimum);
      const node = { side, phase, y: round(y), height: round(height), count };
      y += height + options.gap;
      return node;
    });
  };
  const [left, right] = [column("from"), column("to")];
  // Ribbons lie in the middle of a node that is higher than what flows through it.
  const cursors = new Map(
    [...left, ...right].map((node) => [
      `${node.side} ${node.phase}`,
      node.y + (node.height - node.count * scale) / 2,
    ]),
  );
  const take = (place: string, amount: number): number => {
    const at = cursors.get(place) ?? 0;
    cursors.set(place, at + amount);
    return at;
  };
  const ribbons = [...transitions]
    .sort((a, b) => inOrder(a.from, b.from) || inOrder(a.to, b.to))
    .map(({ from, to, count, share }) => {
      const thick = count * scale;
      const path = ribbon(take(`from ${from}`, thick), take(`to ${to}`, thick), thick);
      return { from, to, count, share, path };
    });
  const ends = [left.at(-1), right.at(-1)].map((node) => (node ? node.y + node.height : 0));
  return { height: round(Math.max(...ends)), nodes: [...left, ...right], ribbons };
}

/** The band between two places of the same thickness, its edges cubic curves that start level. */
function ribbon(fromY: number, toY: number, thick: number): string {
  const [a, b, c, d] = [fromY, toY, toY + thick, fromY + thick].map(round);
  return `M0 ${a}C50 ${a} 50 ${b} 100 ${b}V${c}C50 ${c} 50 ${d} 0 ${d}Z`;
}
