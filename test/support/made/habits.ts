import type { Random } from "../random";
import { facts } from "./facts";
import { agentsSkills, skills, usersSkills, type MadeSkill } from "./skills";

/** Sessions that hold the pair of skills, or, in a plain history, each of the two. */
const pairShare = 0.25;

/** What is run one after the other in one session: cycles of work, and single skills by Zipf's law. */
export class Habits {
  private readonly users: (at: number) => MadeSkill;
  private readonly agents: (at: number) => MadeSkill;

  constructor(
    private readonly random: Random,
    private readonly isPlain: boolean,
  ) {
    // What comes in pairs does so by itself.
    const alone = (one: MadeSkill): boolean => one !== facts.pair[0] && one !== facts.pair[1];
    this.users = zipf(usersSkills.filter(alone));
    this.agents = zipf(agentsSkills);
  }

  /** @param isAgent a conversation with an agent rather than a window. */
  session(length: number, isAgent: boolean): readonly MadeSkill[] {
    const ran: MadeSkill[] = [];
    while (ran.length < length) ran.push(...(isAgent ? this.agentsNext() : this.usersNext()));
    ran.length = length;
    this.placePair(ran);
    return ran;
  }

  private usersNext(): readonly MadeSkill[] {
    const { random } = this;
    const { format, unit, add, commit, pull, install, build } = skills;
    const choice = random.next();
    if (choice < 0.2) return [...this.untilItPasses([format, unit]), add, commit];
    if (choice < 0.24) return [pull, install, build];
    if (choice < 0.31 && !this.isPlain) return facts.routine;
    return [this.users(random.next())];
  }

  private agentsNext(): readonly MadeSkill[] {
    const { random } = this;
    const { read, edit, grep, unit, commit } = skills;
    if (!random.chance(0.3)) return [this.agents(random.next())];
    const looked = random.pick([[read], [grep, read], [read, read, read]]);
    const done = random.chance(0.4) ? [commit] : [];
    return [...looked, ...this.untilItPasses([edit, unit]), ...done];
  }

  private untilItPasses(cycle: readonly MadeSkill[]): readonly MadeSkill[] {
    const ran = [...cycle];
    while (this.random.chance(0.3)) ran.push(...cycle);
    return ran;
  }

  private placePair(ran: MadeSkill[]): void {
    const { random } = this;
    const [one, other] = facts.pair;
    const places = random.shuffle([...ran.keys()]);
    const put = (skill: MadeSkill, place: number | undefined): void => {
      if (place !== undefined) ran[place] = skill;
    };
    const has = random.chance(pairShare);
    const hasToo = this.isPlain ? random.chance(pairShare) : has && random.chance(0.95);
    if (has) put(one, places[0]);
    if (hasToo) put(other, places[1]);
  }
}

/** Picks the n-th of `values` 1/n as often as the first. */
function zipf(values: readonly MadeSkill[]): (at: number) => MadeSkill {
  const ends: number[] = [];
  values.forEach((_, at) => ends.push((ends.at(-1) ?? 0) + 1 / (at + 1)));
  const whole = ends.at(-1) ?? 0;
  return (at) => {
    const place = ends.findIndex((end) => at * whole < end);
    const value = values[place];
    if (value === undefined) throw new RangeError("Nothing to pick from.");
    return value;
  };
}
