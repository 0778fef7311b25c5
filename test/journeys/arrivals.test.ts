import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingForArrival } from '../../src/families/arrivals.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { addFamily, type FamilyOptions, idFor } from './people.ts';
import { attempt } from './referrals.ts';

let served: Served;
let cantal: Partner;
let national: Partner;
let lot: Partner;

beforeAll(async () => {
  served = await serve();
  cantal = await served.add('COORDINATOR', { regions: ['84'] });
  lot = await served.add('COORDINATOR', { regions: ['76'] });
  national = await served.add('COORDINATOR', { regions: ['84', '76', '52'] });
}, 120_000);
afterAll(() => served.close());

const landing = new Date(Date.now() + 10 * 86_400_000).toISOString();
const flight = { flightNumber: 'ME209', airport: 'CDG', plannedAt: landing };
const group = 'arrivalGroup { id version status actualAt families { reference journey arrivedOn } }';

interface Group {
  id: string;
  version: number;
  status: string;
}

const move = ({ id, version }: Group) => ({ id, expectedVersion: version });

const expected = (region: string, more: Partial<FamilyOptions> = {}) =>
  addFamily(served.admin, { followedBy: cantal.id, region, journey: 'TRAVEL_BOOKED', ...more });

const sealed = (family: { id: string }) => idFor(served.world, national, 'Family', family.id);

async function created(more: object = {}): Promise<Group> {
  return (await national.does('createArrivalGroup', { ...flight, ...more }, group)).arrivalGroup;
}

async function advanced(one: Group, to: string, more: object = {}): Promise<Group> {
  return (await national.does('advanceArrivalGroup', { ...move(one), to, ...more }, group)).arrivalGroup;
}

async function assigned(one: Group, families: { id: string }[]): Promise<Group> {
  const input = { ...move(one), familyIds: families.map(sealed) };
  return (await national.does('assignToArrivalGroup', input, group)).arrivalGroup;
}

