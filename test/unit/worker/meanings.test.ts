import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageChannel } from "node:worker_threads";
import type { AsyncEmbedder, Embedder } from "../../../src/recommend/embed/model";
import { quantised, type QuantisedVector } from "../../../src/recommend/embed/quantise";
import { Meanings, type MeaningsParts } from "../../../src/worker/meanings";
import { elsewhere, onThisThread, type TextEmbedder } from "../../../src/worker/textEmbedder";
import { seededRandom } from "../../support/random";

/** Pauses that last until the test lets them end. */
class Turns {
  private readonly waiting: (() => void)[] = [];
  readonly pause = (): Promise<void> => new Promise((resolve) => this.waiting.push(resolve));

  get count(): number {
    return this.waiting.length;
  }

  async next(times = 1): Promise<void> {
    for (let turn = 0; turn < times; turn++) {
      this.waiting.shift()?.();
      await settled();
    }
  }
}

/** When all that waits for nothing but promises is done. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An embedder whose vectors depend on the text alone, with the texts that it was asked for. */
function anEmbedder(): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    id: "fake-1",
    dimensions: 8,
    asked,
    embed: (text) => {
      asked.push(text);
      if (text === "broken") throw new Error("The model is broken.");
      if (text === "") return undefined;
      const random = seededRandom(
        [...text].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7),
      );
      const vector = Float32Array.from({ length: 8 }, () => random.next() - 0.5);
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    },
  };
}

function someMeanings(changes: Partial<MeaningsParts> = {}, most?: number) {
  const turns = new Turns();
  const embedder = anEmbedder();
  const errors: string[] = [];
  const meanings = new Meanings(
    {
      load: () => Promise.resolve(onThisThread(embedder)),
      pause: turns.pause,
      onError: (error) => errors.push(String(error)),
      ...changes,
    },
    most,
  );
  return { meanings, turns, embedder, errors };
}

async function ready(changes: Partial<MeaningsParts> = {}, most?: number) {
  const made = someMeanings(changes, most);
  made.meanings.prepare();
  await settled();
  return made;
}

test("the model is loaded once, when it is asked for", async () => {
  let loads = 0;
  const embedder = anEmbedder();
  const load = (): Promise<TextEmbedder> => {
    loads++;
    return Promise.resolve(onThisThread(embedder));
  };
  const { meanings } = someMeanings({ load });
  assert.deepEqual([meanings.state, meanings.dimensions, loads], ["none", 0, 0]);
  assert.equal(meanings.query("run tests"), undefined);
  meanings.prepare();
  meanings.prepare();
  assert.deepEqual([meanings.state, meanings.dimensions, loads], ["loading", 0, 1]);
  await settled();
  meanings.prepare();
  assert.deepEqual([meanings.state, meanings.dimensions, loads], ["ready", 8, 1]);
  assert.equal(meanings.model, "fake-1");
});

test("texts are worked out one per turn, most wanted first, each once", async () => {
  const { meanings, turns, embedder } = await ready();
  meanings.want(new Set(["one", "two", "one", "three"]));
  assert.deepEqual([meanings.missing, embedder.asked.length, turns.count], [3, 0, 1]);
  await turns.next();
  assert.deepEqual([meanings.missing, embedder.asked], [2, ["one"]]);
  assert.ok(meanings.vectorOf("one"));
  assert.equal(meanings.vectorOf("two"), undefined);
  await turns.next(2);
  assert.deepEqual([meanings.missing, embedder.asked], [0, ["one", "two", "three"]]);
  assert.equal(turns.count, 0);
  meanings.want(new Set(["three", "two", "one"]));
  assert.deepEqual([meanings.missing, turns.count], [0, 0]);
});

test("what is wanted anew replaces what was still waiting", async () => {
  const { meanings, turns, embedder } = await ready();
  meanings.want(new Set(["one", "two", "three"]));
  await turns.next();
  meanings.want(new Set(["four", "three"]));
  assert.deepEqual([meanings.missing, turns.count], [2, 1]);
  await turns.next(2);
  assert.deepEqual(embedder.asked, ["one", "four", "three"]);
});

