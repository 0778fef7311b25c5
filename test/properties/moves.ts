import { randomUUID } from 'node:crypto';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import type { Partner } from '../partner.ts';
import type { Stage } from './stage.ts';

/** What fast-check draws: which act, on which rows, by whom. */
export interface Draw {
  act: string;
  row: number;
  other: number;
  /** 0: somebody tries whose row it is not; 1: somebody who read it too long ago; 2 to 4: on any row, whatever its state. */
  slip: number;
}

/** One act as it is to be done, and what the model says of it; `done` brings the model up to date. */
export interface Move {
  by: Partner;
  mutation: string;
  input: object;
  selection?: string;
  allowed: boolean;
  done: (payload: Record<string, { id: string }>) => Promise<void> | void;
}

/** Null: there is nothing for it. */
export type MoveOf = (draw: Draw) => Promise<Move | null> | Move | null;

/** A kind of row on which one kind of partner acts. */
export interface Kind<Thing extends object> {
  type: SealedType;
  table: string;
  things: readonly Thing[];
  partners: readonly Partner[];
  ownerOf: (thing: Thing) => number;
  /** Whether its owner is in force and reads it. */
  reads: (thing: Thing) => boolean;
}

export const pick = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items[index % Math.max(items.length, 1)];

/** Mostly one that will do. */
export function chosen<Item>(
  items: readonly Item[],
  will: (item: Item) => boolean,
  { row, slip }: Draw,
): Item | undefined {
  return pick(slip > 4 ? items.filter(will) : items, row);
}

export const becomes = (status: string) => (one: { status: string }) => {
  one.status = status;
};

/** Who acts: the owner, or with a slip of 0 another one. */
export const actor = (partners: readonly Partner[], owner: number, { slip }: Draw): Partner =>
  partners[slip === 0 ? (owner + 1) % partners.length : owner] as Partner;

/** Acts on one row at a version. */
export const actsOn =
  <Thing extends object>(stage: Stage, kind: Kind<Thing>) =>
  (
    mutation: string,
    can: (one: Thing) => boolean,
    done: (one: Thing) => Promise<void> | void,
    more: (draw: Draw) => object = () => ({}),
  ): MoveOf =>
  async (draw) => {
    const thing = chosen(kind.things, (one) => can(one) && kind.reads(one), draw);
    if (!thing) return null;
    const by = actor(kind.partners, kind.ownerOf(thing), draw);
    const version = (await stage.version(kind.table, thing)) - (draw.slip === 1 ? 1 : 0);
    const input = { id: stage.id(by, kind.type, thing), expectedVersion: version, ...more(draw) };
    const allowed = can(thing) && kind.reads(thing) && draw.slip > 1;
    return { by, mutation, input, allowed, done: () => done(thing) };
  };

/** An act that makes a row. */
export function making<Thing extends object>(
  stage: Stage,
  move: Pick<Move, 'by' | 'mutation' | 'input' | 'allowed'>,
  { type, field, things }: { type: SealedType; field: string; things: Thing[] },
  thing: Thing,
): Move {
  return {
    ...move,
    selection: `${field} { id }`,
    done: (payload) => {
      stage.remember(move.by, type, thing, payload[field]?.id ?? '');
      things.push(thing);
    },
  };
}

/** Does it, and throws where what became of it is not what the model says. */
export async function doMove({ by, mutation, input, selection = '', allowed, done }: Move): Promise<void> {
  const payload = await by
    .act(mutation, { idempotencyKey: randomUUID(), ...input }, selection)
    .catch((error: Error) => {
      const code = 'AGREEMENT_NOT_IN_FORCE';
      if (error.message.includes(code)) return { errors: [{ code }] };
      throw error;
    });
  const codes: string[] = payload.errors.map(({ code }: { code: string }) => code);
  if ((codes.length === 0) !== allowed)
    throw new Error(
      `${mutation}: ${codes.join(', ') || 'done'}, but by the model it is ${allowed ? 'allowed' : 'refused'}`,
    );
  if (allowed) await done(payload);
}
