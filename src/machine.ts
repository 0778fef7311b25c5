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

/** One readable table of states and moves; the database refuses every other one (drizzle/repeatable). */
export interface Machine<State extends string> {
  name: string;
  transitions: readonly Transition<State>[];
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
