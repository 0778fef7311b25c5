import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { registerFamily } from './homes.ts';
import { lease as leaseOf, tenancyState } from './leases.ts';
import { addFamily, idFor } from './people.ts';

let served: Served;
let coordinator: Partner;
let landlord: Partner;
let neighbour: Partner;

beforeAll(async () => {
  served = await serve();
  coordinator = await served.add('COORDINATOR');
  landlord = await served.add('LANDLORD');
  neighbour = await served.add('LANDLORD');
});
afterAll(() => served.close());

const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });
const tenancy = tenancyState;

const lease = (leaseForm: string) => leaseOf(coordinator, landlord, leaseForm);

const found = (familyId: string, more: object = {}) => ({
  familyId,
  communeCode: '15014',
  leaseForm: 'DIRECT',
  leaseholder: 'FAMILY',
  signedOn: inDays(-3),
  startsOn: inDays(-1),
  rentCents: 50_000,
  ...more,
});

describe('notice', () => {
  test('is taken back: the tenancy runs on, open again, and what its landlord reads runs on with it', async () => {
    const { tenancy: signed } = await lease('DIRECT');
    const noticed = await landlord.does(
      'recordNotice',
      { ...at(signed), noticeGivenOn: inDays(-1), endsOn: inDays(30) },
      tenancy,
    );
    const kept = await landlord.does('withdrawNotice', at(noticed.tenancy), tenancy);
    expect(kept.tenancy).toMatchObject({ status: 'ACTIVE', noticeGivenOn: null, endsOn: null });
    const open =
      await served.admin`select expires_at::text as until from disclosures where purpose = 'TENANCY' and closed_at is null`;
    expect(open.map(({ until }) => until)).toEqual(['infinity', 'infinity']);
  });

  test('cannot be taken back where none was given, nor by another landlord', async () => {
    const { tenancy: signed } = await lease('DIRECT');
    const none = await landlord.act('withdrawNotice', { ...at(signed), idempotencyKey: 'withdraw-none-01' });
    expect(none.errors[0].code).toBe('STATE_TRANSITION_NOT_ALLOWED');
    const other = await neighbour.act('withdrawNotice', {
      ...at(signed),
      idempotencyKey: 'withdraw-none-02',
    });
    expect(other.errors[0].code).toBe('NOT_FOUND');
  });

  test('stays given once the family has another home after its last day', async () => {
    const { tenancy: signed, family } = await lease('DIRECT');
    const noticed = await landlord.does(
      'recordNotice',
      { ...at(signed), noticeGivenOn: inDays(-1), endsOn: inDays(10) },
      tenancy,
    );
    await coordinator.does('recordTenancy', found(family.id, { startsOn: inDays(11) }), tenancy);
    const refused = await landlord.act('withdrawNotice', {
      ...at(noticed.tenancy),
      idempotencyKey: 'withdraw-late-01',
    });
    expect(refused.errors[0].code).toBe('CONDITION_NOT_MET');
  });
});

describe('a last day that is over', () => {
  test('is nobody’s to give to a lease that goes on', async () => {
    const { tenancy: signed } = await lease('DIRECT');
    const noticed = await landlord.does(
      'recordNotice',
      { ...at(signed), noticeGivenOn: inDays(-1), endsOn: inDays(10) },
      tenancy,
    );
    const refused = await landlord.act('withdrawNotice', {
      ...at(noticed.tenancy),
      endsOn: inDays(-1),
      idempotencyKey: 'withdraw-past-01',
    });
    expect(refused.errors[0]).toMatchObject({ code: 'OUT_OF_RANGE', path: ['input', 'endsOn'] });
    await expect(leaseOf(coordinator, landlord, 'DIRECT', { endsOn: inDays(-1) })).rejects.toThrow(
      /OUT_OF_RANGE/,
    );
  });
});

describe('a sliding lease', () => {
  test('passes to the family, once, and the journal says so', async () => {
    const { tenancy: signed } = await lease('SLIDING');
    expect(signed.leaseholder).toBe('PROGRAMME');
    const slid = await landlord.does('slideLease', { ...at(signed), slidesOn: inDays(0) }, tenancy);
    expect(slid.tenancy).toMatchObject({ leaseholder: 'FAMILY', slidesOn: inDays(0), status: 'ACTIVE' });
    const again = await landlord.act('slideLease', {
      ...at(slid.tenancy),
      slidesOn: inDays(0),
      idempotencyKey: 'slide-twice-0001',
    });
    expect(again.errors[0].code).toBe('STATE_TRANSITION_NOT_ALLOWED');
    const [entry] =
      await served.admin`select from_state, to_state, mutation from journal_entries where machine = 'leaseholder'`;
    expect(entry).toEqual({ from_state: 'PROGRAMME', to_state: 'FAMILY', mutation: 'slideLease' });
  });

  test('is the only one that slides', async () => {
    const { tenancy: signed } = await lease('SUBLEASE');
    const refused = await landlord.act('slideLease', {
      ...at(signed),
      slidesOn: inDays(0),
      idempotencyKey: 'slide-other-0001',
    });
    expect(refused.errors[0].code).toBe('CONDITION_NOT_MET');
  });
});

