import { describe, expect, test } from 'vitest';
import { afterDay, plusDaysOf, plusMonths } from '../../src/demo/calendar.ts';
import { accessibilities } from '../../src/families/families.rules.ts';
import { liveProposalStatuses } from '../../src/housing/housing.values.ts';
import { demos, disclosuresOf, isOpen, mapBy, now } from './demos.ts';

const live: readonly unknown[] = liveProposalStatuses;

describe.each(demos)('in the demo of seed %i', (_, rows) => {
  const families = mapBy(rows.families, (one) => one.id);
  const offers = mapBy(rows.housingOffers, (one) => one.id);

  test('a proposal with the landlord has its open card until its deadline, and its offer is reserved', () => {
    const sent = rows.housingProposals.filter((one) =>
      ['SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'].includes(one.status ?? ''),
    );
    expect(sent.length).toBeGreaterThan(10);
    for (const proposal of sent) {
      const cards = disclosuresOf(rows, (one) => one.proposalId, proposal.id, 'CARD');
      expect(cards).toHaveLength(1);
      expect(cards.every(isOpen)).toBe(true);
      expect(cards[0]).toMatchObject({
        partnerId: proposal.partnerId,
        personId: null,
        expiresAt: proposal.expiresAt,
      });
      expect(offers.get(proposal.offerId)?.status).toBe('RESERVED');
    }
    const reserved = rows.housingOffers.filter((one) => one.status === 'RESERVED');
    expect(reserved).toHaveLength(sent.length);
  });

  test('an accepted proposal shows the leaseholders who consented, and no proposal of another state shows any', () => {
    const accepted = rows.housingProposals.filter((one) => one.status === 'LANDLORD_ACCEPTED');
    const holders = (id: unknown) =>
      rows.housingProposalLeaseholders.filter((one) => one.proposalId === id).map((one) => one.personId);
    for (const proposal of accepted) {
      const identities = disclosuresOf(rows, (one) => one.proposalId, proposal.id, 'IDENTITY');
      expect(identities.length).toBeGreaterThan(0);
      for (const one of identities) expect(holders(proposal.id)).toContain(one.personId);
    }
    const known = new Set(accepted.map((one) => one.id));
    const others = rows.disclosures.filter(
      (one) => one.purpose === 'HOUSING' && one.level === 'IDENTITY' && isOpen(one),
    );
    expect(others.every((one) => known.has(one.proposalId ?? ''))).toBe(true);
  });

  test('every proposal that is over has closed what it opened', () => {
    const over = rows.housingProposals.filter((one) => !live.includes(one.status));
    for (const proposal of over) {
      expect(
        disclosuresOf(rows, (one) => one.proposalId, proposal.id).filter((one) => !one.closedAt),
      ).toEqual([]);
    }
  });

  test('most proposals with a landlord are still alive in a month', () => {
    const sent = rows.housingProposals.filter((one) =>
      ['SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'].includes(one.status ?? ''),
    );
    const inAMonth = plusDaysOf(now, 45);
    expect(sent.filter((one) => (one.expiresAt ?? now) > inAMonth).length).toBeGreaterThanOrEqual(9);
    for (const one of sent.filter(({ commissionOn }) => commissionOn)) {
      expect(one.expiresAt).toEqual(plusDaysOf(afterDay(one.commissionOn ?? ''), 10));
    }
  });

  test('no family and no offer has two live proposals', () => {
    const lively = rows.housingProposals.filter((one) => live.includes(one.status));
    expect(new Set(lively.map((one) => one.familyId)).size).toBe(lively.length);
    expect(new Set(lively.map((one) => one.offerId)).size).toBe(lively.length);
  });

  test('a proposed home is large enough and accessible enough', () => {
    for (const { offerId, familyId } of rows.housingProposals) {
      const [offer, family] = [offers.get(offerId), families.get(familyId)];
      expect(family?.size).toBeGreaterThanOrEqual(offer?.minOccupants ?? 99);
      expect(family?.size).toBeLessThanOrEqual(offer?.maxOccupants ?? 0);
      const level = (value: string | undefined) => (accessibilities as readonly unknown[]).indexOf(value);
      expect(level(offer?.accessibility)).toBeGreaterThanOrEqual(level(family?.accessibilityNeed));
    }
  });

  test('a signed lease has its tenancy, on its terms, and opens its leaseholders until three months after', () => {
    const signed = rows.housingProposals.filter((one) => one.status === 'LEASE_SIGNED');
    for (const proposal of signed) {
      const [tenancy, ...more] = rows.tenancies.filter((one) => one.proposalId === proposal.id);
      expect(more).toEqual([]);
      expect(tenancy).toMatchObject({
        offerId: proposal.offerId,
        familyId: proposal.familyId,
        signedOn: proposal.leaseSignedOn,
        startsOn: proposal.leaseStartsOn,
        rentCents: proposal.leaseRentCents,
        leaseForm: proposal.leaseForm,
      });
      const identities = disclosuresOf(rows, (one) => one.tenancyId, tenancy?.id);
      const holders = rows.housingProposalLeaseholders.filter((one) => one.proposalId === proposal.id);
      expect(identities).toHaveLength(holders.length);
      const until = tenancy?.endsOn ? afterDay(plusMonths(tenancy.endsOn, 3)) : null;
      for (const one of identities) if (until) expect(one.expiresAt).toEqual(until);
    }
    expect(rows.tenancies.filter((one) => one.partnerId).length).toBe(signed.length);
  });

  test('a home is let, freed or closed as its tenancy is', () => {
    const wanted = { PLANNED: 'LET', ACTIVE: 'LET', NOTICE: 'LET', ENDED: 'CLOSED', CANCELLED: 'PUBLISHED' };
    for (const tenancy of rows.tenancies.filter((one) => one.offerId)) {
      expect([tenancy.status, offers.get(tenancy.offerId)?.status]).toEqual([
        tenancy.status,
        wanted[tenancy.status],
      ]);
    }
  });

  test('some homes and jobs were found outside the programme', () => {
    expect(rows.tenancies.filter((one) => !one.partnerId).length).toBeGreaterThanOrEqual(4);
    expect(rows.employments.filter((one) => !one.partnerId).length).toBeGreaterThanOrEqual(3);
  });

  test('families live where their journey says', () => {
    for (const family of rows.families) {
      const roofs = rows.tenancies.filter(
        (one) => one.familyId === family.id && ['ACTIVE', 'NOTICE'].includes(one.status),
      );
      const housed = ['INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'].includes(family.journey ?? '');
      expect([family.journey, roofs.length]).toEqual([family.journey, housed ? 1 : 0]);
      if (housed) expect(family.communeCode).toBe(roofs[0]?.communeCode);
      if (family.journey === 'AUTONOMOUS') expect(roofs[0]?.leaseholder).toBe('FAMILY');
    }
  });
});
