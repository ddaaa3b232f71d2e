import assert from "node:assert/strict";
import { test } from "node:test";
import { LexicalIndex, queryTerms } from "../../../../src/recommend/text/lexical";
import { Numbers } from "../../../../src/recommend/text/numbers";
import { termsOf } from "../../../../src/recommend/text/terms";
import { WholeTexts } from "../../../../src/recommend/text/wholes";
import { seededRandom } from "../../../support/random";
import { seedsUpTo } from "../../../support/seeds";
import { naiveBm25, randomQuery, randomText } from "./naiveText";

test("skills score as if name and texts of each were one document", () => {
  for (const seed of seedsUpTo(200)) {
    const random = seededRandom(seed);
    const entries = new LexicalIndex();
    const owners = new Numbers();
    const wholes = new WholeTexts(entries, owners);
    const names = Array.from({ length: random.int(1, 5) }, () => randomText(random, 3));
    const read = (text: string): readonly number[] => entries.vocabulary.read(text);
    for (const name of names) wholes.addSkill(read(name));
    const texts: { skill: number; text: string }[] = [];
    for (let step = 0; step < 15; step++) {
      const last = random.chance(0.3) ? texts.pop() : undefined;
      const added = { skill: random.int(0, names.length - 1), text: randomText(random, 5) };
      const { skill, text } = last ?? added;
      const words = [...read(text), ...read(names[skill] ?? "")];
      wholes.noteText(skill, read(text).length, last ? -1 : 1);
      if (last === undefined) {
        owners.set(texts.push(added) - 1, skill);
        entries.add(words);
      } else entries.removeLast(words);
      const query = queryTerms(randomQuery(random));
      const joined = names.map((name, at) =>
        termsOf(
          [name, ...texts.filter((one) => one.skill === at).map((one) => one.text)].join(" "),
        ),
      );
      const { scores } = wholes.search(query);
      naiveBm25(joined, query).forEach((score, at) => {
        assert.ok(Math.abs(score - (scores[at] ?? NaN)) < 1e-12, `${score} is ${scores[at]}`);
      });
    }
  }
});