test("what was wanted before the model was there is worked out then", async () => {
  const { meanings, turns, embedder } = someMeanings();
  meanings.want(new Set(["one"]));
  assert.deepEqual([meanings.missing, turns.count], [1, 0]);
  meanings.prepare();
  await settled();
  await turns.next();
  assert.deepEqual(embedder.asked, ["one"]);
});

test("a request between two texts is answered before the second", async () => {
  const log: string[] = [];
  const embedder: Embedder = {
    ...anEmbedder(),
    embed: (text) => {
      log.push(text);
      return anEmbedder().embed(text);
    },
  };
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const { meanings } = await ready({ load: () => Promise.resolve(onThisThread(embedder)), pause });
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<void>((resolve) => {
    port1.once("message", () => {
      log.push("a request");
      resolve();
    });
  });
  meanings.want(new Set(Array.from({ length: 200 }, (_, at) => `text ${at}`)));
  port2.postMessage("a question");
  await answered;
  assert.ok(log.length < 100, `after ${log.length - 1} of 200 texts`);
  meanings.want(new Set());
  port1.close();
});

test("vectors are unit vectors and close to what the model says", async () => {
  const { meanings, turns, embedder } = await ready();
  const texts = Array.from({ length: 20 }, (_, at) => `text ${at}`);
  meanings.want(new Set(texts));
  await turns.next(20);
  for (const text of texts) {
    const vector = meanings.vectorOf(text) ?? new Float32Array();
    const exact = embedder.embed(text) ?? new Float32Array();
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    assert.ok(Math.hypot(...vector.map((value, at) => value - (exact[at] ?? NaN))) < 0.02);
    assert.deepEqual(meanings.query(text), exact);
  }
});

test("of a long text the beginning counts, up to a whole word, and it is known by all of it", async () => {
  const { meanings, turns, embedder } = await ready();
  const start = "a".repeat(100) + " " + "b".repeat(50);
  const texts = [`${start} cccccccc`, `${start} ccccccccc`, "d".repeat(161)];
  meanings.want(new Set(texts));
  await turns.next(3);
  assert.deepEqual(embedder.asked, [texts[0], start, "d".repeat(160)]);
  for (const text of texts) assert.ok(meanings.vectorOf(text));
  assert.equal(meanings.vectorOf(start), undefined);
  meanings.query(texts[1] ?? "");
  assert.equal(embedder.asked.at(-1), start);
});

test("a text that means nothing has the zero vector, so that nothing waits for it", async () => {
  const { meanings, turns } = await ready();
  meanings.want(new Set([""]));
  await turns.next();
  assert.deepEqual(meanings.vectorOf(""), new Float32Array(8));
  assert.equal(meanings.query(""), undefined);
});

test("vectors of before are taken over instead of worked out, of the same model only", async () => {
  const kept = new Map<string, QuantisedVector>([
    ["fake-1/one", quantised(Float32Array.of(0, 3, 0, 4, 0, 0, 0, 0))],
    ["fake-0/two", quantised(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0))],
  ]);
  const find = (model: string, text: string) => kept.get(`${model}/${text}`);
  const { meanings, turns, embedder } = await ready({ find });
  meanings.want(new Set(["one", "two"]));
  await turns.next(2);
  assert.deepEqual(embedder.asked, ["two"]);
  const [, second, , fourth] = meanings.vectorOf("one") ?? [];
  assert.ok(Math.abs((second ?? 0) - 0.6) < 0.01 && Math.abs((fourth ?? 0) - 0.8) < 0.01);
  assert.deepEqual(meanings.stepsOf("one"), kept.get("fake-1/one"));
});

