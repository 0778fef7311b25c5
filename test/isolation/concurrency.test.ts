import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Partner } from '../partner.ts';
import { demoPartners } from '../partner.ts';
import { type Served, type StartedServer, serve, startServer } from '../served.ts';
import { full } from '../volume.ts';
import { bounce, hasPgBouncer } from './pgbouncer.ts';

const operationsInAll = full ? 5_000 : 500;
const everybodys = '{ viewer { partner { id name contacts { name phone email } } audience scopes } }';
const receipts = '{ disclosures(first: 50) { edges { node { id reference purpose level } } } }';

/** What each audience asks: rows of its own, with ids, which are another for each partner. */
const queries = {
  LANDLORD: [
    everybodys,
    receipts,
    '{ housingOffers(first: 50) { edges { cursor node { id address rentCents } } } }',
    '{ housingProposals(first: 50) { edges { node { id card { size } tenants { givenName familyName phone } } } } }',
  ],
  EMPLOYER: [
    everybodys,
    receipts,
    '{ jobOffers(first: 50) { edges { cursor node { id title } } } }',
    '{ jobApplications(first: 50) { edges { node { id candidate { occupations } identity { givenName phone } } } } }',
  ],
  HEALTH: [
    everybodys,
    receipts,
    '{ careReferrals(first: 50) { edges { cursor node { id person { givenName familyName birthDate } family { languages } } } } }',
  ],
  INTERNAL: [everybodys, '{ placementProgress { rows { families persons suppressed } } }'],
  COORDINATOR: [
    everybodys,
    receipts,
    '{ families(first: 20) { edges { cursor node { id reference persons { identity { givenName nationality } } careStatus { overall } } } } }',
  ],
} as const;

const offer = {
  communeCode: '15014',
  address: 'x',
  typology: 'T4',
  kind: 'APARTMENT',
  surfaceM2: 80,
  floor: 1,
  lift: false,
  accessibility: 'NONE',
  energyClass: 'D',
  furnished: false,
  rentCents: 45_000,
  chargesCents: 6_000,
  depositCents: 45_000,
  leaseForm: 'DIRECT',
  minOccupants: 3,
  maxOccupants: 6,
  availableFrom: '2026-12-01',
};
const position = {
  title: 'Cuisinier (H/F)',
  rome: 'G1602',
  contract: 'CDI',
  hoursPerWeek: 35,
  grossHourlyCents: 1400,
  positions: 1,
  communeCode: '15014',
  minFrench: 'A1',
  licenceRequired: false,
  transportProvided: false,
  startsOn: '2027-01-10',
};
const family = {
  origin: 'RESETTLED',
  languages: ['apc'],
  interpreterNeeded: true,
  accessibilityNeed: 'NONE',
  persons: [
    { role: 'HEAD', sex: 'MALE', givenName: 'Yousef', familyName: 'Al-Khatib', birthDate: '1984-03-02' },
  ],
};

/** Acts whose answer is the same each time: one that was done is replayed, one that is only checked, one of a row that is not there. */
const acts: Partial<Record<string, readonly [mutation: string, input: object, selection: string][]>> = {
  LANDLORD: [
    ['createHousingOffer', offer, 'housingOffer { id version address }'],
    ['publishHousingOffer', { id: 'hof_AAAAAAAAAAAAAAAAAAAAAA', expectedVersion: 1 }, 'housingOffer { id }'],
  ],
  EMPLOYER: [
    ['createJobOffer', position, 'jobOffer { id version title }'],
    ['publishJobOffer', { id: 'job_AAAAAAAAAAAAAAAAAAAAAA', expectedVersion: 1 }, 'jobOffer { id }'],
  ],
  HEALTH: [
    [
      'updateCareStatus',
      { id: 'ref_AAAAAAAAAAAAAAAAAAAAAA', expectedVersion: 1, to: 'IN_CARE' },
      'careReferral { id }',
    ],
  ],
  COORDINATOR: [['registerFamily', family, 'family { id reference version persons { id } }']],
};

interface Question {
  partner: Partner;
  document: string;
  variables: object;
}

