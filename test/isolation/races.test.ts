import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import { move, publishHome } from '../journeys/homes.ts';
import { addFamily, idFor } from '../journeys/people.ts';
import { acceptAll, applicationOf, openPosition, present } from '../journeys/positions.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full } from '../volume.ts';

const rounds = full ? 100 : 10;

let served: Served;
let coordinators: Partner[];
let landlord: Partner;
let otherLandlord: Partner;
let employer: Partner;
let otherEmployer: Partner;

beforeAll(async () => {
  served = await serve({ size: 4 });
  coordinators = [await served.add('COORDINATOR'), await served.add('COORDINATOR')];
  landlord = await served.add('LANDLORD');
  otherLandlord = await served.add('LANDLORD');
  employer = await served.add('EMPLOYER');
  otherEmployer = await served.add('EMPLOYER');
});
afterAll(() => served.close());

const coordinator = (place: number) => coordinators[place] ?? expect.fail('no coordinator');
const family = (followedBy: string, adults = 1) =>
  addFamily(served.admin, { followedBy, adults, consents: ['EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY'] });

interface Act {
  by: Partner;
  mutation: string;
  input: object;
}

/** Sends both in the same instant: one is done, the other refused with a code; nothing fails. */
async function race(acts: readonly Act[], selection: string): Promise<string[]> {
  const payloads = await Promise.all(
    acts.map(({ by, mutation, input }) =>
      by.act(mutation, { idempotencyKey: randomUUID(), ...input }, selection),
    ),
  );
  const codes = payloads.flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code));
  expect(payloads.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  expect(codes.length).toBeGreaterThan(0);
  return codes;
}

describe(`in each of ${rounds} rounds one act wins and the other is refused, without a deadlock`, () => {
  test('two coordinators record two families’ yes to one home', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const home = await publishHome(landlord, { externalReference: `R-${round}`, minOccupants: 1 });
      const [row] =
        await served.admin`select id from housing_offers where external_reference = ${`R-${round}`}`;
      expect(home.id).toBeTruthy();
      const acts = await Promise.all(
        coordinators.map(async (by): Promise<Act> => {
          const { id, adults } = await family(by.id);
          const { housingProposal } = await by.does(
            'proposeHousing',
            {
              familyId: idFor(served.world, by, 'Family', id),
              offerId: idFor(served.world, by, 'HousingOffer', String(row?.id)),
              leaseholderIds: adults.map((adult) => idFor(served.world, by, 'Person', adult.id)),
              guarantee: 'VISALE',
            },
            'housingProposal { id version }',
          );
          return {
            by,
            mutation: 'recordFamilyAnswer',
            input: { id: housingProposal.id, expectedVersion: housingProposal.version, answer: 'ACCEPTED' },
          };
        }),
      );
      expect(new Set(await race(acts, 'housingProposal { status }'))).toEqual(
        new Set(['OFFER_NOT_AVAILABLE']),
      );
    }
  });

  test('two landlords take back their no to one family, and the loser learns nothing of the winner', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const by = coordinator(round % 2);
      const { id, adults } = await family(by.id);
      const acts: Act[] = [];
      for (const refusing of [landlord, otherLandlord])
        acts.push(await declined(by, refusing, { id, adults }, `U-${round}`));
      const codes = await race(acts, 'housingProposal { status card { size } }');
      expect(new Set(codes)).toEqual(new Set(['CONDITION_NOT_MET']));
      const open = await served.admin`
        select distinct partner_id from disclosures where family_id = ${id} and closed_at is null and expires_at > now()`;
      expect(open).toHaveLength(1);
    }
  });

  test('two employers hire one person', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const by = coordinator(round % 2);
      const person = (await family(by.id)).adults[0]?.id ?? '';
      const acts: Act[] = [];
      for (const hirer of [employer, otherEmployer]) {
        const { uuid } = await openPosition(hirer, served);
        acts.push(await accepted(by, hirer, uuid, person));
      }
      await race(acts, 'jobApplication { status }');
      const [work] =
        await served.admin`select count(*)::int as n from employments where person_id = ${person}`;
      expect(work?.n).toBe(1);
    }
  });

  test('one employer hires two persons for one position', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { uuid } = await openPosition(employer, served);
      const acts: Act[] = [];
      for (const by of coordinators)
        acts.push(await accepted(by, employer, uuid, (await family(by.id)).adults[0]?.id ?? ''));
      await race(acts, 'jobApplication { status }');
      const [offer] =
        await served.admin`select positions_filled as filled, status from job_offers where id = ${uuid}`;
      expect(offer).toEqual({ filled: 1, status: 'FILLED' });
    }
  });
});

/** A proposal that this landlord declined, and the correction that would take it back. */
async function declined(
  by: Partner,
  refusing: Partner,
  { id, adults }: { id: string; adults: readonly { id: string }[] },
  externalReference: string,
): Promise<Act> {
  await publishHome(refusing, { externalReference, minOccupants: 1 });
  const [row] = await served.admin`
    select id from housing_offers where external_reference = ${externalReference} and partner_id = ${refusing.id}`;
  const state = 'housingProposal { id version }';
  const { housingProposal: asked } = await by.does(
    'proposeHousing',
    {
      familyId: idFor(served.world, by, 'Family', id),
      offerId: idFor(served.world, by, 'HousingOffer', String(row?.id)),
      leaseholderIds: adults.map((adult) => idFor(served.world, by, 'Person', adult.id)),
      guarantee: 'VISALE',
    },
    state,
  );
  const said = await by.does('recordFamilyAnswer', { ...move(asked), answer: 'ACCEPTED' }, state);
  await by.does('sendProposalToLandlord', move(said.housingProposal), state);
  const { housingProposals } = await refusing.read(
    '{ housingProposals(first: 1, orderBy: CREATED_AT_DESC) { edges { node { id version } } } }',
  );
  const no = { ...move(housingProposals.edges[0].node), reason: 'OTHER' };
  const { housingProposal } = await refusing.does('declineHousingProposal', no, state);
  return {
    by: refusing,
    mutation: 'undoTransition',
    input: { ...move(housingProposal), reason: 'ENTERED_BY_MISTAKE' },
  };
}

/** An application walked to ACCEPTED, and the hire that would follow. */
async function accepted(by: Partner, hirer: Partner, offerUuid: string, personUuid: string): Promise<Act> {
  const application = await present(served, by, hirer, offerUuid, personUuid);
  await acceptAll(by, hirer, application);
  const { id, version } = await applicationOf(hirer, application.employers);
  return {
    by: hirer,
    mutation: 'confirmHire',
    input: { id, expectedVersion: version, startsOn: inDays(20), hoursPerWeek: 35 },
  };
}
