import { skillKey, type SkillKey, type SkillRef } from "./model";

/** The phases of the `sessionBuddy.phases` setting when nobody changed it. */
export const defaultPhases = ["setup", "execution", "verification", "cleanup", "rollback"] as const;

/**
 * Says which phase a run belongs to: the pinned one, else the one a person gave the skill, else the
 * catalog's. A phase that is not in the setting's list is none.
 */
export class Phases {
  private pinnedPhase: string | undefined;
  private readonly bySkill = new Map<SkillKey, string>();

  constructor(private readonly list: () => readonly string[]) {}

  get all(): readonly string[] {
    return this.list();
  }

  /** The phase all runs belong to until it is taken back; undefined = inferred. */
  get pinned(): string | undefined {
    return this.known(this.pinnedPhase);
  }

  pin(phase: string | undefined): void {
    this.pinnedPhase = phase;
  }

  /** Remembers what a person said of a skill; undefined takes it back. */
  assign(skill: SkillRef, phase: string | undefined): void {
    if (phase === undefined) this.bySkill.delete(skillKey(skill));
    else this.bySkill.set(skillKey(skill), phase);
  }

  phaseFor(subject: {
    readonly skill: SkillRef;
    readonly phase?: string | undefined;
  }): string | undefined {
    return (
      this.pinned ??
      this.known(this.bySkill.get(skillKey(subject.skill))) ??
      this.known(subject.phase)
    );
  }

  private known(phase: string | undefined): string | undefined {
    return phase !== undefined && this.list().includes(phase) ? phase : undefined;
  }
}