function questionsOf(partner: Partner): Question[] {
  const reads = queries[partner.audience].map((document) => ({ partner, document, variables: {} }));
  const writes = (acts[partner.audience] ?? []).flatMap(([mutation, input, selection]) =>
    [false, true].map((validateOnly) => {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const document = `mutation Act($input: ${type}!) { ${mutation}(input: $input) { errors { code path } replayed ${selection} } }`;
      return {
        partner,
        document,
        variables: { input: { ...input, idempotencyKey: randomUUID(), validateOnly } },
      };
    }),
  );
  return [...reads, ...writes];
}

const answerOf = async ({ partner, document, variables }: Question): Promise<string> => {
  const { data, errors } = await partner.ask(document, variables);
  return JSON.stringify({ data, codes: errors.map(({ extensions }) => extensions?.code) });
};

/** Every question alone, until its answer is what it stays; then all of them at once, many times over. */
async function crossovers(partners: readonly Partner[]): Promise<{ asked: number; other: string[] }> {
  const questions = partners.flatMap(questionsOf);
  for (const question of questions) await answerOf(question);
  const alone: string[] = [];
  for (const question of questions) alone.push(await answerOf(question));
  // Two partners never get the same answer to a question about their own rows: else a crossover could not be told.
  const telling = new Set(alone.filter((answer) => answer.includes('"id":')));
  expect(telling.size).toBeGreaterThan(partners.length);
  const other: string[] = [];
  for (let asked = 0; asked < operationsInAll; asked += questions.length) {
    const order = questions.map((_, place) => (place * 7 + asked) % questions.length);
    const answers = await Promise.all(order.map((place) => answerOf(questions[place] as Question)));
    answers.forEach((answer, at) => {
      if (answer !== alone[order[at] ?? 0])
        other.push(`${questions[order[at] ?? 0]?.document}: ${answer.slice(0, 200)}`);
    });
  }
  return { asked: Math.ceil(operationsInAll / questions.length) * questions.length, other };
}

const traces = `select pg_backend_pid()::text as pid, current_user || concat_ws(',', nullif(current_setting('role'), 'none'),
  nullif(current_setting('app.partner_id', true), ''), nullif(current_setting('app.key_id', true), ''), nullif(current_setting('app.actor', true), ''),
  nullif(current_setting('app.mutation', true), ''), nullif(current_setting('app.channel', true), '')) as left_over, pg_sleep(0.05)`;

/** What is left on each connection of the pool: the login's name and nothing else. */
async function leftOn(pool: Sql, connections: number): Promise<string[]> {
  const found = new Map<string, string>();
  for (let tries = 0; tries < 20 && found.size < connections; tries += 1) {
    const asked = Array.from({ length: connections }, () =>
      pool.unsafe<{ pid: string; left_over: string }[]>(traces),
    );
    for (const [row] of await Promise.all(asked)) found.set(row?.pid ?? '', row?.left_over ?? '');
  }
  expect(found.size).toBe(connections);
  return [...new Set(found.values())];
}

let served: Served;
beforeAll(async () => {
  served = await serve({ demo: true, size: 2 });
});
afterAll(() => served.close());

const everyone = async (url: string): Promise<Partner[]> =>
  (
    await Promise.all(
      audiences.map(async (audience) => (await demoPartners(served.admin, url, audience)).slice(0, 2)),
    )
  ).flat();

describe('partners that ask at the same time on two connections', () => {
  test('each get what they get alone, and leave no role and no claim behind', async () => {
    const { asked, other } = await crossovers(await everyone(served.url));
    process.stdout.write(
      `concurrency: ${asked} interleaved operations on a pool of 2, ${other.length} other answers\n`,
    );
    expect(other).toEqual([]);
    expect(await leftOn(served.pool, 2)).toEqual(['api_login']);
  });

  test.skipIf(!hasPgBouncer)(
    'so they do through PgBouncer in transaction mode (skipped where it is not installed)',
    async () => {
      const bouncer = await bounce(served.world.apiUrl);
      let started: StartedServer | undefined;
      try {
        started = await startServer({ ...served.world, apiUrl: bouncer.url }, { size: 4 });
        const { asked, other } = await crossovers(await everyone(started.url));
        process.stdout.write(
          `concurrency: ${asked} interleaved operations through PgBouncer on ${bouncer.connections} connections, ${other.length} other answers\n`,
        );
        expect(other).toEqual([]);
        expect(await leftOn(started.pool, bouncer.connections)).toEqual(['api_login']);
      } finally {
        await started?.close();
        await bouncer.stop();
      }
    },
    300_000,
  );
});
