import type { Mover } from '../machine.ts';
import type { Channel } from '../partners/partners.rules.ts';
import type { Draft } from './draft.ts';
import type { PartnerPlan } from './partners.ts';
import type { Random } from './random.ts';

/** Who makes a move, as the journal keeps it. */
export interface Author {
  audience: Mover;
  partnerId: string | null;
  actor: string | null;
  channel: Channel | null;
}

export interface Move<State extends string> {
  to: State;
  /** In days from today. */
  time: number;
  /** Null: time made the move. */
  mutation: string | null;
  by: Author;
  reasonCode?: string | null;
}

export const system: Author = { audience: 'SYSTEM', partnerId: null, actor: null, channel: null };

export const byCoordinator = (coordinator: PartnerPlan, random: Random): Author => ({
  audience: 'COORDINATOR',
  partnerId: coordinator.id,
  actor: `staff-${random.integer(11, 19)}`,
  channel: null,
});

/** The partner itself, or its region's coordinator for one without a key. */
export function byPartner(partner: PartnerPlan, coordinator: PartnerPlan, random: Random): Author {
  if (!partner.keyless)
    return { audience: partner.audience, partnerId: partner.id, actor: null, channel: null };
  const channel = random.weighted([
    ['PHONE', 6],
    ['EMAIL', 2],
    ['MEETING', 1],
    ['PAPER', 1],
  ] as const);
  return { ...byCoordinator(coordinator, random), channel };
}

/** `count` times of which the last is given, each some days before the next. */
export function timesUpTo(
  random: Random,
  last: number,
  count: number,
  days: readonly [number, number] = [2, 6],
): number[] {
  const times = [last];
  while (times.length < count) {
    const next = times[0] ?? last;
    times.unshift(Math.floor(next) - random.integer(days[0], days[1]) + random.fraction() * 0.99);
  }
  return times;
}

/** A row's columns that follow from its history; its journal is written on the way. */
export function record<State extends string>(
  draft: Draft,
  machine: string,
  rowId: string,
  moves: readonly Move<State>[],
): { version: number; createdAt: Date; updatedAt: Date } {
  const random = draft.random(`journal ${rowId}`);
  const first = moves[0];
  const last = moves.at(-1);
  if (!first || !last) throw new Error(`the demo's ${machine} has no history`);
  moves.forEach((move, position) => {
    draft.rows.journalEntries.push({
      id: random.uuid(),
      at: draft.calendar.instant(move.time),
      machine,
      rowId,
      fromState: moves[position - 1]?.to ?? null,
      toState: move.to,
      mutation: move.mutation,
      reasonCode: move.reasonCode ?? null,
      audience: move.by.audience,
      partnerId: move.by.partnerId,
      keyId: null,
      actor: move.by.actor,
      channel: move.by.channel,
    });
  });
  return {
    version: moves.length,
    createdAt: draft.calendar.instant(first.time),
    updatedAt: draft.calendar.instant(last.time),
  };
}
