import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import { sealFor } from '../../src/access/seal.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { deletedRow, type Heard, hear, strangersOf } from './existence.ts';
import { type IdPlace, idPlacesOf } from './idPlaces.ts';
import { servedSchema } from './reader.ts';
import { ownedTypes, rowsOfType, versionOf } from './whose.ts';

const acting = audiences.filter((audience) => audience !== 'INTERNAL');
const totals = { places: 0, answers: 0, versions: 0 };

interface Asking {
  caller: Partner;
  neighbour: Partner;
  places: IdPlace[];
  rows: Map<SealedType, string>;
  own: Map<SealedType, string>;
  deleted: Map<SealedType, string | null>;
}

let served: Served;
const askings: Partial<Record<Audience, Asking>> = {};

/** Own rows for the places that a test does not look at: such that an act comes as far as the one that it does. */
const suitable: Partial<Record<SealedType, string>> = {
  ArrivalGroup: `t.created_by = $1 and t.status = 'ANNOUNCED'`,
  Person: `t.role = 'HEAD' and t.departed_on is null`,
  HousingOffer: `t.status = 'PUBLISHED'`,
  JobOffer: `t.status = 'OPEN'`,
  CareReferral: `t.status = 'SENT'`,
};

/** A family, its head and a home that would suit them: what `proposeHousing` looks at before it looks at the next id. */
async function household(caller: Partner): Promise<Partial<Record<SealedType, string>>> {
  const rows = await served.admin`
    select f.id as family, p.id as person, o.id as offer from families f
    join persons p on p.family_id = f.id and p.role = 'HEAD' and p.departed_on is null
    join housing_offers o on o.status = 'PUBLISHED' and f.size between o.min_occupants and o.max_occupants
    join partners l on l.id = o.partner_id and l.status = 'ACTIVE'
    where f.region_code in (select region_code from partner_regions where partner_id = ${caller.id})
      and f.accessibility_need = 'NONE' and not f.protected and f.journey in ('ALLOCATED', 'ARRIVED', 'INSTALLED') limit 1`;
  return { Family: rows[0]?.family, Person: rows[0]?.person, HousingOffer: rows[0]?.offer };
}

async function prepare(audience: Audience): Promise<Asking> {
  const partners = (await served.demo(audience)).filter(({ id }) => id !== national);
  const [caller, neighbour] = partners as [Partner, Partner];
  const chosen = audience === 'COORDINATOR' ? await household(caller) : {};
  if (audience === 'COORDINATOR') {
    await askForTransfers(partners);
    await announceArrival(caller);
  }
  const deleted = new Map<SealedType, string | null>();
  const rows = new Map<SealedType, string>();
  for (const type of ownedTypes) {
    deleted.set(type, await deletedRow(served, caller, type));
    for (const more of [suitable[type] ?? 'true', 'true']) {
      const [row] = await rowsOfType(served.admin, caller, type, 'own', { limit: 1, more });
      const own = chosen[type] ?? row;
      if (own && !rows.has(type)) rows.set(type, own);
    }
  }
  const seal = sealFor(served.world.secret, caller.id);
  const own = new Map([...rows].map(([type, row]) => [type, seal.id(type, row)]));
  return { caller, neighbour, places: idPlacesOf(await servedSchema(served, caller)), rows, own, deleted };
}

async function announceArrival(coordinator: Partner): Promise<void> {
  const plannedAt = new Date(Date.now() + 86_400_000).toISOString();
  const flight = { flightNumber: 'ME209', airport: 'CDG', plannedAt };
  await coordinator.does('createArrivalGroup', flight, 'arrivalGroup { id }');
}

/** One from the first region, one to it, and one between two others. */
async function askForTransfers(coordinators: readonly Partner[]): Promise<void> {
  for (const [from, to] of [
    [0, 1],
    [1, 0],
    [2, 3],
  ] as const) {
    const { families } = await (coordinators[from] as Partner).read(
      '{ families(first: 1, filter: { journey: [INSTALLED], protected: false }) { edges { node { id } } } }',
    );
    const { viewer } = await (coordinators[to] as Partner).read(
      '{ viewer { partner { regions { code } } } }',
    );
    await (coordinators[from] as Partner).does(
      'requestTransfer',
      { familyId: families.edges[0].node.id, toRegionCode: viewer.partner.regions[0].code },
      'transferRequest { id }',
    );
  }
}

