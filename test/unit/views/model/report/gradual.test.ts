import assert from "node:assert/strict";
import test from "node:test";
import { Gradual, type GradualPart } from "../../../../../src/views/model/report/gradual";
import { seededRandom } from "../../../../support/random";

interface Content {
  readonly data: Readonly<Record<string, number>>;
  readonly state: Readonly<Record<"sort" | "search" | "hover", number>>;
}

const state = { sort: 0, search: 0, hover: 0 };
const nothingInSight = (): boolean => false;
const everythingInSight = (): boolean => true;

/** Parts that say what they were drawn from. */
function aPage(ids: readonly string[], reads: Readonly<Record<string, keyof typeof state>> = {}) {
  const drawn: string[] = [];
  const parts = ids.map((id): GradualPart<Content, string> => ({
    id,
    sources: ({ data }) => [data[id]],
    draw: (content) => {
      drawn.push(id);
      return textOf(id, content);
    },
  }));
  const textOf = (id: string, { data, state: now }: Content): string => {
    const name = reads[id];
    return `${id}${data[id] ?? 0}${name === undefined ? "" : ` ${now[name]}`}`;
  };
  const take = (): readonly string[] => drawn.splice(0);
  return { page: new Gradual(parts), take, textOf };
}

test("what is in sight is drawn at once, then one part at a time from the top", () => {
  const { page, take } = aPage(["a", "b", "c", "d"]);
  const content = { data: {}, state };
  const inSight = (id: string): boolean => id === "b" || id === "d";
  assert.equal(page.update(content, inSight), false);
  assert.deepEqual(take(), ["b", "d"]);
  assert.deepEqual(page.nodes, ["b0", "d0"]);
  assert.equal(page.update(content, inSight), false);
  assert.deepEqual(take(), ["a"]);
  assert.equal(page.update(content, inSight), true);
  assert.deepEqual(page.nodes, ["a0", "b0", "c0", "d0"]);
  assert.equal(page.update(content, inSight), true);
  assert.deepEqual(take(), ["c"]);
});

test("a part is drawn again when its data changes, and stands as it was until then", () => {
  const { page, take } = aPage(["a", "b", "c"]);
  page.update({ data: { a: 1, b: 1, c: 1 }, state }, everythingInSight);
  take();
  const changed = { data: { a: 1, b: 2, c: 2 }, state };
  assert.equal(page.update(changed, nothingInSight), false);
  assert.deepEqual(take(), ["b"]);
  assert.deepEqual(page.nodes, ["a1", "b2", "c1"]);
  assert.equal(page.update(changed, nothingInSight), true);
  assert.deepEqual(page.nodes, ["a1", "b2", "c2"]);
});

test("a change of the state concerns only the parts that read it", () => {
  const { page, take } = aPage(["a", "b", "c"], { b: "hover", c: "sort" });
  const data = {};
  page.update({ data, state }, everythingInSight);
  take();
  page.update({ data, state: { ...state, hover: 3 } }, everythingInSight);
  assert.deepEqual(take(), ["b"]);
  page.update({ data, state: { ...state, hover: 3, search: 1 } }, everythingInSight);
  assert.deepEqual(take(), []);
  assert.deepEqual(page.nodes, ["a0", "b0 3", "c0 0"]);
});

test("however a page is changed and however little time there is, it comes to the same as drawing all", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    const ids = Array.from({ length: random.int(1, 8) }, (_, at) => `part${at}`);
    const names = ["sort", "search", "hover"] as const;
    const reads = Object.fromEntries(
      ids.filter(() => random.chance(0.5)).map((id) => [id, random.pick(names)]),
    );
    const { page, textOf } = aPage(ids, reads);
    let content: Content = { data: {}, state };
    for (let turn = 0; turn < 12; turn++) {
      if (random.chance(0.5)) {
        const one = random.pick(ids);
        content = { ...content, data: { ...content.data, [one]: random.int(0, 2) } };
      }
      if (random.chance(0.5)) {
        const name = random.pick(names);
        content = { ...content, state: { ...content.state, [name]: random.int(0, 2) } };
      }
      page.update(content, () => random.chance(0.3));
    }
    while (!page.update(content, nothingInSight));
    assert.deepEqual(
      page.nodes,
      ids.map((id) => textOf(id, content)),
      `seed ${seed}`,
    );
  }
});
