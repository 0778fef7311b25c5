import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../src/access/audiences.ts';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { Programme, type RunningServer } from '../cli/programme.ts';
import { brokenTruths } from '../invariants.ts';
import { addFamily } from '../journeys/people.ts';
import { addPartner, Partner } from '../partner.ts';
import { seededRandom } from '../random.ts';
import { full, seed } from '../volume.ts';
import { coordinatorsChoice, employersChoice, landlordsChoice } from './choices.ts';
import { type Choose, Client, keyHash } from './client.ts';

const rounds = full ? 200 : 10;
const random = seededRandom(seed('kill'));

let programme: Programme;
let server: RunningServer;
let embedded: Embedded;
let admin: Sql;
const clients: Client[] = [];

const choices: readonly [Audience, number, (random: () => number) => Choose][] = [
  ['LANDLORD', 3, landlordsChoice],
  ['EMPLOYER', 3, employersChoice],
  ['COORDINATOR', 2, coordinatorsChoice],
];

beforeAll(async () => {
  programme = await Programme.create();
  server = await programme.serve('--no-jobs');
  embedded = await startEmbedded(programme.folder, { occupant: 'command' });
  admin = connectAdmin(embedded.url);
  for (const [audience, count, choose] of choices)
    for (let each = 0; each < count; each += 1)
      clients.push(new Client(await addPartner(admin, server.url, audience), choose(random)));
  for (const { partner } of clients.filter(({ partner }) => partner.audience === 'COORDINATOR'))
    for (let family = 0; family < 4; family += 1)
      await addFamily(admin, {
        followedBy: partner.id,
        children: [4],
        consents: ['EMPLOYMENT_CARD', 'HOUSING_IDENTITY'],
      });
});
afterAll(async () => {
  await admin.end();
  await embedded.stop();
  await programme.remove();
});

async function restart(): Promise<void> {
  server = await programme.serve('--no-jobs');
  for (const client of clients) {
    const { id, audience, key, keyId } = client.partner;
    client.partner = new Partner(id, audience, key, keyId, server.url);
  }
}

/** All clients at once until the server is killed under them. */
async function workUntilKilled(): Promise<void> {
  let killed = false;
  const working = clients.map((client) => client.work(() => killed));
  await pause(300 + random() * 1000);
  killed = true;
  await server.end('SIGKILL');
  await Promise.all(working);
}

const total = (count: (client: Client) => number) => clients.reduce((sum, client) => sum + count(client), 0);

/**
 * The move that a mutation makes itself; what follows from it is other moves, of the same machine too: a home that is let already
 * takes the offer's other proposals with it.
 */
const ownMove: Readonly<Record<string, string>> = {
  createHousingOffer: 'housingOffer DRAFT',
  publishHousingOffer: 'housingOffer PUBLISHED',
  pauseHousingOffer: 'housingOffer PAUSED',
  withdrawHousingOffer: 'housingOffer WITHDRAWN',
  proposeHousing: 'housingProposal PROPOSED_TO_FAMILY',
  recordFamilyAnswer: 'housingProposal FAMILY_ACCEPTED',
  sendProposalToLandlord: 'housingProposal SENT_TO_LANDLORD',
  withdrawHousingProposal: 'housingProposal WITHDRAWN',
  acceptHousingProposal: 'housingProposal LANDLORD_ACCEPTED',
  declineHousingProposal: 'housingProposal LANDLORD_DECLINED',
  signLease: 'housingProposal LEASE_SIGNED',
  createJobOffer: 'jobOffer DRAFT',
  publishJobOffer: 'jobOffer OPEN',
  pauseJobOffer: 'jobOffer PAUSED',
  withdrawJobOffer: 'jobOffer WITHDRAWN',
  presentCandidate: 'jobApplication PRESENTED',
  expressInterest: 'jobApplication INTERESTED',
  declineApplication: 'jobApplication DECLINED',
  withdrawApplication: 'jobApplication WITHDRAWN',
  registerFamily: 'family IDENTIFIED',
  advanceFamily: 'family ALLOCATED',
};

/** What the database holds of a client's acts against what the client was answered. */
async function accountsOf(
  client: Client,
): Promise<{ stored: string[]; answered: string[]; moves: object; acts: object }> {
  const { id } = client.partner;
  const stored = await admin<{ act: string }[]>`
    select mutation || ' ' || encode(key_hash, 'hex') as act from idempotency_keys where partner_id = ${id}`;
  const journal = await admin<{ mutation: string; move: string; moves: number }[]>`
    select mutation, machine || ' ' || to_state as move, count(*)::int as moves
    from journal_entries where partner_id = ${id} group by mutation, move`;
  const moves: Record<string, number> = {};
  const acts: Record<string, number> = {};
  for (const { mutation, move, moves: count } of journal)
    if (move === ownMove[mutation]) moves[mutation] = count;
  for (const { mutation } of client.succeeded) acts[mutation] = (acts[mutation] ?? 0) + 1;
  return {
    stored: stored.map(({ act }) => act).sort(),
    answered: client.succeeded.map((act) => `${act.mutation} ${keyHash(act)}`).sort(),
    moves,
    acts,
  };
}

describe(`${rounds} times, the server is killed while 8 clients write`, () => {
  test(
    'no act is lost, none is done twice, and journal and events equal the state',
    async () => {
      const started = performance.now();
      let interrupted = 0;
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) await restart();
        await Promise.all(clients.map((client) => client.repeat()));
        await workUntilKilled();
        interrupted += clients.filter(({ unanswered }) => unanswered).length;
        expect(await brokenTruths(admin)).toEqual([]);
        if ((round + 1) % 20 === 0)
          process.stdout.write(`kill: ${round + 1} rounds, every truth stands after each\n`);
      }
      await restart();
      await Promise.all(clients.map((client) => client.repeat()));
      for (const client of clients) {
        const { stored, answered, moves, acts } = await accountsOf(client);
        expect(stored).toEqual(answered);
        expect(moves).toEqual(acts);
      }
      expect(await brokenTruths(admin)).toEqual([]);
      const seconds = Math.round((performance.now() - started) / 1000);
      process.stdout.write(
        `kill: ${rounds} rounds in ${seconds} s, ${total(({ succeeded }) => succeeded.length)} acts done, ${total(({ refused }) => refused)} refused, ` +
          `${interrupted} interrupted: ${total(({ repeatedAfterDone }) => repeatedAfterDone)} of them had been done, ${total(({ repeatedAnew }) => repeatedAnew)} had not\n`,
      );
      expect(total(({ succeeded }) => succeeded.length)).toBeGreaterThan(rounds * 5);
      expect(interrupted).toBeGreaterThan(rounds);
    },
    // No bound that a busy machine decides: it is there for what hangs.
    rounds * 90_000,
  );
});
