import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { home, publishHome, registerFamily, sendProposal } from './homes.ts';
import { idFor } from './people.ts';
import { newKey } from './positions.ts';
import {
  attempt,
  type CareScene,
  careScene,
  careStatusOf,
  moved,
  newestOf,
  redirected,
  referred,
  versionOf,
} from './referrals.ts';

let served: Served;
let scene: CareScene;

beforeAll(async () => {
  served = await serve();
  scene = await careScene(served);
});
afterAll(() => served.close());

const because = { reason: 'WRONG_ROW' };
const undo = (partner: Partner, row: { id: string; version: number }) =>
  partner.does(
    'undoTransition',
    { ...versionOf(row), ...because },
    'careReferral { id version status declineReason person { givenName } }',
  );
const refusal = (partner: Partner, row: { id: string; version: number }) =>
  attempt(partner, 'undoTransition', { ...versionOf(row), ...because });

describe('a referral is taken back by its recipient alone', () => {
  test('a no: the person opens anew to it, and the coordinator reads what it read before', async () => {
    const { gateway, coordinator } = scene;
    const { family, person, referral } = await referred(scene);
    const before = await careStatusOf(coordinator, family);
    const declined = await moved(gateway, referral, 'DECLINED', { declineReason: 'NO_CAPACITY' });
    expect(declined.person).toBeNull();
    expect(await careStatusOf(coordinator, family)).toMatchObject([{ overall: 'NONE', actionNeeded: true }]);
    const back = await undo(gateway, declined);
    expect(back.careReferral).toMatchObject({
      status: 'SENT',
      declineReason: null,
      person: { givenName: person.givenName },
    });
    expect(await careStatusOf(coordinator, family)).toEqual(before);
  });

  test('not once the consent has gone, in words that say no more than that', async () => {
    const { gateway, coordinator } = scene;
    const { consent, referral } = await referred(scene);
    const declined = await moved(gateway, referral, 'DECLINED', { declineReason: 'NO_CAPACITY' });
    await coordinator.does('revokeConsent', versionOf(consent), 'consent { id }');
    expect(await refusal(gateway, declined)).toEqual([['CONDITION_NOT_MET', 'id']]);
  });

  test('by no coordinator, under whichever id, and by no other health partner', async () => {
    const { gateway, coordinator, bystander } = scene;
    const { sent, referral } = await referred(scene);
    const acknowledged = await moved(gateway, referral, 'ACKNOWLEDGED');
    expect(await refusal(coordinator, { id: sent.id, version: 2 })).toEqual([['NOT_FOUND', 'id']]);
    expect(await refusal(coordinator, acknowledged)).toEqual([['NOT_FOUND', 'id']]);
    expect(await refusal(bystander, acknowledged)).toEqual([['NOT_FOUND', 'id']]);
    expect((await undo(gateway, acknowledged)).careReferral.status).toBe('SENT');
  });

  test('not after it was passed on, nor after a week', async () => {
    const { gateway, clinic } = scene;
    const { referral } = await referred(scene);
    const gone = await redirected(gateway, referral, 'La clinique');
    expect(await refusal(gateway, gone)).toEqual([['STATE_TRANSITION_NOT_ALLOWED', 'id']]);
    const theirs = await moved(clinic, await newestOf(clinic), 'ACKNOWLEDGED');
    await served.admin`update journal_entries set at = at - interval '8 days' where machine = 'careReferral'`;
    expect(await refusal(clinic, theirs)).toEqual([['DEADLINE_PASSED', 'id']]);
  });
});

describe('for a landlord without a key', () => {
  test('its coordinator takes back what it did for it, with a channel, until the landlord has a key', async () => {
    const { coordinator } = scene;
    const keyless = await served.add('LANDLORD', { withKey: false });
    const offer = 'housingOffer { id version status }';
    const landlordId = idFor(served.world, coordinator, 'Partner', keyless.id);
    const call = { channel: 'PHONE' };
    const made = await coordinator.does('createHousingOffer', { ...home, landlordId, ...call }, offer);
    const published = await coordinator.does(
      'publishHousingOffer',
      { ...versionOf(made.housingOffer), ...call },
      offer,
    );
    expect(await refusal(coordinator, published.housingOffer)).toEqual([
      ['STATE_TRANSITION_NOT_ALLOWED', 'id'],
    ]);
    const again = await coordinator.does(
      'undoTransition',
      { ...versionOf(published.housingOffer), ...because, ...call },
      offer,
    );
    expect(again.housingOffer.status).toBe('DRAFT');
    const paused = await coordinator.does(
      'publishHousingOffer',
      { ...versionOf(again.housingOffer), ...call },
      offer,
    );
    await served.admin`insert into api_keys (id, partner_id, audience, label, key_hash, last_four, scopes, expires_at)
      values (gen_random_uuid(), ${keyless.id}, 'LANDLORD', 'test', ${Buffer.from(newKey())}, 'abcd', ${['housing:read']}, now() + interval '1 day')`;
    const held = await attempt(coordinator, 'undoTransition', {
      ...versionOf(paused.housingOffer),
      ...because,
      ...call,
    });
    expect(held).toEqual([['PARTNER_HAS_KEY', 'id']]);
  });
});

describe('a family', () => {
  test('a family’s stage, and the journal keeps the correction with its reason', async () => {
    const { coordinator } = scene;
    const family = await registerFamily(coordinator);
    const booked = await coordinator.does(
      'advanceFamily',
      { ...versionOf(family), to: 'TRAVEL_BOOKED' },
      'family { id version }',
    );
    const arrived = await coordinator.does(
      'advanceFamily',
      { ...versionOf(booked.family), to: 'ARRIVED', arrivedOn: inDays(-1) },
      'family { id version }',
    );
    const back = await coordinator.does(
      'undoTransition',
      { ...versionOf(arrived.family), ...because },
      'family { id version journey arrivedOn }',
    );
    expect(back.family).toMatchObject({ journey: 'TRAVEL_BOOKED', arrivedOn: null });
    const [entry] = await served.admin`select from_state, to_state, mutation, reason_code from journal_entries
      where machine = 'family' order by at desc limit 1`;
    expect(entry).toEqual({
      from_state: 'ARRIVED',
      to_state: 'TRAVEL_BOOKED',
      mutation: 'undoTransition',
      reason_code: 'WRONG_ROW',
    });
  });

  test('that has left is not taken up again in an act that was withdrawn before', async () => {
    const { coordinator } = scene;
    const landlord = await served.add('LANDLORD');
    await publishHome(landlord, { externalReference: 'GONE' });
    const family = await registerFamily(coordinator);
    const sent = await sendProposal(coordinator, family, 'GONE');
    const state = 'housingProposal { id version }';
    const gone = await coordinator.does('withdrawHousingProposal', versionOf(sent), state);
    await coordinator.does('advanceFamily', { ...versionOf(family), to: 'CANCELLED' }, 'family { id }');
    expect(await refusal(coordinator, gone.housingProposal)).toEqual([['CONDITION_NOT_MET', 'id']]);
  });
});

test('the same correction sent twice is made once', async () => {
  const { gateway } = scene;
  const { referral } = await referred(scene);
  const acknowledged = await moved(gateway, referral, 'ACKNOWLEDGED');
  const input = { ...versionOf(acknowledged), ...because, idempotencyKey: newKey() };
  const done = await gateway.act('undoTransition', input, 'careReferral { status version }');
  const replayed = await gateway.act('undoTransition', input, 'careReferral { status version }');
  expect(replayed).toEqual({ ...done, replayed: true });
});