test("no more are kept than there is room for: the ones wanted longest ago go", async () => {
  const { meanings, turns } = await ready({}, 4);
  const known = (): readonly string[] =>
    ["a", "b", "c", "d", "e", "f"].filter((text) => meanings.vectorOf(text));
  meanings.want(new Set(["a", "b", "c"]));
  await turns.next(3);
  meanings.want(new Set(["a"]));
  meanings.want(new Set(["d", "e"]));
  assert.deepEqual(known(), ["a", "c"]);
  await turns.next(2);
  assert.deepEqual(known(), ["a", "c", "d", "e"]);
  meanings.want(new Set(["f", "a", "b", "c", "d", "e"]));
  assert.deepEqual([known(), meanings.missing], [["a", "c"], 2]);
  await turns.next(2);
  assert.deepEqual(known(), ["a", "b", "c", "f"]);
});

test("vectors of other texts go when it is said which stay, and are not worked out any more", async () => {
  const { meanings, turns, embedder } = await ready();
  meanings.want(new Set(["one", "two", "three", "four"]));
  await turns.next(2);
  meanings.retain(new Set(["two", "four"]));
  assert.deepEqual([meanings.vectorOf("one"), meanings.missing], [undefined, 1]);
  await turns.next();
  assert.deepEqual(embedder.asked, ["one", "two", "four"]);
  assert.ok(meanings.vectorOf("two"));
});

test("without a model there is one complaint, and the search goes on by words", async () => {
  const load = (): Promise<TextEmbedder> => Promise.reject(new Error("no such folder"));
  const { meanings, turns, errors } = await ready({ load });
  meanings.want(new Set(["one"]));
  meanings.prepare();
  await settled();
  assert.deepEqual([meanings.state, errors], ["failed", ["Error: no such folder"]]);
  assert.deepEqual([meanings.query("one"), meanings.vectorOf("one")], [undefined, undefined]);
  assert.equal(turns.count, 0);
});

test("a model that breaks while it works is not asked again", async () => {
  const { meanings, turns, embedder, errors } = await ready();
  meanings.want(new Set(["one", "broken", "two"]));
  await turns.next(3);
  assert.deepEqual([meanings.state, meanings.missing], ["failed", 0]);
  assert.deepEqual(errors, ["Error: The model is broken."]);
  meanings.want(new Set(["three"]));
  assert.equal(meanings.query("three"), undefined);
  await turns.next();
  assert.deepEqual(embedder.asked, ["one", "broken"]);
  assert.ok(meanings.vectorOf("one"));
});

test("a query that breaks the model is answered without it", async () => {
  const { meanings, errors } = await ready();
  assert.equal(meanings.query("broken"), undefined);
  assert.equal(meanings.query("broken"), undefined);
  assert.deepEqual([meanings.state, errors.length], ["failed", 1]);
});

test("where words are chosen, nothing is loaded, nothing is missing and nobody complains", async () => {
  const errors: unknown[] = [];
  const meanings = new Meanings({
    pause: () => assert.fail("there is nothing to do"),
    onError: (error) => errors.push(error),
  });
  meanings.prepare();
  meanings.want(new Set(["one"]));
  await settled();
  assert.deepEqual([meanings.state, meanings.missing, errors], ["failed", 0, []]);
  assert.equal(meanings.query("one"), undefined);
});

/** An embedder on another machine, whose answers come when the test sends them. */
function aDistantEmbedder() {
  const requests: (readonly string[])[] = [];
  const answers: ((error?: Error) => void)[] = [];
  const { embed } = anEmbedder();
  const remote: AsyncEmbedder = {
    id: "distant",
    embed: (texts) => {
      requests.push(texts);
      const vectors = texts.map((text) => embed(text) ?? new Float32Array(8));
      return new Promise((resolve, reject) => {
        answers.push((error) => (error ? reject(error) : resolve(vectors)));
      });
    },
  };
  const answer = async (error?: Error): Promise<void> => {
    answers.shift()?.(error);
    await settled();
  };
  return { remote, requests, answer };
}

async function distant() {
  const { remote, requests, answer } = aDistantEmbedder();
  const made = await ready({ load: () => elsewhere(remote) });
  await answer();
  return { ...made, requests, answer };
}

