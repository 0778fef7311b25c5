import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner, Reply } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { asPartner } from '../session.ts';
import { move, publishHome, registerFamily, sendProposal } from './homes.ts';
import { attempt } from './referrals.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
});
afterAll(() => served.close());

const selection = 'housingProposal { id version sentAt expiresAt }';
let homes = 0;

/** A proposal as its landlord reads it, that was sent that many days ago and has a planned date to wait for. */
async function sentAgo(days: number): Promise<Reply> {
  homes += 1;
  const reference = `PLAN-${homes}`;
  await publishHome(landlord, { externalReference: reference });
  await sendProposal(coordinator, await registerFamily(coordinator), reference);
  await served.admin`update housing_proposals set sent_at = sent_at - make_interval(days => ${days}), expires_at = now() + interval '1 day'
    where offer_id = (select id from housing_offers where external_reference = ${reference})`;
  const { housingOffer } = await landlord.read(
    'query One($r: String!) { housingOffer(externalReference: $r) { proposals { edges { node { id version sentAt } } } } }',
    { r: reference },
  );
  return housingOffer.proposals.edges[0].node;
}

const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a planned date', () => {
  test('lies within 120 days of the sending, however often another was planned before', async () => {
    let proposal = await sentAgo(100);
    for (const days of [3, 10, 19]) {
      proposal = (
        await landlord.does('planHousingVisit', { ...move(proposal), visitAt: at(days) }, selection)
      ).housingProposal;
    }
    const wait = Date.parse(proposal.expiresAt) - Date.parse(proposal.sentAt);
    expect(wait).toBeLessThanOrEqual(130 * 86_400_000);
    expect(await attempt(landlord, 'planHousingVisit', { ...move(proposal), visitAt: at(21) })).toEqual([
      ['OUT_OF_RANGE', 'visitAt'],
    ]);
    expect(
      await attempt(landlord, 'planCommission', { ...move(proposal), commissionOn: inDays(22) }),
    ).toEqual([['OUT_OF_RANGE', 'commissionOn']]);
    await landlord.does('planCommission', { ...move(proposal), commissionOn: inDays(19) }, selection);
  });

  test('is the database’s to hold too', async () => {
    const { version } = await sentAgo(0);
    expect(version).toBeGreaterThan(0);
    const write = (set: string) =>
      asPartner(
        served.admin,
        landlord,
        `update housing_proposals set ${set} where id = (select id from housing_proposals order by created_at desc limit 1)`,
      );
    expect((await write("visit_at = now() + interval '121 days'")).refused).toBe('23514');
    expect((await write('commission_on = current_date + 122')).refused).toBe('23514');
    expect(
      await write("visit_at = now() + interval '119 days', commission_on = current_date + 119"),
    ).toMatchObject({
      refused: null,
      count: 1,
    });
  });
});
