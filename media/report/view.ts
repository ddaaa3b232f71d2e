import type {
  ExportFormat,
  ReportData,
  SkillKey,
  WorkflowReport,
} from "../../src/views/model/reportProtocol";
import type { ReportFilter } from "../../src/views/model/report/filter";
import type { GitPart } from "../../src/views/model/report/gitPart";
import type { QualityPart } from "../../src/views/model/report/qualityPart";
import type { GridPosition } from "../../src/views/model/report/gridKeys";
import type { SkillSort } from "../../src/views/model/report/skillRows";
import { defaultSkillSort } from "../../src/views/model/report/skillRows";
import type { Words } from "../../src/views/model/report/words";

/** What a person did on the page that only the page knows about. */
export interface PageState {
  readonly sort: SkillSort;
  readonly search: string;
  /** How many rows of the skills table are drawn. */
  readonly skillsShown: number;
  /** The cell the keyboard is at. */
  readonly heatAt: GridPosition;
  readonly flowAt: GridPosition;
  /** The phase whose ribbons stand out, as `from verification`. */
  readonly flowMark: string | undefined;
  /** Captions of the tables that are not folded away. */
  readonly unfolded: ReadonlySet<string>;
  /** Index of the column under the pointer or the keyboard; undefined = none. */
  readonly timeAt: number | undefined;
  /** The same of the chart of runs and commits, and of the points below it. */
  readonly gitAt: number | undefined;
  readonly gitPointAt: number | undefined;
  /** The same of the chart of coverage and checks. */
  readonly qualityAt: number | undefined;
}

export const rowsPerPage = 20;

export const initialPageState: PageState = {
  sort: defaultSkillSort,
  search: "",
  skillsShown: rowsPerPage,
  heatAt: { row: 1, column: 1 },
  flowAt: { row: 0, column: 0 },
  flowMark: undefined,
  unfolded: new Set(),
  timeAt: undefined,
  gitAt: undefined,
  gitPointAt: undefined,
  qualityAt: undefined,
};

export interface Actions {
  filterBy(filter: ReportFilter): void;
  runSkill(key: SkillKey): void;
  /** Offers to make one task of skills that are run in a row. */
  makeTask(skills: readonly SkillKey[]): void;
  exportAs(format: ExportFormat): void;
  reload(): void;
  /** Changes what only the page knows, and draws again. */
  change(state: Partial<PageState>): void;
  /** Says whether the table with this caption is folded away. */
  fold(caption: string, isFolded: boolean): void;
}

/** All a section of figures needs to draw itself. */
export interface View {
  readonly report: ReportData;
  /** Undefined until git has been read for this filter. */
  readonly git: GitPart | undefined;
  /** Undefined until it has been counted for this filter. */
  readonly quality: QualityPart | undefined;
  readonly filter: ReportFilter;
  readonly state: PageState;
  readonly words: Words;
  readonly actions: Actions;
  /** False in an exported file: nobody answers there, so nothing offers to filter or run. */
  readonly live: boolean;
  /** The filter was changed and its report has not come yet. */
  readonly waiting: boolean;
}

/** All a section of findings needs. */
export interface WholeView extends View {
  readonly report: WorkflowReport;
}
