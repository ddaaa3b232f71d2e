import assert from "node:assert/strict";
import { test } from "node:test";
import { localCalendar } from "../../../src/analysis/calendar";
import { hour, minute } from "../../support/history";
import { seededRandom } from "../../support/random";
import { inZone } from "../../support/zone";

const calendar = localCalendar();
const zones = [
  "UTC",
  "Asia/Kathmandu",
  "America/St_Johns",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Europe/Berlin",
  "Africa/Casablanca",
];

/** The local day that holds this moment, in hours. */
function hoursOfDay(zone: string, moment: string): number {
  return inZone(zone, () => {
    const start = calendar.startOf("day", new Date(moment).getTime());
    return (calendar.next("day", start) - start) / hour;
  });
}

test("the day clocks go forward has 23 hours and the day they go back has 25", () => {
  assert.equal(hoursOfDay("America/New_York", "2026-03-08T12:00"), 23);
  assert.equal(hoursOfDay("America/New_York", "2026-11-01T12:00"), 25);
  assert.equal(hoursOfDay("America/New_York", "2026-07-01T12:00"), 24);
  assert.equal(hoursOfDay("Australia/Lord_Howe", "2026-04-05T12:00"), 24.5);
});

test("where midnight is skipped the day begins at one o'clock", () => {
  inZone("America/Sao_Paulo", () => {
    const start = new Date(calendar.startOf("day", new Date("2017-10-15T15:00").getTime()));
    assert.equal(start.getHours(), 1);
    assert.equal(start.getDate(), 15);
    assert.equal(calendar.startOf("day", start.getTime() - 1), start.getTime() - 24 * hour);
  });
  assert.equal(hoursOfDay("America/Sao_Paulo", "2017-10-15T15:00"), 23);
});

test("where midnight comes twice the day begins at the first", () => {
  inZone("America/Havana", () => {
    const start = calendar.startOf("day", new Date("2025-11-02T12:00").getTime());
    assert.equal(new Date(start - 1).getDate(), 1);
    assert.equal(calendar.startOf("day", start + 90 * minute), start);
  });
  assert.equal(hoursOfDay("America/Havana", "2025-11-02T12:00"), 25);
});

test("a day that a country left out is left out", () => {
  inZone("Pacific/Apia", () => {
    const before = calendar.startOf("day", new Date("2011-12-29T12:00").getTime());
    assert.equal(new Date(calendar.next("day", before)).getDate(), 31);
  });
});

test("weeks begin on Monday, also the one of a Sunday", () => {
  for (const zone of zones) {
    inZone(zone, () => {
      const sunday = new Date(2026, 2, 8, 23, 59).getTime();
      const monday = new Date(calendar.startOf("week", sunday));
      assert.deepEqual([monday.getDate(), monday.getDay(), monday.getHours()], [2, 1, 0]);
      assert.equal(new Date(calendar.next("week", monday.getTime())).getDate(), 9);
    });
  }
});

test("hours begin on the local hour and end early where the clock changes inside one", () => {
  inZone("Asia/Kathmandu", () => {
    const start = calendar.startOf("hour", Date.UTC(2026, 0, 1, 10, 30));
    assert.equal(start, Date.UTC(2026, 0, 1, 10, 15));
  });
  inZone("Australia/Lord_Howe", () => {
    // At 15:00 UTC on 4 April 2026 the clock goes from 2:00 back to 1:30.
    const change = Date.UTC(2026, 3, 4, 15);
    assert.equal(calendar.startOf("hour", change + 10 * minute), change);
    assert.equal(calendar.next("hour", change), change + 30 * minute);
    assert.equal(calendar.startOf("hour", change - minute), change - hour);
  });
});

for (const unit of ["hour", "day", "week"] as const) {
  test(`in every zone, ${unit}s follow each other without gap or overlap`, () => {
    const random = seededRandom(4);
    for (const zone of zones) {
      inZone(zone, () => {
        for (let round = 0; round < 300; round++) {
          const ms = random.int(Date.UTC(2010, 0), Date.UTC(2030, 0));
          const start = calendar.startOf(unit, ms);
          const next = calendar.next(unit, start);
          assert.ok(start <= ms && ms < next, `${zone} ${new Date(ms).toISOString()}`);
          assert.equal(calendar.startOf(unit, start), start);
          assert.equal(calendar.startOf(unit, next), next);
          assert.equal(calendar.startOf(unit, next - 1), start);
        }
      });
    }
  });
}

test("every hour around every change of the clock is one bucket, none lost", () => {
  const changes = [
    ["America/New_York", "2026-03-08T07:00Z"],
    ["America/New_York", "2026-11-01T06:00Z"],
    ["America/Havana", "2025-11-02T05:00Z"],
    ["Australia/Lord_Howe", "2026-10-03T15:30Z"],
    ["Australia/Lord_Howe", "2026-04-04T15:00Z"],
  ] as const;
  for (const [zone, change] of changes) {
    inZone(zone, () => {
      const from = calendar.startOf("hour", new Date(change).getTime() - 5 * hour);
      let start = from;
      for (let ms = from; ms < from + 10 * hour; ms += minute) {
        if (ms === calendar.next("hour", start)) start = ms;
        assert.equal(calendar.startOf("hour", ms), start, `${zone} ${new Date(ms).toISOString()}`);
      }
    });
  }
});
