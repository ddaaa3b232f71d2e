import assert from "node:assert/strict";
import { test } from "node:test";
import { stem, wordsOf } from "../../../../src/recommend/text/terms";
import { Vocabulary } from "../../../../src/recommend/text/vocabulary";
import { seededRandom } from "../../../support/random";
import { randomText } from "./naiveText";

test("each word has one number, and with it its spelling and its stem", () => {
  const random = seededRandom(61);
  const vocabulary = new Vocabulary();
  for (let round = 0; round < 100; round++) {
    const text = `${randomText(random, 8)} committed${random.int(0, 9)} Copying файлы`;
    const read = vocabulary.read(text);
    assert.deepEqual(vocabulary.read(text), read);
    assert.deepEqual(
      read.map((word) => vocabulary.spelling(word)),
      wordsOf(text),
    );
    for (const word of read) {
      assert.equal(vocabulary.find(vocabulary.spelling(word)), word);
      const cut = vocabulary.spelling(vocabulary.stemOf(word));
      assert.equal(cut, stem(vocabulary.spelling(word)));
    }
  }
  const spellings = Array.from({ length: vocabulary.size }, (_, at) => vocabulary.spelling(at));
  assert.equal(new Set(spellings).size, vocabulary.size);
  assert.equal(vocabulary.find("absent"), undefined);
});
