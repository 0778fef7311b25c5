import { expect } from 'vitest';
import type { Partner } from '../partner.ts';
import type { Served } from '../served.ts';
import { move } from './homes.ts';
import { newKey } from './positions.ts';

export type Row = { id: string; version: number };
const because = { reason: 'WRONG_ROW' };
const refusal = (message: string) => [{ code: 'CONDITION_NOT_MET', path: ['input', 'id'], message }];

/** The one answer for what stands in the way of a correction and is not the partner's to know. */
export const unseen = refusal('What it rests on has gone: ask the programme.');
export const notYours = refusal('Only whoever made the last move takes it back.');
export const builtUpon = refusal('Something was built on the last move since.');

export const refusals = async (partner: Partner, row: Row, more: object = {}): Promise<object[]> =>
  (await partner.act('undoTransition', { ...move(row), ...because, idempotencyKey: newKey(), ...more }))
    .errors;

export const undo = (partner: Partner, row: Row, selection: string) =>
  partner.does('undoTransition', { ...move(row), ...because }, selection);

/** Something that the programme did, without its effects. */
export const meanwhile = ({ admin }: Served, statement: string) =>
  admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const { count } = await sql.unsafe(statement);
    expect(count).toBeGreaterThan(0);
  });