describe('a home found outside the programme', () => {
  test('houses a family without any partner learning of it', async () => {
    const family = await registerFamily(coordinator);
    const before = await served.admin`select count(*)::int as n from disclosures`;
    const made = await coordinator.does(
      'recordTenancy',
      found(family.id),
      'tenancy { status landlord { id } offer { id } }',
    );
    expect(made.tenancy).toEqual({ status: 'ACTIVE', landlord: null, offer: null });
    expect(await served.admin`select count(*)::int as n from disclosures`).toEqual(before);
    const [event] =
      await served.admin`select partner_id, region_code from events where machine = 'tenancy' order by position desc limit 1`;
    expect(event).toEqual({ partner_id: null, region_code: '84' });
  });

  test('is how a protected family is housed', async () => {
    const family = await addFamily(served.admin, { followedBy: coordinator.id, protected: true });
    const familyId = idFor(served.world, coordinator, 'Family', family.id);
    const made = await coordinator.does('recordTenancy', found(familyId), tenancy);
    expect(made.tenancy.status).toBe('ACTIVE');
  });

  test('is PLANNED until its first day', async () => {
    const family = await registerFamily(coordinator);
    const made = await coordinator.does(
      'recordTenancy',
      found(family.id, { startsOn: inDays(20), leaseForm: 'SLIDING', leaseholder: 'PROGRAMME' }),
      tenancy,
    );
    expect(made.tenancy.status).toBe('PLANNED');
  });

  test('of another coordinator’s family is not found', async () => {
    const elsewhere = await served.add('COORDINATOR', { regions: ['44'] });
    const family = await addFamily(served.admin, { followedBy: coordinator.id });
    const refused = await elsewhere.act('recordTenancy', {
      ...found(idFor(served.world, elsewhere, 'Family', family.id)),
      idempotencyKey: 'not-mine-tenancy-1',
    });
    expect(refused.errors[0].code).toBe('NOT_FOUND');
  });

  test.each([
    ['a DIRECT lease of the programme', { leaseholder: 'PROGRAMME' }, 'leaseholder'],
    ['a signature to come', { signedOn: inDays(2) }, 'signedOn'],
    ['an end before the beginning', { endsOn: inDays(-2) }, 'endsOn'],
    ['an unknown commune', { communeCode: '15999' }, 'communeCode'],
  ])('refuses %s and names the field', async (_what, more, field) => {
    const family = await registerFamily(coordinator);
    const refused = await coordinator.act('recordTenancy', {
      ...found(family.id, more),
      idempotencyKey: `unsound-${field}-0001`,
    });
    expect(refused.errors[0].path).toEqual(['input', field]);
  });
});

describe('a family has one home at a time', () => {
  test('but for a declared move of 31 days, not of 32', async () => {
    const family = await registerFamily(coordinator);
    await coordinator.does('recordTenancy', found(family.id, { endsOn: inDays(40) }), tenancy);
    const undeclared = await coordinator.act('recordTenancy', {
      ...found(family.id, { startsOn: inDays(10) }),
      idempotencyKey: 'move-undeclared-1',
    });
    expect(undeclared.errors[0].code).toBe('CONDITION_NOT_MET');
    const tooLong = await coordinator.act('recordTenancy', {
      ...found(family.id, { startsOn: inDays(9), declaredMove: true }),
      idempotencyKey: 'move-too-long-01',
    });
    expect(tooLong.errors[0].code).toBe('CONDITION_NOT_MET');
    const moved = await coordinator.does(
      'recordTenancy',
      found(family.id, { startsOn: inDays(10), declaredMove: true }),
      tenancy,
    );
    expect(moved.tenancy.status).toBe('PLANNED');
  });

  test('and the former tenancy cannot be prolonged into the move', async () => {
    const family = await registerFamily(coordinator);
    const former = await coordinator.does('recordTenancy', found(family.id), tenancy);
    const noticed = await coordinator.does(
      'recordNotice',
      { ...at(former.tenancy), noticeGivenOn: inDays(0), endsOn: inDays(20) },
      tenancy,
    );
    await coordinator.does(
      'recordTenancy',
      found(family.id, { startsOn: inDays(5), declaredMove: true }),
      tenancy,
    );
    const refused = await coordinator.act('withdrawNotice', {
      ...at(noticed.tenancy),
      idempotencyKey: 'move-prolonged-01',
    });
    expect(refused.errors[0].code).toBe('CONDITION_NOT_MET');
    const [rows] = await served.admin`select count(*)::int as both_active from tenancies
      where family_id = (select family_id from tenancies order by created_at desc limit 1) and status <> 'CANCELLED'`;
    expect(rows?.both_active).toBe(2);
  });
});
