import { Fold } from "../../../src/store/fold";
import type { HistoryColumns } from "../../../src/store/history";
import { HistoryMirror } from "../../../src/store/historyMirror";
import { migrate } from "../../../src/store/migrations";
import { randomRecords, shuffled } from "./randomRecords";
import { sqlEngine } from "./sqlEngine";
import { randomOf } from "./randomOf";

/**
 * A history as the store keeps it, after each of many small batches of random records: rows come late,
 * end, are corrected and forgotten. The database goes with the last one.
 */
export async function* growingHistories(seed: number): AsyncGenerator<HistoryColumns> {
  const random = randomOf(seed);
  const db = (await sqlEngine()).open();
  migrate(db, 0);
  db.exec("INSERT INTO writer (id, uid, state) VALUES (1, 'w', 1)");
  const fold = new Fold(db);
  let mirror = new HistoryMirror(db, fold.names, -1);
  const records = shuffled(random, randomRecords(random, 12));
  for (let at = 0; at < records.length;) {
    const batch = records.slice(at, (at += 1 + Math.floor(random() * 3)));
    const { changes } = fold.transact(() => {
      for (const record of batch) fold.apply(1, record);
    });
    if (changes.removed || !mirror.update(changes)) mirror = new HistoryMirror(db, fold.names, -1);
    yield mirror.history;
  }
  db.close();
}