test("an embedder elsewhere is asked what it is, then for many texts at once", async () => {
  const { meanings, turns, requests, answer } = await distant();
  assert.deepEqual(
    [meanings.state, meanings.model, meanings.dimensions],
    ["ready", "distant#8", 8],
  );
  const texts = Array.from({ length: 40 }, (_, at) => `text ${at}`);
  meanings.want(new Set(texts));
  await turns.next();
  assert.deepEqual(requests.slice(1), [texts.slice(0, 32)]);
  assert.equal(meanings.missing, 40);
  await answer();
  assert.equal(meanings.missing, 8);
  await turns.next();
  await answer();
  assert.equal(meanings.missing, 0);
  for (const text of texts) assert.ok(meanings.vectorOf(text), text);
});

test("a query that is answered elsewhere is missing until then, and only the newest is asked", async () => {
  const { meanings, requests, answer } = await distant();
  assert.equal(meanings.query("t"), undefined);
  assert.equal(meanings.query("te"), undefined);
  assert.equal(meanings.query("tes"), undefined);
  assert.deepEqual([requests.slice(1), meanings.missing], [[["t"]], 1]);
  await answer();
  assert.deepEqual(requests.slice(2), [["tes"]]);
  await answer();
  assert.equal(meanings.missing, 0);
  assert.deepEqual(meanings.query("tes"), anEmbedder().embed("tes"));
  assert.ok(meanings.query("t"));
  assert.equal(requests.length, 3);
});

test("of queries answered elsewhere the newest are kept", async () => {
  const { meanings, requests, answer } = await distant();
  for (let n = 0; n < 40; n++) {
    meanings.query(`query ${n}`);
    await answer();
  }
  assert.ok(meanings.query("query 39") && meanings.query("query 8"));
  assert.equal(requests.length, 41);
  assert.equal(meanings.query("query 7"), undefined);
});

test("an endpoint that stops answering, or changes its model, is not asked again", async () => {
  const first = await distant();
  first.meanings.want(new Set(["one"]));
  await first.turns.next();
  await first.answer(new Error("refused"));
  assert.deepEqual([first.meanings.state, first.errors], ["failed", ["Error: refused"]]);
  const second = await distant();
  second.meanings.query("one");
  await second.answer(new Error("refused"));
  assert.deepEqual([second.meanings.state, second.meanings.missing], ["failed", 0]);
  let length = 3;
  const changing = await elsewhere({
    id: "x",
    embed: (texts) => Promise.resolve(texts.map(() => new Float32Array(length))),
  });
  length = 4;
  await assert.rejects(changing.embed(["one"]), /another length/);
});

test("while an answer is on its way, no more is kept than there is room for", async () => {
  const { remote, answer } = aDistantEmbedder();
  const { meanings, turns } = await ready({ load: () => elsewhere(remote) }, 3);
  await answer();
  meanings.want(new Set(["a", "b", "c"]));
  await turns.next();
  meanings.want(new Set(["d", "e"]));
  await answer();
  await turns.next();
  await answer();
  const known = ["a", "b", "c", "d", "e"].filter((text) => meanings.vectorOf(text));
  assert.deepEqual(known, ["c", "d", "e"]);
});

test("a text that is being worked out is not asked for a second time", async () => {
  const asked: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const slow: AsyncEmbedder = {
    id: "slow-1",
    embed: (texts) => {
      asked.push(texts);
      return new Promise((resolve) => {
        answers.push(() => resolve(texts.map(() => Float32Array.of(1, 0))));
      });
    },
  };
  const { meanings, turns } = someMeanings({ load: () => elsewhere(slow) });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await settled();
  };
  meanings.prepare();
  await answer();
  meanings.want(new Set(["one"]));
  await turns.next(2);
  meanings.want(new Set(["one", "two"]));
  await answer();
  await turns.next(2);
  await answer();
  assert.deepEqual(asked, [["a"], ["one"], ["two"]]);
  assert.equal(meanings.missing, 0);
});
