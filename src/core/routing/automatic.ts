import { isPressing, type Kind, type State, type Urgency } from '../vocabulary.js';

/** What decides whether the machine may assign a case by itself 自动分办; everything but the model’s own opinion. */
export interface AutomaticFacts {
  /** The office has switched it on. */
  readonly on: boolean;
  readonly state: State;
  /** Screening let it pass without a person. */
  readonly passedBySystem: boolean;
  readonly kind: Kind;
  readonly firstKind: Kind;
  readonly accused: readonly string[] | null;
  readonly urgency: Urgency;
  readonly sensitive: boolean;
  readonly groupMatter: boolean;
  readonly repeatCount: number;
  readonly hasInstruction: boolean;
  readonly imposedDueAt: number | null;
  readonly originSystem: string;
  readonly fromSuperior: boolean;
  readonly rejectionProposed: boolean;
  /** A department had the case before. */
  readonly assignedBefore: boolean;
  /** The proposal was made by the model in use now, and is sure enough; `null`: there is none. */
  readonly proposal: { readonly sure: boolean; readonly byModelInForce: boolean; readonly joint: boolean; readonly departmentOpen: boolean } | null;
}

/** Why a person assigns. In the order in which they are asked. */
const REASONS = {
  switched_off: ({ on }) => !on,
  not_waiting: ({ state, assignedBefore, rejectionProposed }) => state !== 'queued' || assignedBefore || rejectionProposed,
  read_by_a_person: ({ passedBySystem }) => !passedBySystem,
  report: ({ kind, firstKind }) => kind === 'report' || firstKind === 'report',
  accused: ({ accused }) => accused !== null,
  pressing: ({ urgency }) => isPressing(urgency),
  sensitive: ({ sensitive }) => sensitive,
  group: ({ groupMatter }) => groupMatter,
  repeated: ({ repeatCount }) => repeatCount > 0,
  instruction: ({ hasInstruction }) => hasInstruction,
  from_above: ({ imposedDueAt, originSystem, fromSuperior }) => imposedDueAt !== null || originSystem !== 'own' || fromSuperior,
  joint: ({ proposal }) => proposal?.joint ?? false,
  not_sure: ({ proposal }) => !proposal?.sure || !proposal.byModelInForce || !proposal.departmentOpen,
} as const satisfies Record<string, (facts: AutomaticFacts) => boolean>;
export type Withheld = keyof typeof REASONS;

/**
 * Why a case is left to a person; `null`: the machine may assign it. Reports, and whatever has a weight of its own, always
 * are: a wrong department costs a citizen days there, and a wrong one for a report may be the accused.
 */
export function withheld(facts: AutomaticFacts): Withheld | null {
  return (Object.keys(REASONS) as Withheld[]).find((reason) => REASONS[reason](facts)) ?? null;
}