describe('an arrival', () => {
  test('that lands brings every family of every region with it, and only those that were booked', async () => {
    const here = await expected('84');
    const there = await expected('76');
    const unready = await expected('84', { journey: 'ALLOCATED' });
    const full = await assigned(await created(), [here, there, unready]);
    const confirmed = await advanced(full, 'CONFIRMED');
    const actualAt = new Date(Date.now() - 60_000).toISOString();
    const landed = await advanced(confirmed, 'LANDED', { actualAt });
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(actualAt));
    expect(landed).toMatchObject({ status: 'LANDED', actualAt });
    const rows = await served.admin`
      select reference, journey, arrived_on::text as on from families where arrival_group_id is not null order by reference`;
    expect([...rows]).toEqual([
      { reference: here.reference, journey: 'ARRIVED', on: day },
      { reference: there.reference, journey: 'ARRIVED', on: day },
      { reference: unready.reference, journey: 'ALLOCATED', on: null },
    ]);
    const journal = await served.admin`
      select mutation, partner_id from journal_entries where machine = 'family' and row_id = ${there.id} and to_state = 'ARRIVED'`;
    expect([...journal]).toEqual([{ mutation: 'advanceArrivalGroup', partner_id: national.id }]);
    expect((await advanced(landed, 'DELIVERED')).status).toBe('DELIVERED');

    const seenBy = async (partner: Partner) =>
      (
        await partner.read('{ arrivalGroups { edges { node { status families { reference } } } } }')
      ).arrivalGroups.edges.map(({ node }: { node: object }) => node);
    expect(await seenBy(lot)).toEqual([{ status: 'DELIVERED', families: [{ reference: there.reference }] }]);
    expect(await seenBy(await served.add('COORDINATOR', { regions: ['52'] }))).toEqual([]);
  });

  test('that landed by mistake is taken back with its families, each of them alone too, not once one has moved on', async () => {
    const [here, there] = [await expected('84'), await expected('76')];
    const confirmed = await advanced(await assigned(await created(), [here, there]), 'CONFIRMED');
    const actualAt = new Date(Date.now() - 60_000).toISOString();
    const journeys = async () =>
      (
        await served.admin`select journey, arrived_on from families where id in (${here.id}, ${there.id}) order by region_code`
      ).map(({ journey, arrived_on: on }) => (on ? `${journey} on a day` : journey));
    const undo = async (type: 'ArrivalGroup' | 'Family', id: string, version: number, by = national) =>
      by.act('undoTransition', {
        id: type === 'Family' ? idFor(served.world, by, 'Family', id) : id,
        expectedVersion: version,
        reason: 'WRONG_ROW',
        idempotencyKey: `arrival-undo-${type}-${id}-${version}`,
      });
    const landed = await advanced(confirmed, 'LANDED', { actualAt });
    expect(await journeys()).toEqual(['ARRIVED on a day', 'ARRIVED on a day']);
    expect((await undo('ArrivalGroup', landed.id, landed.version)).errors).toEqual([]);
    expect(await journeys()).toEqual(['TRAVEL_BOOKED', 'TRAVEL_BOOKED']);
    const again = await advanced({ ...landed, version: landed.version + 1 }, 'LANDED', { actualAt });
    const [row] = await served.admin`select version from families where id = ${there.id}`;
    expect((await undo('Family', there.id, Number(row?.version), lot)).errors).toEqual([]);
    expect(await journeys()).toEqual(['TRAVEL_BOOKED', 'ARRIVED on a day']);
    expect((await undo('ArrivalGroup', again.id, again.version)).errors).toMatchObject([
      { code: 'CONDITION_NOT_MET' },
    ]);
  });

  test('is delayed to a new day, or cancelled, and takes no family any more', async () => {
    const delayed = await advanced(await created(), 'DELAYED', { plannedAt: landing });
    const cancelled = await advanced(delayed, 'CANCELLED');
    const family = await expected('84');
    expect(
      await attempt(national, 'assignToArrivalGroup', { ...move(cancelled), familyIds: [sealed(family)] }),
    ).toEqual([['STATE_TRANSITION_NOT_ALLOWED', 'id']]);
    expect(await attempt(national, 'updateArrivalGroup', { ...move(cancelled), childSeats: 2 })).toEqual([
      ['STATE_TRANSITION_NOT_ALLOWED', 'id'],
    ]);
  });

  test('lands in the past, once, and not before it is confirmed', async () => {
    const announced = await created();
    const refused = (input: object) =>
      attempt(national, 'advanceArrivalGroup', { ...move(announced), ...input });
    const past = new Date(Date.now() - 1000).toISOString();
    expect(await refused({ to: 'LANDED', actualAt: past })).toEqual([['STATE_TRANSITION_NOT_ALLOWED', 'id']]);
    expect(await refused({ to: 'LANDED', actualAt: landing })).toEqual([['OUT_OF_RANGE', 'actualAt']]);
    expect(await refused({ to: 'LANDED' })).toEqual([['REQUIRED', 'actualAt']]);
    expect(await refused({ to: 'DELAYED' })).toEqual([['REQUIRED', 'plannedAt']]);
    expect(await attempt(lot, 'advanceArrivalGroup', { ...move(announced), to: 'CONFIRMED' })).toEqual([
      ['NOT_FOUND', 'id'],
    ]);
  });

  test('takes only families of one’s own that are to land', async () => {
    const mine = await created();
    const here = await expected('84', { journey: 'ARRIVED' });
    const elsewhere = await expected('44');
    const refused = (family: { id: string }) =>
      attempt(national, 'assignToArrivalGroup', { ...move(mine), familyIds: [sealed(family)] });
    expect(await refused(here)).toEqual([['CONDITION_NOT_MET', '0']]);
    expect(await refused(elsewhere)).toEqual([['NOT_FOUND', '0']]);
  });
});

describe('what is missing before a landing', () => {
  const missing = async (family: { id: string }) =>
    (await national.read('query($id: ID!) { family(id: $id) { missingForArrival } }', { id: sealed(family) }))
      .family.missingForArrival;

  test('home, transport and interpreter, each until it is there', async () => {
    const family = await expected('84', { children: [3] });
    expect(await missing(family)).toEqual(['HOME', 'TRANSPORT', 'INTERPRETER']);
    const one = await assigned(await created({ transportArranged: true }), [family]);
    expect(await missing(family)).toEqual(['HOME', 'TRANSPORT', 'INTERPRETER']);
    const { arrivalGroup } = await national.does(
      'updateArrivalGroup',
      { ...move(one), childSeats: 1, interpreterLanguages: ['apc'] },
      group,
    );
    expect(await missing(family)).toEqual(['HOME']);
    await advanced(await advanced(arrivalGroup, 'CONFIRMED'), 'LANDED', {
      actualAt: new Date().toISOString(),
    });
    expect(await missing(family)).toEqual([]);
  });

  test('a lease that is signed is a home; a family from France takes no plane', () => {
    const family = {
      origin: 'RESETTLED' as const,
      journey: 'ALLOCATED' as const,
      children0to5: 0,
      languages: ['apc'],
      interpreterNeeded: false,
      tenancies: [{ status: 'PLANNED' }],
      arrivalGroup: null,
    };
    expect(missingForArrival(family)).toEqual(['TRANSPORT']);
    expect(missingForArrival({ ...family, tenancies: [{ status: 'ENDED' }] })).toEqual(['HOME', 'TRANSPORT']);
    expect(missingForArrival({ ...family, origin: 'FROM_FRANCE', tenancies: [] })).toEqual([]);
  });
});
