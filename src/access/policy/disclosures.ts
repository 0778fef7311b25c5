import { C, E, type FeaturePolicy, from, H, L, root } from './shape.ts';

const holders = [L, E, H, C];

export const disclosurePolicy: FeaturePolicy = {
  types: {
    Disclosure: {
      table: 'disclosures',
      why: 'Its holder, for ever; coordinators those of families that they follow, but for care: who cares for whom is not theirs to know.',
      fields: {
        id: holders,
        reference: holders,
        level: holders,
        purpose: holders,
        openedAt: holders,
        expiresAt: holders,
        closedAt: from(holders, 'closed_at', 'expires_at'),
        closeReason: from(holders, 'closed_at', 'expires_at'),
        closedBecause: from([C], 'close_reason', 'closed_at', 'expires_at'),
        erasureAcknowledgedAt: holders,
        partner: [C],
        family: [C],
        person: [C],
        version: holders,
        updatedAt: holders,
      },
    },
    CareReceipt: {
      table: 'care_receipts',
      why: 'Of a person that one follows: the month alone, neither the partner nor how many.',
      fields: { person: [C], month: [C], closedMonth: [C], erasureAcknowledged: [C] },
    },
    UnacknowledgedErasures: {
      why: 'Of families that one follows; care by month, without the partner.',
      fields: { receipts: [C], care: [C] },
    },
  },
  queries: {
    disclosures: root(holders, null, { withoutAgreement: true }),
    unacknowledgedErasures: root([C], 'families:read'),
  },
  mutations: { acknowledgeErasure: root([L, E, H], null, { withoutAgreement: true }) },
  enumValues: {
    DisclosurePurpose: {
      HOUSING: [L, C],
      TENANCY: [L, C],
      EMPLOYMENT: [E, C],
      CONTRACT: [E, C],
      CARE: [H],
    },
  },
};