/** Where any own row of the type would not do. */
const suitableAt: Record<string, string> = {
  'acceptTransfer(id)': 't.to_region_code in (select region_code from partner_regions where partner_id = $1)',
  'refuseTransfer(id)': 't.to_region_code in (select region_code from partner_regions where partner_id = $1)',
  'withdrawTransfer(id)':
    't.from_region_code in (select region_code from partner_regions where partner_id = $1)',
  'createJobOffer(employerId)': `t.audience = 'EMPLOYER' and t.status = 'ACTIVE'`,
  'createHousingOffer(landlordId)': `t.audience = 'LANDLORD' and t.status = 'ACTIVE'`,
};

async function ownAt({ caller, own }: Asking, place: IdPlace): Promise<string> {
  const more = suitableAt[place.name];
  if (!more) return own.get(place.type) ?? '';
  const [row] = await rowsOfType(served.admin, caller, place.type, 'own', { limit: 1, more });
  return row ? sealFor(served.world.secret, caller.id).id(place.type, row) : '';
}

/** The version of the own row that stands in `id`, for the places beside it. */
async function versionBeside({ rows }: Asking, { name, versioned }: IdPlace): Promise<number | undefined> {
  const row = versioned && !name.endsWith('(id)') ? rows.get(versioned) : undefined;
  return versioned && row ? versionOf(served.admin, versioned, row) : undefined;
}

let national: string | undefined;

beforeAll(async () => {
  served = await serve({ demo: true });
  const [row] =
    await served.admin`select partner_id from partner_regions r join partners p on p.id = r.partner_id
    where p.audience = 'COORDINATOR' group by partner_id having count(*) > 2`;
  national = row?.partner_id;
  for (const audience of acting) askings[audience] = await prepare(audience);
});

afterAll(async () => {
  const { places, answers, versions } = totals;
  process.stdout.write(
    `existence: ${places} places that take an id, ${answers} strangers’ ids answered alike, ${versions} versions of another’s row\n`,
  );
  await served.close();
});

const askingOf = (audience: Audience) => askings[audience] as Asking;
/** The answers that are not as the first one, each with what was asked. */
function differing(heard: readonly { what: string; heard: Heard }[]): string[] {
  const [first] = heard;
  return heard
    .filter((one) => JSON.stringify(one.heard) !== JSON.stringify(first?.heard))
    .map(
      ({ what, heard: { status, body } }) =>
        `${what}: ${status} ${body}, where ${first?.what}: ${first?.heard.body}`,
    );
}

describe.each(acting)('%s cannot tell what exists', (audience) => {
  test('by an id: another’s, missing, deleted, of another type and nonsense are answered in the same bytes', async () => {
    const { caller, neighbour, places, own, deleted } = askingOf(audience);
    const faults: string[] = [];
    for (const place of places) {
      const strangers = await strangersOf(
        served,
        caller,
        neighbour,
        place.type,
        deleted.get(place.type) ?? null,
      );
      const version = await versionBeside(askingOf(audience), place);
      const heard = [];
      for (const { what, id } of strangers)
        heard.push({ what, heard: await hear(caller, place.document, place.variables(id, own, version)) });
      totals.places += 1;
      totals.answers += heard.length;
      faults.push(...differing(heard).map((fault) => `${place.name} ${fault}`));
      const isRefused = heard.every(
        ({ heard: { body } }) => body.includes('"NOT_FOUND"') || place.kind === 'filter',
      );
      if (!isRefused) faults.push(`${place.name} is not refused: ${heard[0]?.heard.body}`);
    }
    expect(faults).toEqual([]);
  });

  test('while an id of its own is known at each of these places', async () => {
    const { caller, places, own } = askingOf(audience);
    const unknown: string[] = [];
    for (const place of places) {
      const id = await ownAt(askingOf(audience), place);
      const version = await versionBeside(askingOf(audience), place);
      const { body } = await hear(caller, place.document, place.variables(id, own, version));
      const isKnown = id && !body.includes('"NOT_FOUND"') && !body.includes('"extensions"');
      if (!isKnown) unknown.push(`${place.name} of ${place.type} ${id}: ${body}`);
    }
    expect(unknown).toEqual([]);
  });

  test('by a version: the right one of another’s row is as wrong as any', async () => {
    const { caller, places, own } = askingOf(audience);
    const seal = sealFor(served.world.secret, caller.id);
    const faults: string[] = [];
    for (const place of places.filter(({ name, versioned }) => versioned && name.endsWith('(id)'))) {
      const others = await rowsOfType(served.admin, caller, place.type, 'other', { limit: 2 });
      const heard = [];
      for (const other of others)
        for (const version of [0, 1, 2, 3, 99]) {
          const variables = place.variables(seal.id(place.type, other), own, version);
          heard.push({ what: `version ${version}`, heard: await hear(caller, place.document, variables) });
        }
      totals.versions += heard.length;
      faults.push(...differing(heard).map((fault) => `${place.name} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
