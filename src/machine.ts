import type { Audience } from './access/audiences.ts';

/** SYSTEM moves are effects of another act, or of time: no mutation writes them. */
export type Mover = Audience | 'SYSTEM';

export interface Transition<State extends string> {
  /** null: the row is created in this state. */
  from: State | null;
  to: State;
  /** The mutation that makes the move, or what causes it. */
  by: string;
  who: Mover;
  /** What must hold, in the reader's words; the code of the refusal is in the mutation's description. */
  guard?: string;
  /** What else happens in the same transaction. */
  effects?: string;
}

/** What `undoTransition` does with the moves of one mutation, or why they stand. */
export interface Correction<State extends string> {
  by: string;
  /** The moves from these states alone; absent: from every one. */
  from?: readonly State[];
  /** The moves to this state alone; absent: to every one. */
  to?: State;
  /** What taking it back does, and when that is refused. */
  undone?: string;
  /** Why it is not taken back. */
  stands?: string;
}

/** One readable table of states and moves; the database refuses every other one (drizzle/repeatable). */
export interface Machine<State extends string> {
  name: string;
  transitions: readonly Transition<State>[];
  corrections?: readonly Correction<State>[];
  /** Beside whoever made a move, for 7 days, a coordinator of the family at any time: where rows belong to one. */
  coordinatorCorrects?: boolean;
}

/** One line for several origins of the same move. */
export function moves<State extends string>(
  from: readonly (State | null)[],
  to: State,
  by: string,
  who: Mover,
  more: Pick<Transition<State>, 'guard' | 'effects'> = {},
): Transition<State>[] {
  return from.map((origin) => ({ from: origin, to, by, who, ...more }));
}

/** Whether some line allows the move to this mover. */
export function allows<State extends string>(
  machine: Machine<State>,
  from: State | null,
  to: State,
  by: string,
): boolean {
  return machine.transitions.some((line) => line.from === from && line.to === to && line.by === by);
}

/** Whether and how a move is taken back; a move without a line of its own says why it stands. */
export function correctionOf<State extends string>(
  { corrections = [] }: Machine<State>,
  { from, to, by, who }: Transition<State>,
): Pick<Correction<State>, 'undone' | 'stands'> {
  if (from === null) return { stands: 'a row is never unmade: end it' };
  const own = corrections.find(
    (line) => line.by === by && (!line.from || line.from.includes(from)) && (!line.to || line.to === to),
  );
  if (!own && who === 'SYSTEM')
    return { stands: 'no act of its own: the act that caused it says what returns with it' };
  // test/rules asks for a line: nobody shall read this sentence.
  return own ?? { stands: 'nothing was decided' };
}

/** Whose correction of a move the database allows. */
export const correctors = (machine: Machine<string>, { who }: Transition<string>): readonly Mover[] => {
  const mover = who === 'SYSTEM' ? [] : [who];
  return machine.coordinatorCorrects && who !== 'COORDINATOR' ? [...mover, 'COORDINATOR'] : mover;
};
